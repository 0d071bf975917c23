// Bitstring Status List 1.0, 2.2: encodedList MUST be a Multibase-encoded base64url (with no padding) of a GZIP bitstring.
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeUnsignedList } from '#test/factories/unsigned.ts'

test('an encoded list is multibase base64url of gzip', () => {
  const { encodedList } = makeUnsignedList([1, 94_567]).credentialSubject
  expect(encodedList).toMatch(/^u[A-Za-z0-9_-]+$/)
  expect(gunzipSync(Buffer.from(encodedList.slice(1), 'base64url')).filter((byte) => byte !== 0)).toHaveLength(2)
})
