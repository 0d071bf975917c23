// Bitstring Status List 1.0, 6.1: the uncompressed bitstring MUST be at least 16 KB (131,072 entries) in size.
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeUnsignedList } from '#test/factories/unsigned.ts'

test('a list has at least 131,072 entries', () => {
  const { encodedList } = makeUnsignedList([]).credentialSubject
  expect(gunzipSync(Buffer.from(encodedList.slice(1), 'base64url')).length * 8).toBeGreaterThanOrEqual(131_072)
})
