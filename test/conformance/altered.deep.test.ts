import { expect, test } from 'vitest'
import { alterAndVerify } from '#test/factories/altered.ts'

test('no signature holds after one byte was altered, ten thousand times', async () => {
  expect(await alterAndVerify(100_000, 10_000)).toEqual([])
})
