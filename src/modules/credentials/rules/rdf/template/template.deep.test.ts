import { expect, test } from 'vitest'
import { compareTemplate } from '#test/factories/comparison/template.ts'

test.each([true, false])('5,000 random fillings are what the reference gives; all nodes named: %s', async (named) => {
  const found = await compareTemplate(named, 1_000, 5_000)
  expect(found.different).toEqual([])
  expect(found.same).toBeGreaterThan(4_000)
})
