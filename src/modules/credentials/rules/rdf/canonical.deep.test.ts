import { expect, test } from 'vitest'
import { compareWithReference } from '#test/factories/canonical-comparison.ts'

test('the walker writes 10,000 random credentials byte for byte as the reference does, or leaves them to it', async () => {
  const found = await compareWithReference(1_000, 10_000)
  expect(found.different).toEqual([])
  expect(found.same).toBeGreaterThan(5_000)
  expect(found.refused).toBeGreaterThan(500)
})
