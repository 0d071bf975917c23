// Bitstring Status List 1.0, 2.2: the first index, with a value of zero, is located at the left-most bit.
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeUnsignedList } from '#test/factories/unsigned.ts'

test('the first index is the left-most bit', () => {
  const { encodedList } = makeUnsignedList([0]).credentialSubject
  expect(gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'))[0]).toBe(0b1000_0000)
})
