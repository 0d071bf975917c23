import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite as ecdsa } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import { createDiscloseCryptosuite, createSignCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { cryptosuite as eddsa } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { derive, issue } from '@digitalbazaar/vc'
import { encode } from 'base58-universal'
import { verifyCredential } from '#src/modules/credentials/commands/verify.ts'
import { documentLoader } from '#src/modules/credentials/rules/contexts.ts'
import { publicMultibase, type Algorithm } from '#src/modules/credentials/rules/keys/multikey.ts'
import { hashData } from '#src/modules/credentials/rules/rdf/integrity.ts'
import type { Db } from '#src/platform/database/database.ts'
import type { Fetch } from '#src/platform/fetch/fetch.ts'
import { readConfig } from '#src/platform/start/config.ts'

/** Issuers of other sites, what they sign, and a world in which only they exist. */

export const NOW = new Date('2026-03-02T12:00:00Z')

export type Stranger = {
  did: string
  method: string
  algorithm: Algorithm
  privateKey: KeyObject
  multibase: string
}

const pairOf = (algorithm: Algorithm): KeyObject =>
  algorithm === 'Ed25519'
    ? generateKeyPairSync('ed25519').privateKey
    : generateKeyPairSync('ec', { namedCurve: algorithm }).privateKey

/** Somebody with a key; `did` where they are known by more than the key. */
export function makeStranger(algorithm: Algorithm = 'Ed25519', did?: string): Stranger {
  const privateKey = pairOf(algorithm)
  const multibase = publicMultibase(algorithm, privateKey)
  const id = did ?? `did:key:${multibase}`
  return { did: id, method: `${id}#${multibase}`, algorithm, privateKey, multibase }
}

/** The document that a did:web serves. */
export const documentOf = ({ did, method, multibase }: Stranger, more: object = {}): object => ({
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: did,
  verificationMethod: [{ id: method, type: 'Multikey', controller: did, publicKeyMultibase: multibase }],
  assertionMethod: [method],
  authentication: [method],
  ...more,
})

type Json = Record<string, unknown>

export const V1 = 'https://www.w3.org/2018/credentials/v1'
export const V2 = 'https://www.w3.org/ns/credentials/v2'
export const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
export const OB_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'

/** An Open Badge before it is signed. */
export const badgeOf = ({ did }: Pick<Stranger, 'did'>, more: Json = {}): Json => ({
  '@context': [V2, OB],
  id: 'urn:uuid:0199c0de-0000-7000-8000-00000000000a',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: did, type: ['Profile'], name: 'Riverbend Guides' },
  validFrom: '2026-01-01T00:00:00Z',
  name: 'Trail Guide',
  credentialSubject: {
    id: 'urn:uuid:0199c0de-0000-7000-8000-00000000000b',
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://guides.example/trail',
      type: ['Achievement'],
      name: 'Trail Guide',
      description: 'Leads a group on a trail.',
      criteria: { narrative: 'Lead ten groups.' },
    },
  },
  ...more,
})

/** A plain credential of the older data model. */
export const olderOf = ({ did }: Pick<Stranger, 'did'>, more: Json = {}): Json => ({
  '@context': [V1],
  id: 'urn:uuid:0199c0de-0000-7000-8000-00000000000c',
  type: ['VerifiableCredential'],
  issuer: did,
  issuanceDate: '2026-01-01T00:00:00Z',
  credentialSubject: { id: 'urn:uuid:0199c0de-0000-7000-8000-00000000000b' },
  ...more,
})

const hashOf = (algorithm: Algorithm): string | null =>
  ({ Ed25519: null, 'P-256': 'sha256', 'P-384': 'sha384' })[algorithm]

