// RFC 7518, 3.4: "The JWS Signature value MUST be a 64-octet sequence."
import { expect, test } from 'vitest'
import { makeToken } from '#test/factories/tokens.ts'

test('an ES256 signature is two numbers of 32 bytes, side by side', () => {
  const { compact } = makeToken('w3c')
  const parts = compact.split('.')
  expect(parts).toHaveLength(3)
  expect(Buffer.from(parts[2] ?? '', 'base64url')).toHaveLength(64)
  expect(compact).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
})
