import { expect, test } from 'vitest'
import { badgeOf, makeStranger, OB, olderOf, signedBy, V1, V2, verdictOn } from '#test/factories/strangers.ts'

// VCDM 2.0, 4.9 (validFrom, validUntil) and VCDM 1.1, 4.5 (issuanceDate, expirationDate).
const who = makeStranger()
const plain = (more: Record<string, unknown> = {}) => ({
  '@context': [V2],
  type: ['VerifiableCredential'],
  issuer: who.did,
  credentialSubject: { id: 'urn:uuid:0199c0de-0000-7000-8000-00000000000b' },
  ...more,
})

test.each<[string, Record<string, unknown>, string]>([
  ['2.0, with no date at all', plain(), 'valid'],
  ['2.0, from and until', plain({ validFrom: '2026-01-01T00:00:00Z', validUntil: '2027-01-01T00:00:00Z' }), 'valid'],
  ['2.0, expired', plain({ validUntil: '2026-02-01T00:00:00Z' }), 'expired'],
  ['2.0, from tomorrow', plain({ validFrom: '2026-03-03T12:00:00Z' }), 'not yet valid'],
  [
    '2.0, that ends before it begins',
    plain({ validFrom: '2026-01-01T00:00:00Z', validUntil: '2025-01-01T00:00:00Z' }),
    'not valid',
  ],
  ['2.0, with a date of the older model', plain({ issuanceDate: '2026-01-01T00:00:00Z' }), 'not valid'],
  ['2.0, with a date that is none', plain({ validFrom: '2026-13-01T00:00:00Z' }), 'not valid'],
  ['1.1', olderOf(who), 'valid'],
  ['1.1, expired', olderOf(who, { expirationDate: '2026-02-01T00:00:00Z' }), 'expired'],
  ['1.1, from tomorrow', olderOf(who, { issuanceDate: '2026-03-03T12:00:00Z' }), 'not yet valid'],
  ['1.1, with no date', olderOf(who, { issuanceDate: undefined }), 'not valid'],
])('%s', async (_, document, verdict) => {
  const kept = JSON.parse(JSON.stringify(document)) as Record<string, unknown>
  const signed = await signedBy(who, kept).catch(() => ({ ...kept, proof: {} }))
  expect((await verdictOn(signed)).verdict).toBe(verdict)
})

test('an Open Badge of the older model', async () => {
  const { validFrom, ...rest } = badgeOf(who)
  const older = { ...rest, '@context': [V1, OB], issuanceDate: validFrom }
  expect(await verdictOn(await signedBy(who, older))).toEqual({ verdict: 'valid', open: [] })
})

test.each<[string, Record<string, unknown>]>([
  ['no issuer', { issuer: undefined }],
  ['an issuer that is no address', { issuer: 'Riverbend' }],
  ['two issuers', { issuer: [who.did, who.did] }],
  ['no subject', { credentialSubject: undefined }],
  ['an empty subject', { credentialSubject: {} }],
  ['no subject in a list', { credentialSubject: [] }],
  ['an id that is no address', { id: 'mine' }],
  ['another type', { type: ['Achievement'] }],
  ['a status without a type', { credentialStatus: { id: 'urn:x:1' } }],
])('%s is no credential', async (_, more) => {
  const document = JSON.parse(JSON.stringify(plain(more))) as Record<string, unknown>
  expect(await verdictOn({ ...document, proof: {} })).toMatchObject({
    verdict: 'not valid',
    open: ['schema failed', 'signature not checked', 'issuer not checked', 'dates not checked', 'status not checked'],
  })
})
