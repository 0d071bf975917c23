// VC-JOSE-COSE 1.0, 4.2: "The type MUST be JsonWebKey", with the key in publicKeyJwk; a thumbprint as kid is recommended.
import { calculateJwkThumbprint } from 'jose'
import { expect, test } from 'vitest'
import { didDocument } from '#src/modules/credentials/rules/didweb.ts'
import { makeTokenIssuer } from '#test/factories/tokens.ts'

test('a verification method for JOSE is a JsonWebKey named by its thumbprint', async () => {
  const { did, publicMultibase } = makeTokenIssuer()
  const [multikey, method, ...more] = didDocument(did, [publicMultibase]).verificationMethod
  expect([multikey?.type, more]).toEqual(['Multikey', []])
  if (method?.type !== 'JsonWebKey') throw new Error('It is no JsonWebKey.')
  expect(Object.keys(method.publicKeyJwk).sort()).toEqual(['crv', 'kty', 'x', 'y'])
  expect(method.id).toBe(`${did}#${await calculateJwkThumbprint(method.publicKeyJwk)}`)
})
