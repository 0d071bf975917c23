import { generateKeyPairSync } from 'node:crypto'
import { CompactSign } from 'jose'
import { expect, test } from 'vitest'
import { verdictOn } from '#test/factories/strangers.ts'

// Open Badges 2.0, Verification of signed badges (JWS, RS256).
const KEY = 'https://old.example/key'
const BADGE = 'https://old.example/badges/1'
const ISSUER = 'https://old.example/issuer'
const REVOKED = 'https://old.example/revoked'
const ID = 'urn:uuid:0199c0de-0000-7000-8000-00000000000d'
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
const assertion = {
  '@context': 'https://w3id.org/openbadges/v2',
  id: ID,
  type: 'Assertion',
  recipient: { type: 'email', hashed: false, identity: 'amara@example.org' },
  badge: BADGE,
  verification: { type: 'signed', creator: KEY },
  issuedOn: '2019-05-01T00:00:00Z',
}
const pages = {
  [BADGE]: { id: BADGE, type: 'BadgeClass', name: 'Trail Guide', issuer: ISSUER },
  [ISSUER]: { id: ISSUER, type: 'Issuer', name: 'Riverbend Guides', publicKey: KEY, revocationList: REVOKED },
  [KEY]: {
    id: KEY,
    type: 'CryptographicKey',
    owner: ISSUER,
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }),
  },
  [REVOKED]: { id: REVOKED, type: 'RevocationList', issuer: ISSUER, revokedAssertions: ['urn:uuid:x'] },
}
const signed = (key = privateKey, payload: object = assertion) =>
  new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg: 'RS256' }).sign(key)

test.each<[string, () => Promise<string>, Record<string, unknown>, string]>([
  ['by its issuer', signed, pages, 'valid'],
  ['by somebody else', () => signed(stranger.privateKey), pages, 'not valid'],
  [
    'by a key that another owns',
    signed,
    { ...pages, [KEY]: { ...pages[KEY], owner: 'https://other.example/issuer' } },
    'cannot tell',
  ],
  [
    'by a key that its issuer does not list',
    signed,
    { ...pages, [ISSUER]: { ...pages[ISSUER], publicKey: 'https://old.example/key-2' } },
    'not valid',
  ],
  [
    'whose list of revocations names it',
    signed,
    { ...pages, [REVOKED]: { ...pages[REVOKED], revokedAssertions: [{ id: ID, revocationReason: 'By mistake.' }] } },
    'revoked',
  ],
  ['whose list of revocations cannot be reached', signed, { ...pages, [REVOKED]: undefined }, 'cannot tell'],
  ['whose key cannot be reached', signed, { ...pages, [KEY]: undefined }, 'cannot tell'],
  [
    'that says it is hosted',
    () => signed(privateKey, { ...assertion, verification: { type: 'hosted' } }),
    pages,
    'not valid',
  ],
])('%s', async (_, made, served, verdict) => {
  expect((await verdictOn(await made(), served)).verdict).toBe(verdict)
})
