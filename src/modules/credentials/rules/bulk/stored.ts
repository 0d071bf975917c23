/** Credentials of which only the values, the signature and the template are kept. */

import { hash } from 'node:crypto'
import { timestamp } from '../issuing/timestamp.ts'
import { encodeSignature } from '../rdf/base58.ts'
import { configurationOf, proofTail } from '../rdf/proof.ts'
import type { Segments } from '../rdf/template/segments.ts'
import { Wording } from '../rdf/template/wording.ts'

/**
 * What the credentials of a template share: the text itself with its slots, and the verification method of the key. No
 * part of it is worked out again, so neither a new program nor a new version of the catalogue can change what was signed.
 */
export type TemplateContent = { slots: readonly string[]; pieces: Segments; method: string }

/** `values` in the order of the slots; `signedAt` is the `created` of the proof. */
export type Stored = { values: readonly string[]; signature: Uint8Array; signedAt: Date }

/** The signed text, as `Batch.text` gave it when it was signed. */
export function writeStored({ pieces, method }: TemplateContent, { values, signature, signedAt }: Stored): string {
  const tail = proofTail(configurationOf(method, timestamp(signedAt)))
  return new Wording(pieces).text(values, tail(`z${encodeSignature(signature)}`))
}

/** Whether a text is the one whose SHA-256 was kept. */
export const isTextOf = (text: string, sha256: Uint8Array): boolean => hash('sha256', text, 'buffer').equals(sha256)
