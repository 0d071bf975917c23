import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite as ecdsa } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import { cryptosuite as eddsa } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { expect, test } from 'vitest'
import { CREDENTIALS_V2, documentLoader, OPEN_BADGES } from '../contexts.ts'
import { hashData } from './integrity.ts'
import { referenceCanonical } from './reference.ts'

const CREATED = '2026-06-01T00:00:00Z'
const credential = {
  '@context': [CREDENTIALS_V2, OPEN_BADGES],
  id: 'urn:uuid:5b4a3c52-6f0e-4d24-9d4f-1f2f0a3f9c11',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: 'did:web:example.org', type: ['Profile'], name: 'Example' },
  validFrom: CREATED,
  credentialSubject: {
    type: ['AchievementSubject'],
    achievement: { id: 'https://example.org/a', type: ['Achievement'], name: 'A', tag: ['b', 'a'], criteria: {} },
  },
}

/** What the packages of Digital Bazaar hand to a key to be signed. */
async function signedByLibrary(cryptosuite: object, algorithm: string): Promise<Uint8Array> {
  const seen: Uint8Array[] = []
  const sign = ({ data }: { data: Uint8Array }) => {
    seen.push(data)
    return Promise.resolve(new Uint8Array(64))
  }
  const suite = new DataIntegrityProof({
    cryptosuite,
    signer: { id: 'did:web:example.org#k', algorithm, sign },
    date: CREATED,
  })
  await issue({ credential: structuredClone(credential), suite, documentLoader: documentLoader() })
  return seen[0] ?? new Uint8Array()
}

test.each([
  ['eddsa-rdfc-2022', eddsa, 'Ed25519', 'sha256'],
  ['ecdsa-rdfc-2019', ecdsa, 'P-256', 'sha256'],
  ['ecdsa-rdfc-2019', ecdsa, 'P-384', 'sha384'],
] as const)('%s signs the bytes that the library signs', async (name, suite, algorithm, digest) => {
  const configuration = {
    type: 'DataIntegrityProof',
    created: CREATED,
    verificationMethod: 'did:web:example.org#k',
    cryptosuite: name,
    proofPurpose: 'assertionMethod',
  }
  const expected = Buffer.from(await signedByLibrary(suite, algorithm))
  // The second time the configuration is remembered.
  expect(Buffer.from(await hashData(credential, configuration, digest))).toEqual(expected)
  expect(Buffer.from(await hashData(credential, configuration, digest))).toEqual(expected)
})

test('a word without a definition is refused, and so is a context that is not bundled', async () => {
  await expect(referenceCanonical({ ...credential, grade: 'A' })).rejects.toThrow('Safe mode validation error')
  await expect(referenceCanonical({ ...credential, '@context': ['https://example.org/context'] })).rejects.toThrow()
})

test('graphs made to be tried for ever end at once', async () => {
  const all = Array.from({ length: 12 }, (_, at) => `_:n${at}`)
  const everyToEvery = all.map((id) => ({ id, type: ['Achievement'], related: all.filter((other) => other !== id) }))
  const poison = {
    ...credential,
    credentialSubject: {
      type: ['AchievementSubject'],
      result: everyToEvery.map(({ id, related }) => ({ id, alignment: related.map((other) => ({ id: other })) })),
    },
  }
  await expect(referenceCanonical(poison)).rejects.toThrow('Maximum deep iterations')
})

test('documents that are too large or too deep are refused before any work', async () => {
  const nested = (depth: number): object => (depth === 0 ? {} : { related: nested(depth - 1) })
  await expect(referenceCanonical(nested(200))).rejects.toThrow('too large or too deep')
  await expect(referenceCanonical({ tag: Array.from({ length: 20_001 }, () => '') })).rejects.toThrow('too large')
})