const signerOf = ({ method, algorithm, privateKey }: Stranger) => ({
  id: method,
  algorithm,
  sign: ({ data }: { data: Uint8Array }) =>
    Promise.resolve(sign(hashOf(algorithm), data, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
})

export type SuiteName = 'eddsa-rdfc-2022' | 'ecdsa-rdfc-2019' | 'ecdsa-sd-2023' | 'Ed25519Signature2020'
export const ALGORITHM_OF = {
  'eddsa-rdfc-2022': 'Ed25519',
  'ecdsa-rdfc-2019': 'P-256',
  'ecdsa-sd-2023': 'P-256',
  Ed25519Signature2020: 'Ed25519',
} as const satisfies Record<SuiteName, Algorithm>

/** Signed by the libraries of Digital Bazaar. Of ecdsa-sd-2023 it is everything that the holder shows. */
export async function signedByLibrary(credential: object, who: Stranger, suite: SuiteName): Promise<Json> {
  const signed = await issuedByLibrary(credential, who, suite)
  return suite === 'ecdsa-sd-2023' ? allShown(signed) : signed
}

/** The same as its issuer gives it to the holder. */
export async function issuedByLibrary(credential: object, who: Stranger, suite: SuiteName): Promise<Json> {
  const given = { signer: signerOf(who), date: '2026-01-02T00:00:00Z' }
  const made = (cryptosuite: object) => new DataIntegrityProof({ ...given, cryptosuite })
  const how = {
    'eddsa-rdfc-2022': () => made(eddsa),
    'ecdsa-rdfc-2019': () => made(ecdsa),
    'ecdsa-sd-2023': () => made(createSignCryptosuite({ mandatoryPointers: ['/issuer'] })),
    Ed25519Signature2020: () => new Ed25519Signature2020(given),
  }[suite]()
  return (await issue({ credential, suite: how, documentLoader: documentLoader(), now: NOW })) as Json
}

async function allShown(verifiableCredential: Json): Promise<Json> {
  const selectivePointers = Object.keys(verifiableCredential)
    .filter((name) => !['@context', 'type', 'issuer', 'proof'].includes(name))
    .map((name) => `/${name}`)
  const suite = new DataIntegrityProof({ cryptosuite: createDiscloseCryptosuite({ selectivePointers }) })
  return (await derive({ verifiableCredential, suite, documentLoader: documentLoader() })) as Json
}

/** One proof made by hand, so that it may say anything. */
export async function proofBy(who: Stranger, document: Json, more: Json = {}): Promise<Json> {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: who.algorithm === 'Ed25519' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019',
    created: '2026-01-02T00:00:00Z',
    proofPurpose: 'assertionMethod',
    verificationMethod: who.method,
    ...more,
  }
  const data = await hashData(document, proof, who.algorithm === 'P-384' ? 'sha384' : 'sha256')
  const signature = sign(hashOf(who.algorithm), data, { key: who.privateKey, dsaEncoding: 'ieee-p1363' })
  return { ...proof, proofValue: `z${encode(signature)}` }
}

export const signedBy = async (who: Stranger, document: Json, more: Json = {}): Promise<Json> => ({
  ...document,
  proof: [await proofBy(who, document, more)],
})

const JWS = { Ed25519: 'EdDSA', 'P-256': 'ES256', 'P-384': 'ES384' } as const
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token made by hand, so that it may say anything. */
export function tokenBy(who: Stranger, payload: object, header: Json = {}): string {
  const input = `${part({ alg: JWS[who.algorithm], kid: who.method, ...header })}.${part(payload)}`
  const signature = sign(hashOf(who.algorithm), Buffer.from(input), {
    key: who.privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  return `${input}.${signature.toString('base64url')}`
}

/** What lies at addresses elsewhere: JSON, or text as it is. What is not named is not reachable. */
export type Pages = Readonly<Record<string, unknown>>

const fetchFrom =
  (pages: Pages, asked: string[] = []): Fetch =>
  (url, { most }) => {
    asked.push(url)
    const page = pages[url]
    if (page === undefined) return Promise.resolve({ ok: false, reason: 'unreachable', detail: 'Nothing is there.' })
    const body = Buffer.from(typeof page === 'string' ? page : JSON.stringify(page))
    return Promise.resolve(
      body.length > most
        ? { ok: false, reason: 'too large', detail: 'It is large.' }
        : { ok: true, url, type: 'application/json', body },
    )
  }

const nobody = new Proxy({} as Db, {
  get: () => {
    throw new Error('What strangers sign is checked without the database.')
  },
})

const config = readConfig({
  PUBLIC_URL: 'https://credentials.test.example',
  MINTMARK_SECRET: 's'.repeat(40),
  MINTMARK_MASTER_KEY: '5a'.repeat(32),
  SMTP_URL: 'smtp://mail.test.example',
  MINTMARK_DATA: '/tmp/mintmark-test-none',
})

/** Checks what a stranger signed, in a world where nothing of our own is known. */
export const checkStranger = (input: unknown, pages: Pages = {}, asked: string[] = []) =>
  verifyCredential({ db: nobody, config, fetch: fetchFrom(pages, asked), now: () => NOW }, input)

/** The same, in one line: the verdict, and what did not pass. */
export async function verdictOn(input: unknown, pages: Pages = {}) {
  const { verdict, steps } = await checkStranger(input, pages)
  const open = steps.filter(({ result }) => result !== 'passed').map(({ step, result }) => `${step} ${result}`)
  return { verdict, open }
}
