/** Keys as Multikey writes them: `z`, then base58 of a prefix that names the algorithm and the key's bytes. */

import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { decode, encode } from 'base58-universal'

export const ALGORITHMS = ['Ed25519', 'P-256', 'P-384'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

type Form = { algorithm: Algorithm; public: readonly number[]; secret: readonly number[]; length: number }
/** https://www.w3.org/TR/cid-1.0/#Multikey */
const FORMS: readonly Form[] = [
  { algorithm: 'Ed25519', public: [0xed, 0x01], secret: [0x80, 0x26], length: 32 },
  { algorithm: 'P-256', public: [0x80, 0x24], secret: [0x86, 0x26], length: 33 },
  { algorithm: 'P-384', public: [0x81, 0x24], secret: [0x87, 0x26], length: 49 },
]

const formOf = (algorithm: Algorithm): Form => {
  const form = FORMS.find((each) => each.algorithm === algorithm)
  if (form === undefined) throw new Error(`There is no Multikey form for ${algorithm}.`)
  return form
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const fromBase64url = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url')
const multibase = (prefix: readonly number[], bytes: Uint8Array): string =>
  `z${encode(Uint8Array.from([...prefix, ...bytes]))}`

/** The bytes after the prefix; null when it is no base58 or has another prefix. */
function unwrap(text: string, prefixes: readonly (readonly number[])[]): { at: number; bytes: Uint8Array } | null {
  if (!/^z[1-9A-HJ-NP-Za-km-z]{10,200}$/.test(text)) return null
  const all = decode(text.slice(1))
  const at = prefixes.findIndex((prefix) => prefix.every((byte, place) => all[place] === byte))
  return at < 0 ? null : { at, bytes: all.subarray(2) }
}

/** The public half of a key as Multikey writes it. */
export function publicMultibase(algorithm: Algorithm, key: KeyObject): string {
  const { x, y } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' })
  const form = formOf(algorithm)
  if (algorithm === 'Ed25519') return multibase(form.public, fromBase64url(x))
  const sign = 2 + ((fromBase64url(y).at(-1) ?? 0) & 1)
  return multibase(form.public, Uint8Array.from([sign, ...fromBase64url(x)]))
}

/** The private half, for encryption at rest. */
export function secretMultibase(algorithm: Algorithm, key: KeyObject): string {
  const { d } = key.export({ format: 'jwk' })
  return multibase(formOf(algorithm).secret, fromBase64url(d))
}

/** What a key can be called and checked with; null when the text is no Multikey of a known algorithm. */
export function readPublicMultibase(text: string): { algorithm: Algorithm; key: KeyObject } | null {
  const found = unwrap(
    text,
    FORMS.map((form) => form.public),
  )
  const form = found && FORMS[found.at]
  if (!found || !form || found.bytes.length !== form.length) return null
  try {
    return { algorithm: form.algorithm, key: publicKeyOf(form.algorithm, found.bytes) }
  } catch {
    return null
  }
}

/** The heads of SubjectPublicKeyInfo; OpenSSL unpacks a compressed point by itself. */
const SPKI: Record<Algorithm, string> = {
  Ed25519: '302a300506032b6570032100',
  'P-256': '3039301306072a8648ce3d020106082a8648ce3d030107032200',
  'P-384': '3046301006072a8648ce3d020106052b81040022033200',
}

const publicKeyOf = (algorithm: Algorithm, bytes: Uint8Array): KeyObject =>
  createPublicKey({
    key: Buffer.concat([Buffer.from(SPKI[algorithm], 'hex'), bytes]),
    format: 'der',
    type: 'spki',
  })

/** The private key of both halves. Throws when they are no pair of one algorithm. */
export function readPair(publicText: string, secretText: string): { algorithm: Algorithm; key: KeyObject } {
  const open = readPublicMultibase(publicText)
  const secret = unwrap(
    secretText,
    FORMS.map((form) => form.secret),
  )
  if (open === null || secret === null || FORMS[secret.at]?.algorithm !== open.algorithm)
    throw new Error(`The key ${publicText} has no private half that fits it.`)
  const jwk = open.key.export({ format: 'jwk' })
  const bytes = open.algorithm === 'Ed25519' ? secret.bytes.subarray(0, 32) : secret.bytes
  return {
    algorithm: open.algorithm,
    key: createPrivateKey({ key: { ...jwk, d: base64url(bytes) }, format: 'jwk' }),
  }
}
