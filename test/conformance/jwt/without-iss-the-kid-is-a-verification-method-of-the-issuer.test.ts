// VC-JOSE-COSE 1.0, 4.2: "When iss is absent [...] the kid MUST be an absolute URL to a verification method listed in a controlled identifier document."
import { importJWK, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { didDocument } from '#src/modules/credentials/rules/didweb.ts'
import { makeToken } from '#test/factories/tokens.ts'

test('without iss the kid is a verification method of the issuer', async () => {
  const { compact, header, payload, issuer } = makeToken('w3c')
  expect(payload.iss).toBeUndefined()
  const { verificationMethod, assertionMethod } = didDocument(issuer.did, [issuer.publicMultibase])
  expect(assertionMethod).toContain(header.kid)
  const method = verificationMethod.find(({ id }) => id === header.kid)
  if (method?.type !== 'JsonWebKey') throw new Error('The kid names no JsonWebKey.')
  expect(await jwtVerify(compact, await importJWK({ ...method.publicKeyJwk, alg: 'ES256' }))).toBeDefined()
})
