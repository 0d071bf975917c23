import { expect, test } from 'vitest'
import { badgeOf, documentOf, makeStranger, signedBy, tokenBy, verdictOn } from '#test/factories/strangers.ts'

// Open Badges 3.0, 9.2: the key must belong to the issuer whom the credential names. VCDM 2.0, 4.7; Data Integrity, 4.4.
const guides = makeStranger('Ed25519', 'did:web:guides.example')
const other = makeStranger('Ed25519', 'did:web:other.example')
const AT = 'https://guides.example/.well-known/did.json'
const OTHER = 'https://other.example/.well-known/did.json'
const both = { [AT]: documentOf(guides), [OTHER]: documentOf(other) }

test('by the document of its did:web', async () => {
  expect(await verdictOn(await signedBy(guides, badgeOf(guides)), both)).toEqual({ verdict: 'valid', open: [] })
})

test('whose document cannot be reached, nobody can tell', async () => {
  expect(await verdictOn(await signedBy(guides, badgeOf(guides)))).toEqual({
    verdict: 'cannot tell',
    open: ['signature not checked', 'issuer not checked', 'status not checked'],
  })
})

test('a key of somebody else is not', async () => {
  const signed = await signedBy(other, badgeOf(guides))
  expect(await verdictOn(signed, both)).toEqual({
    verdict: 'not valid',
    open: ['signature not checked', 'issuer failed', 'status not checked'],
  })
  expect((await verdictOn(tokenBy(other, badgeOf(guides)), both)).verdict).toBe('not valid')
})

test.each<[string, object]>([
  ['a document that does not list it', documentOf(guides, { verificationMethod: [], assertionMethod: [] })],
  ['a document that lists it for something else', documentOf(guides, { assertionMethod: [] })],
  ['a document of another', documentOf(other)],
  [
    'a document whose key is controlled by another',
    documentOf({ ...guides, did: 'did:web:other.example' }, { id: guides.did }),
  ],
])('%s', async (_, document) => {
  expect((await verdictOn(await signedBy(guides, badgeOf(guides)), { [AT]: document })).verdict).toBe('not valid')
})

test.each([
  [{ revoked: '2026-01-15T00:00:00Z' }, 'not valid'],
  [{ expires: '2026-01-15T00:00:00Z' }, 'not valid'],
  [{ expires: '2036-01-15T00:00:00Z' }, 'valid'],
])('a key that says of itself %j', async (more, verdict) => {
  const method = {
    id: guides.method,
    type: 'Multikey',
    controller: guides.did,
    publicKeyMultibase: guides.multibase,
    ...more,
  }
  const document = documentOf(guides, { verificationMethod: [method] })
  expect((await verdictOn(await signedBy(guides, badgeOf(guides)), { [AT]: document })).verdict).toBe(verdict)
})
