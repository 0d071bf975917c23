// DID 1.0, 6.3.1: the first value of @context is https://www.w3.org/ns/did/v1.
import { expect, test } from 'vitest'
import { didDocument } from '#src/modules/credentials/rules/didweb.ts'
import { makeTokenIssuer } from '#test/factories/tokens.ts'

test('a DID document begins with the DID context, and defines each type of key that it has', () => {
  const { did, publicMultibase } = makeTokenIssuer()
  expect(didDocument(did, [publicMultibase])['@context']).toEqual([
    'https://www.w3.org/ns/did/v1',
    'https://w3id.org/security/multikey/v1',
    'https://w3id.org/security/jwk/v1',
  ])
})
