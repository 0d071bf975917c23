/**
 * The canonical form of a document (RDFC-1.0) as jsonld.js and rdf-canonize make it. Whatever is faster must answer the
 * same bytes or leave the document to this.
 */

import jsonld from 'jsonld'
import canonizer from 'rdf-canonize'
import { documentLoader } from '../contexts.ts'
import { openResolver } from './resolved.ts'
import { measure } from './bounds/size.ts'

/** As the packages of Digital Bazaar set them, so that the bytes are those that everybody signs. */
export const OPTIONS = {
  documentLoader: documentLoader(),
  contextResolver: openResolver(documentLoader()),
  base: null,
  safe: true,
  rdfDirection: 'i18n-datatype',
  produceGeneralizedRdf: false,
} as const

/** Nodes without a name that look alike must be told apart by trying; graphs made to be tried for ever end here. */
const MOST_TRIALS = 1_000

/** By which the nodes without a name are put in order; ES384 wants its own. */
export type Digest = 'sha256' | 'sha384'

/**
 * Throws when a word has no definition, when the document names a context that is not bundled, is too large or too
 * deep, or when its nodes cannot be told apart with bounded work.
 */
export async function referenceCanonical(document: object, digest: Digest = 'sha256'): Promise<Uint8Array> {
  const values = measure(document)
  if (values === null) throw new Error('The document is too large or too deep to be canonicalised.')
  const quads = await jsonld.toRDF(document, OPTIONS)
  const text = await canonizer.canonize(quads, {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    messageDigestAlgorithm: digest,
    maxWorkFactor: 1,
    maxDeepIterations: values > MOST_TRIALS ? MOST_TRIALS : -1,
  })
  return Buffer.from(text)
}
