import { expect, test } from 'vitest'
import { compareWithReference } from '#test/factories/comparison/canonical.ts'

test('10,000 random credentials are written byte for byte as the libraries write them, or refused like there', async () => {
  const found = await compareWithReference(1_000, 10_000)
  expect(found.different).toEqual([])
  expect(found.same).toBeGreaterThan(5_000)
  expect(found.refused).toBeGreaterThan(500)
})
