// Verifiable Credentials 2.0, 5.3: each relatedResource has an id, unique among them, and at least one digest.
import { expect, test } from 'vitest'
import { makeUnsigned } from '#test/factories/unsigned.ts'

test('a related resource has a digest and its own address', () => {
  const resources = makeUnsigned().relatedResource ?? []
  expect(resources).toHaveLength(1)
  expect(new Set(resources.map(({ id }) => id)).size).toBe(resources.length)
  for (const { digestSRI } of resources) expect(digestSRI).toMatch(/^sha384-[A-Za-z0-9+/]{64}$/)
  expect(makeUnsigned({ components: [] })).not.toHaveProperty('relatedResource')
})
