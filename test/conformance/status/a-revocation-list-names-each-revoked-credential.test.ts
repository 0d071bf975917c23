// Verifiable Credential Revocation List 1.0: id, issuer, and revokedCredential with the id of each, revoked, and why.
import { expect, test } from 'vitest'
import { revocationList } from '#src/modules/credentials/rules/status/revocations.ts'
import { ISSUER_DID } from '#test/factories/unsigned.ts'

test('a revocation list names each revoked credential', () => {
  const publicUrl = 'https://credentials.test.example'
  const address = `${publicUrl}/organisations/riverbend/revocations.json`
  const list = revocationList({ publicUrl, address, issuerId: ISSUER_DID }, [
    { credentialId: 'one', reason: 'The work was not theirs.', replaced: null },
    { credentialId: 'two', reason: null, replaced: { by: 'three', because: 'key' } },
  ])
  expect(list).toEqual({
    id: address,
    issuer: ISSUER_DID,
    revokedCredential: [
      { id: 'urn:uuid:one', revoked: true, revocationReason: 'The work was not theirs.' },
      {
        id: 'urn:uuid:two',
        revoked: true,
        revocationReason: `It was signed anew with another key: replaced by ${publicUrl}/credentials/three`,
      },
    ],
  })
})
