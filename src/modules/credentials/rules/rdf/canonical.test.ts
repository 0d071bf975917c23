import { expect, test } from 'vitest'
import { fixtureCredential, fixtureEarner } from '#test/factories/credential-fixture.ts'
import { randomCredential } from '#test/factories/random-credentials.ts'
import { compareWithReference } from '#test/factories/comparison/canonical.ts'
import { canonicalize, walkedCanonical } from './canonical.ts'
import { referenceCanonical } from './reference.ts'

const credential = (changes: Record<string, unknown>) => ({ ...fixtureCredential(fixtureEarner(1)), ...changes })

test('random credentials are written byte for byte as the libraries write them, or refused like there', async () => {
  const found = await compareWithReference(0, 500, 10)
  expect(found.different).toEqual([])
  // Most are ordinary, so the walker is worth its while; some are refused, and it accepted none of those.
  expect(found.same).toBeGreaterThan(250)
  expect(found.refused).toBeGreaterThan(20)
})

test.each([true, false])('a rich credential needs no reference; all nodes named: %s', async (named) => {
  const document = fixtureCredential(fixtureEarner(7), named)
  expect(await walkedCanonical(document)).toEqual(new Uint8Array(await referenceCanonical(document)))
})

test('a proof needs no reference either', async () => {
  const proof = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: 'DataIntegrityProof',
    created: '2026-06-01T00:00:00Z',
    verificationMethod: 'did:web:example.org#key',
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
  }
  expect(await walkedCanonical(proof)).toEqual(new Uint8Array(await referenceCanonical(proof)))
  expect(await walkedCanonical({ ...proof, proofPurpose: 'anything' })).toBeNull()
})

test('what the reference refuses is refused', async () => {
  await expect(canonicalize(credential({ grade: 'A' }))).rejects.toThrow('Safe mode')
  await expect(canonicalize(credential({ type: ['VerifiableCredential', 'Unknown'] }))).rejects.toThrow('Safe mode')
  await expect(canonicalize(credential({ image: { id: 'relative.png', type: 'Image' } }))).rejects.toThrow('Safe mode')
})

test('no node may bring its own meaning, and no odd key may pass for others', async () => {
  const image = { id: 'urn:x:image', type: 'Image', caption: 'x' }
  expect(await walkedCanonical(credential({ image }))).not.toBeNull()
  const odd = [
    { ...image, '@context': { caption: 'https://evil.example/caption' } },
    { ...image, '@context': 'https://www.w3.org/ns/credentials/v2' },
    { ...image, type: 'Image Profile' },
    { ...image, type: [['Image']] },
    { 'id\u0001type': 'x', caption: 'x' },
    { ...image, '@id': 'urn:x:other' },
  ]
  for (const one of odd) expect(await walkedCanonical(credential({ image: one }))).toBeNull()
})

test('documents from outside cannot make it remember without end, nor keep it from working after', async () => {
  const types = ['Achievement', 'Evidence', 'Profile', 'Image', 'Result', 'Related', 'Address', 'Alignment']
  for (let at = 0; at < 600; at += 1) {
    const type = types.filter((_, bit) => (at >> bit) & 1)
    await walkedCanonical({ ...credential({ evidence: { id: 'urn:x:e', type, name: 'x' } }), name: 'x' })
  }
  const document = fixtureCredential(fixtureEarner(2))
  expect(await walkedCanonical(document)).toEqual(new Uint8Array(await referenceCanonical(document)))
})

test('documents read at the same moment do not disturb each other', async () => {
  const documents = Array.from({ length: 40 }, (_, seed) => randomCredential(seed))
  const together = await Promise.all(documents.map((document) => walkedCanonical(document)))
  for (const [at, document] of documents.entries()) expect(together[at]).toEqual(await walkedCanonical(document))
})
