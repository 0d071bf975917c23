/** The canonical form (RDFC-1.0) of a document as UTF-8: by the walker where it is certain, else by the reference. */

import { hash } from 'node:crypto'
import { isKnownContext } from '../contexts.ts'
import { Kept } from './bounds/kept.ts'
import { referenceCanonical, type Digest } from './reference.ts'
import { Unlearned, Unsure, walk } from './walker/walk.ts'
import { Vocabulary } from './walker/vocabulary.ts'
import { write } from './walker/write.ts'

/** Credentials are written with few lists of contexts. Null for a list that only the reference understands. */
const vocabularies = new Kept<string, { vocabulary: Vocabulary | null }>(16)
const MOST_CONTEXTS = 8
/** A credential has about fifteen kinds of nodes; the first that is seen teaches us their words. */
const MOST_LESSONS = 40

/**
 * Throws when a word of the document has no definition, when it names a context that is not bundled, or when the graph
 * is too large or made to be told apart without end.
 */
export const canonicalize = async (document: object, digest: Digest = 'sha256'): Promise<Uint8Array> =>
  (await walkedCanonical(document, digest)) ?? (await referenceCanonical(document, digest))

/** The hash of the canonical form; throws like it. */
export const canonicalHash = async (document: object, digest: Digest = 'sha256'): Promise<Uint8Array> => {
  const hashed = (bytes: Uint8Array) => hash(digest, bytes, 'buffer')
  return (await walked(document, digest, hashed)) ?? hashed(await referenceCanonical(document, digest))
}

/** What the walker alone makes of a document; null when the reference has to be asked. */
export const walkedCanonical = (document: object, digest: Digest = 'sha256'): Promise<Uint8Array | null> =>
  walked(document, digest, (bytes) => Uint8Array.from(bytes))

/** `take` gets bytes that are good until it returns. Words that are new are learned on the way. */
async function walked<Result>(
  document: object,
  digest: Digest,
  take: (bytes: Uint8Array) => Result,
): Promise<Result | null> {
  const vocabulary = await vocabularyOf(document)
  if (vocabulary === null) return null
  for (let lessons = 0; lessons < MOST_LESSONS; lessons += 1) {
    const outcome = attempt(vocabulary, document, digest, take)
    if (!(outcome instanceof Unlearned)) return outcome
    await vocabulary.learn(outcome.types)
  }
  return null
}

function attempt<Result>(
  vocabulary: Vocabulary,
  document: object,
  digest: Digest,
  take: (bytes: Uint8Array) => Result,
): Result | null | Unlearned {
  try {
    write(walk(vocabulary, document), digest, vocabulary.bytes)
    return take(vocabulary.bytes.view())
  } catch (error) {
    if (error instanceof Unlearned) return error
    if (error instanceof Unsure) return null
    throw error
  }
}

/** Null for contexts that only the reference understands. */
function vocabularyOf(document: object): Vocabulary | null | Promise<Vocabulary | null> {
  const named: unknown = '@context' in document ? document['@context'] : undefined
  const contexts = typeof named === 'string' ? [named] : named
  if (!Array.isArray(contexts) || contexts.length > MOST_CONTEXTS || !contexts.every(isContext)) return null
  const name = contexts.join(' ')
  const known = vocabularies.get(name)
  return known === undefined ? compile(name, contexts) : known.vocabulary
}

async function compile(name: string, contexts: readonly string[]): Promise<Vocabulary | null> {
  const vocabulary = await Vocabulary.of(contexts).catch(() => null)
  vocabularies.set(name, { vocabulary })
  return vocabulary
}

const isContext = (value: unknown): value is string => typeof value === 'string' && isKnownContext(value)
