import { sign, type KeyObject } from 'node:crypto'
import { encodeSignature } from './base58.ts'
import { configurationOf, proofTail } from './proof.ts'
import type { Template } from './template/opened.ts'

/** Many credentials of one template, signed by one key at one time. */
export type Batch = {
  /** The 64 bytes of the signature, which with the values is all that has to be stored; null when a template cannot. */
  sign(values: readonly string[]): Uint8Array | null
  /** The signed text for values that a template can, byte for byte as `signCredential` gives it. */
  text(values: readonly string[], signature: Uint8Array): string
  /** The SHA-256 of that text, without making it. */
  digest(values: readonly string[], signature: Uint8Array): Uint8Array
}

/** What the proofs of a batch share; `configurationHash` is that of `configurationOf(method, created)`, the first half of what is signed. */
export type Proving = { method: string; created: string; configurationHash: Uint8Array }

/** `created` is a timestamp without fractions. */
export function openBatch(
  template: Template,
  { method, created, configurationHash }: Proving,
  privateKey: KeyObject,
): Batch {
  const tail = proofTail(configurationOf(method, created))
  const data = Buffer.concat([configurationHash, Buffer.alloc(32)])
  return {
    sign: (values) => {
      const digest = template.digest(values)
      if (digest === null) return null
      data.set(digest, 32)
      return sign(null, data, privateKey)
    },
    text: (values, signature) => template.text(values, tail(`z${encodeSignature(signature)}`)),
    digest: (values, signature) => template.textDigest(values, tail(`z${encodeSignature(signature)}`)),
  }
}
