import { expect, test } from 'vitest'
import { verdictOn } from '#test/factories/strangers.ts'

// Open Badges 2.0, Verification of hosted badges.
const ID = 'https://old.example/assertions/1'
const BADGE = 'https://old.example/badges/1'
const ISSUER = 'https://old.example/issuer'
const assertion = {
  '@context': 'https://w3id.org/openbadges/v2',
  id: ID,
  type: 'Assertion',
  recipient: { type: 'email', hashed: false, identity: 'amara@example.org' },
  badge: BADGE,
  verification: { type: 'hosted' },
  issuedOn: '2019-05-01T00:00:00Z',
}
const badge = { id: BADGE, type: 'BadgeClass', name: 'Trail Guide', issuer: ISSUER }
const issuer = { id: ISSUER, type: 'Issuer', name: 'Riverbend Guides' }
const pages = { [ID]: assertion, [BADGE]: badge, [ISSUER]: issuer }

test.each<[string, unknown, Record<string, unknown>, string]>([
  ['as it is served', assertion, pages, 'valid'],
  ['in another order', Object.fromEntries(Object.entries(assertion).toReversed()), pages, 'valid'],
  ['changed', { ...assertion, issuedOn: '2018-05-01T00:00:00Z' }, pages, 'not valid'],
  ['with more than is served', { ...assertion, narrative: 'Well done.' }, pages, 'not valid'],
  [
    'expired',
    { ...assertion, expires: '2020-05-01T00:00:00Z' },
    { ...pages, [ID]: { ...assertion, expires: '2020-05-01T00:00:00Z' } },
    'expired',
  ],
  ['revoked', { ...assertion, revoked: true }, { ...pages, [ID]: { ...assertion, revoked: true } }, 'revoked'],
  ['revoked since it was given out', assertion, { ...pages, [ID]: { id: ID, revoked: true } }, 'cannot tell'],
  ['whose site cannot be reached', assertion, { [BADGE]: badge, [ISSUER]: issuer }, 'cannot tell'],
  ['whose issuer cannot be reached', assertion, { [ID]: assertion, [BADGE]: badge }, 'cannot tell'],
  [
    'of another site than its issuer',
    assertion,
    {
      ...pages,
      [BADGE]: { ...badge, issuer: 'https://other.example/issuer' },
      'https://other.example/issuer': { ...issuer, id: 'https://other.example/issuer' },
    },
    'not valid',
  ],
  [
    'whose badge is another',
    assertion,
    { ...pages, [BADGE]: { ...badge, id: 'https://old.example/badges/2' } },
    'not valid',
  ],
  ['that says it is signed', { ...assertion, verification: { type: 'signed' } }, pages, 'not valid'],
  ['that names no way', { ...assertion, verification: { type: 'none' } }, pages, 'not valid'],
  ['without a recipient', { ...assertion, recipient: undefined }, pages, 'not valid'],
])('%s', async (_, given, served, verdict) => {
  expect((await verdictOn(given, served)).verdict).toBe(verdict)
})
