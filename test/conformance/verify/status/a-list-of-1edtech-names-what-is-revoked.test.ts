import { expect, test } from 'vitest'
import { badgeOf, makeStranger, OB, OB_EXTENSIONS, signedBy, V2, verdictOn } from '#test/factories/strangers.ts'

// Verifiable Credential Revocation List 1.0.
const who = makeStranger()
const LIST = 'https://guides.example/revocations.json'
const ID = 'urn:uuid:0199c0de-0000-7000-8000-00000000000a'

test.each<[string, unknown, string]>([
  ['that names nothing', { id: LIST, issuer: who.did, revokedCredential: [] }, 'valid'],
  [
    'that names it',
    { id: LIST, issuer: who.did, revokedCredential: [{ id: ID, revoked: true, revocationReason: 'By mistake.' }] },
    'revoked',
  ],
  ['that names it as not revoked', { revokedCredential: [{ id: ID, revoked: false }] }, 'valid'],
  ['of another issuer', { issuer: 'did:web:other.example', revokedCredential: [] }, 'cannot tell'],
  ['that is none', { revoked: [] }, 'cannot tell'],
  ['that cannot be reached', undefined, 'cannot tell'],
])('a list %s', async (_, list, verdict) => {
  const credentialStatus = { id: LIST, type: '1EdTechRevocationList' }
  const signed = await signedBy(who, badgeOf(who, { '@context': [V2, OB, OB_EXTENSIONS], credentialStatus }))
  expect((await verdictOn(signed, { [LIST]: list })).verdict).toBe(verdict)
})
