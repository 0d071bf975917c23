import { expect, test } from 'vitest'
import { alterAndVerify } from '#test/factories/altered.ts'

test('no signature holds after one byte was altered', async () => {
  expect(await alterAndVerify(1, 500)).toEqual([])
})
