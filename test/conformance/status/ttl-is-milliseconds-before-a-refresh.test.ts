// Bitstring Status List 1.0, 2.2: ttl indicates the time in milliseconds before a refresh SHOULD be attempted.
import { expect, test } from 'vitest'
import { makeUnsignedList } from '#test/factories/unsigned.ts'

test('ttl is milliseconds before a refresh, no more than five minutes', () => {
  const { ttl } = makeUnsignedList([]).credentialSubject
  expect(Number.isInteger(ttl)).toBe(true)
  expect(ttl).toBeGreaterThan(0)
  expect(ttl).toBeLessThanOrEqual(300_000)
})
