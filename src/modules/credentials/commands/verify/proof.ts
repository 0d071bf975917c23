import { verify } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { createVerifyCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { verifyCredential } from '@digitalbazaar/vc'
import { decode } from 'base58-universal'
import { DID_V1, documentLoader, MULTIKEY_V1 } from '../../rules/contexts.ts'
import { without } from '../../rules/form/limits.ts'
import { SUITES, type Proof } from '../../rules/form/proof.ts'
import { publicMultibase } from '../../rules/keys/multikey.ts'
import type { VerificationKey } from '../../rules/keys/verification-key.ts'
import { canonicalHash } from '../../rules/rdf/canonical.ts'
import { hashConfiguration } from '../../rules/rdf/integrity.ts'
import type { Digest } from '../../rules/rdf/reference.ts'

/** A document whose proofs are checked. Several proofs sign the same canonical form, which is made once. */
export type Provable = { document: Record<string, unknown>; hashes: Map<string, Promise<Uint8Array | null>> }

/**
 * Whether a proof of a document is made by a key. The document has passed limits.ts. A word without a definition, which
 * the signature would not cover, is as bad as a wrong signature.
 */
export async function proofHolds(given: Provable, proof: Proof, key: VerificationKey): Promise<boolean> {
  const suits: readonly string[] = SUITES[proof.suite]
  if (!suits.includes(key.algorithm)) return false
  switch (proof.suite) {
    case 'eddsa-rdfc-2022':
    case 'ecdsa-rdfc-2019':
      return signedHere(given, proof, key)
    case 'ecdsa-sd-2023':
    case 'Ed25519Signature2020':
      // The library would try for ever to tell apart what was made to be alike; ours gives up.
      return (await hashOf(given, [], 'sha256')) !== null && byLibrary(given.document, proof, key)
  }
}

/** The hashes are ours, the signature is for OpenSSL: many times as fast as the libraries, and held against them. */
async function signedHere(
  given: Provable,
  { whole, previous }: Proof,
  { algorithm, key }: VerificationKey,
): Promise<boolean> {
  const signature = signatureOf(whole['proofValue'])
  if (signature === null) return false
  const digest = algorithm === 'P-384' ? 'sha384' : 'sha256'
  const configuration = without(whole, 'proofValue', '@context')
  const said = await hashConfiguration(configuration, given.document['@context'], digest).catch(() => null)
  const signed = await hashOf(given, previous, digest)
  if (said === null || signed === null) return false
  return verify(
    algorithm === 'Ed25519' ? null : digest,
    Buffer.concat([said, signed]),
    { key, dsaEncoding: 'ieee-p1363' },
    signature,
  )
}

/** The hash of the document with those proofs that are signed with it; null when it has no canonical form. */
function hashOf({ document, hashes }: Provable, previous: object[], digest: Digest): Promise<Uint8Array | null> {
  const name = JSON.stringify([digest, previous])
  const known = hashes.get(name)
  if (known !== undefined) return known
  const signed = { ...without(document, 'proof'), ...(previous.length === 0 ? {} : { proof: previous }) }
  const made = canonicalHash(signed, digest).catch(() => null)
  hashes.set(name, made)
  return made
}

const signatureOf = (value: unknown): Uint8Array | null =>
  typeof value === 'string' && /^z[1-9A-HJ-NP-Za-km-z]{60,140}$/.test(value) ? decode(value.slice(1)) : null

async function byLibrary(
  credential: Record<string, unknown>,
  { suite, whole }: Proof,
  key: VerificationKey,
): Promise<boolean> {
  const find = publishing(whole, key)
  // The library checks dates too; they are a step of their own, so it is asked as on the first day.
  const first = credential['validFrom'] ?? credential['issuanceDate']
  const { verified } = await verifyCredential({
    credential: { ...credential, proof: whole },
    suite:
      suite === 'ecdsa-sd-2023'
        ? new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() })
        : new Ed25519Signature2020(),
    documentLoader: documentLoader(find),
    now: typeof first === 'string' ? new Date(first) : new Date(0),
    checkStatus: () => Promise.resolve({ verified: true }),
  })
  return verified
}

/** The key and its controller as the library looks them up: they have been found and read before. */
function publishing(
  { verificationMethod: id }: Record<string, unknown>,
  { algorithm, key, controller }: VerificationKey,
) {
  if (algorithm === 'RSA') throw new Error('No proof is made with an RSA key.')
  const method = { id, type: 'Multikey', controller, publicKeyMultibase: publicMultibase(algorithm, key) }
  const document = { '@context': [DID_V1], id: controller, verificationMethod: [method], assertionMethod: [id] }
  return (url: string): Promise<object | null> =>
    Promise.resolve(url === id ? { '@context': MULTIKEY_V1, ...method } : url === controller ? document : null)
}
