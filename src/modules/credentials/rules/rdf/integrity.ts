/** What a Data Integrity proof signs: the hash of its own configuration, then the hash of the document. */

import { CREDENTIALS_V2, DATA_INTEGRITY_V2 } from '../contexts.ts'
import type { Proving } from './batch.ts'
import { canonicalHash } from './canonical.ts'
import { Kept } from './bounds/kept.ts'
import { configurationOf } from './proof.ts'
import type { Digest } from './reference.ts'

/** Many credentials share the configuration of their proofs: same key, same second, same contexts. */
const configurations = new Kept<string, Uint8Array>(500)
/** What is longer is not worth keeping. */
const LONGEST_KEPT = 4_000

/**
 * The bytes that eddsa-rdfc-2022 and ecdsa-rdfc-2019 sign; the latter with P-384 wants `sha384`. `document` is without
 * the proof, and `configuration` is the proof without its value. Throws when either has a word without a definition.
 */
export async function hashData(
  document: object,
  configuration: object,
  digest: Digest = 'sha256',
): Promise<Uint8Array> {
  const context = '@context' in document ? document['@context'] : []
  return Buffer.concat([await hashConfiguration(configuration, context, digest), await canonicalHash(document, digest)])
}

/** What a batch of one key and one time needs before it is opened. `contexts` are those of its credentials. */
export async function provingOf(method: string, created: string, contexts: readonly string[]): Promise<Proving> {
  return { method, created, configurationHash: await hashConfiguration(configurationOf(method, created), contexts) }
}

/** The first half, which a batch with one key and one time needs once. `context` is that of the document. */
export async function hashConfiguration(
  configuration: object,
  context: unknown,
  digest: Digest = 'sha256',
): Promise<Uint8Array> {
  const whole = { '@context': proofContext(context), ...configuration }
  const text = JSON.stringify([digest, whole])
  const known = configurations.get(text)
  if (known !== undefined) return known
  const made = await canonicalHash(whole, digest)
  if (text.length <= LONGEST_KEPT) configurations.set(text, made)
  return made
}

/** The words of proofs are defined in version 2 of the credentials' context; older documents are lent the context. */
function proofContext(context: unknown): unknown {
  const contexts: unknown[] = Array.isArray(context) ? context : [context]
  return contexts.includes(CREDENTIALS_V2) || contexts.includes(DATA_INTEGRITY_V2)
    ? context
    : [...contexts, DATA_INTEGRITY_V2]
}
