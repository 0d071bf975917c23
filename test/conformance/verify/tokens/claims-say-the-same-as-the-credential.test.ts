import { expect, test } from 'vitest'
import { badgeOf, makeStranger, olderOf, tokenBy, V1, verdictOn } from '#test/factories/strangers.ts'

// Open Badges 3.0, 8.2.4.1: iss, jti, nbf, sub and exp repeat the credential. VCDM 1.1, 6.3.1: the claim vc.
const who = makeStranger()
const at = (time: string) => Date.parse(time) / 1000

test.each<[string, Record<string, unknown>, string]>([
  ['none at all', {}, 'valid'],
  ['the issuer', { iss: who.did }, 'valid'],
  ['another issuer', { iss: 'did:web:evil.example' }, 'not valid'],
  ['another id', { jti: 'urn:uuid:0199c0de-0000-7000-8000-0000000000ff' }, 'not valid'],
  ['another subject', { sub: 'urn:uuid:0199c0de-0000-7000-8000-0000000000ff' }, 'not valid'],
  ['another beginning', { nbf: at('2025-01-01T00:00:00Z') }, 'not valid'],
  ['an end that has come', { exp: at('2026-02-01T00:00:00Z') }, 'expired'],
  ['an end that is none', { exp: 'soon' }, 'not valid'],
  ['an end beyond all time', { exp: 1e300 }, 'not valid'],
])('%s', async (_, claims, verdict) => {
  expect((await verdictOn(tokenBy(who, { ...badgeOf(who), ...claims }))).verdict).toBe(verdict)
})

test('another end', async () => {
  const badge = badgeOf(who, { validUntil: '2026-06-01T00:00:00Z' })
  expect((await verdictOn(tokenBy(who, { ...badge, exp: at('2026-06-01T00:00:00Z') }))).verdict).toBe('valid')
  expect((await verdictOn(tokenBy(who, { ...badge, exp: at('2028-06-01T00:00:00Z') }))).verdict).toBe('not valid')
})

const subject = { id: 'urn:uuid:0199c0de-0000-7000-8000-00000000000b' }

test.each<[string, Record<string, unknown>, string]>([
  ['whole', { iss: who.did, nbf: at('2026-01-01T00:00:00Z'), vc: olderOf(who) }, 'valid'],
  [
    'with what the claims say left out',
    {
      iss: who.did,
      sub: subject.id,
      jti: 'urn:uuid:0199c0de-0000-7000-8000-00000000000c',
      nbf: at('2026-01-01T00:00:00Z'),
      vc: { '@context': [V1], type: ['VerifiableCredential'], credentialSubject: { name: 'Amara' } },
    },
    'valid',
  ],
  ['that has run out', { iss: who.did, exp: at('2026-02-01T00:00:00Z'), vc: olderOf(who) }, 'expired'],
  ['of another issuer', { iss: makeStranger().did, vc: olderOf(who) }, 'not valid'],
  ['that is none', { iss: who.did, vc: 'mine' }, 'not valid'],
  ['beside a presentation', { iss: who.did, vc: olderOf(who), vp: {} }, 'not valid'],
])('a credential in a claim, %s', async (_, payload, verdict) => {
  expect((await verdictOn(tokenBy(who, payload, { typ: 'JWT' }))).verdict).toBe(verdict)
})
