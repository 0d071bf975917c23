import { sign, type KeyObject } from 'node:crypto'
import { encodeSignature } from './base58.ts'
import { hashConfiguration } from './integrity.ts'
import { configurationOf, proofTail } from './proof.ts'
import type { Template } from './template.ts'

/** Many credentials of one template, signed by one key at one time. */
export type Batch = {
  /** The 64 bytes of the signature, which with the values is all that has to be stored; null when a template cannot. */
  sign(values: readonly string[]): Uint8Array | null
  /** The signed text for values that a template can, byte for byte as `signCredential` gives it. */
  text(values: readonly string[], signature: Uint8Array): string
  /** The SHA-256 of that text, without making it. */
  digest(values: readonly string[], signature: Uint8Array): Uint8Array
}

/** `contexts` are those of the template's credential; `created` is a timestamp without fractions. */
export async function openBatch(
  template: Template,
  contexts: readonly string[],
  { method, privateKey }: { method: string; privateKey: KeyObject },
  created: string,
): Promise<Batch> {
  const configuration = configurationOf(method, created)
  const tail = proofTail(configuration)
  const data = Buffer.concat([await hashConfiguration(configuration, contexts), Buffer.alloc(32)])
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
