import { referenceCanonical, type Digest } from './reference.ts'

/**
 * The canonical form (RDFC-1.0) of a document as UTF-8. Throws when a word of it has no definition, when it names a
 * context that is not bundled, or when the graph is too large or made to be told apart without end.
 */
export const canonicalize = (document: object, digest: Digest = 'sha256'): Promise<Uint8Array> =>
  referenceCanonical(document, digest)
