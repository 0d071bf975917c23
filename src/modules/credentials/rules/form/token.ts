/** A compact token (JWS), read without believing anything in it. Which key it was signed with is found elsewhere. */

import { verify } from 'node:crypto'
import type { KeyAlgorithm, VerificationKey } from '../keys/verification-key.ts'
import { failed, isObject, LONGEST_TEXT, notChecked, readJson, type Unread } from './limits.ts'

/** The key that an algorithm works with, and the hash. What is not among them is never tried with any key. */
const ALGORITHMS = {
  RS256: { key: 'RSA', hash: 'sha256' },
  ES256: { key: 'P-256', hash: 'sha256' },
  ES384: { key: 'P-384', hash: 'sha384' },
  EdDSA: { key: 'Ed25519', hash: null },
  Ed25519: { key: 'Ed25519', hash: null },
} as const satisfies Record<string, { key: KeyAlgorithm; hash: string | null }>
type AlgorithmName = keyof typeof ALGORITHMS

export type Token = {
  header: Record<string, unknown>
  payload: Record<string, unknown>
  algorithm: AlgorithmName
  input: string
  signature: Uint8Array
}

const TYPES = [
  'jwt',
  'vc+jwt',
  'vp+jwt',
  'vc+ld+jwt',
  'vp+ld+jwt',
  'vc+ld+json+jwt',
  'application/vc+jwt',
  'application/vp+jwt',
]
/** By these a header would lead us to a key of the sender's choice. */
const LEADS = ['jku', 'x5u', 'x5c'] as const

export const isToken = (text: string): boolean => /^[\w-]+\.[\w-]*\.[\w-]*$/.test(text)

const isAlgorithm = (name: unknown): name is AlgorithmName =>
  typeof name === 'string' && Object.hasOwn(ALGORITHMS, name)

/** Reads a token of a credential or of a presentation; refuses what no honest issuer writes in a header. */
export function readToken(text: string): { ok: true; token: Token } | Unread {
  if (text.length > LONGEST_TEXT) return notChecked('It is larger than a credential can be (1 MB), so it was not read.')
  const [head = '', body = '', tail = ''] = text.split('.')
  const header = objectIn(head)
  const payload = objectIn(body)
  const signature = bytesIn(tail)
  if (header === null || payload === null || signature === null)
    return failed('It looks like a token (JWT), but its parts cannot be read.')
  const { alg, typ, crit, b64 } = header
  if (typeof alg !== 'string' || alg.toLowerCase() === 'none') return failed('It is a token that nobody signed.')
  if (/^HS\d/i.test(alg)) return failed('It is signed with a secret that two share, so nobody else can check it.')
  if (crit !== undefined || b64 !== undefined) return failed('It asks to be read in a way that Mintmark does not know.')
  if (!isAlgorithm(alg)) return notChecked(`It is signed in a way (${alg.slice(0, 20)}) that Mintmark does not check.`)
  if (typ !== undefined && !(typeof typ === 'string' && TYPES.includes(typ.toLowerCase())))
    return failed('It is a token, but one that was made for something else.')
  if (LEADS.some((name) => header[name] !== undefined))
    return notChecked(
      'It says where to find its key by a way (jku or x5) that anyone can write, so that is not followed.',
    )
  return { ok: true, token: { header, payload, algorithm: alg, input: `${head}.${body}`, signature } }
}

/** What JSON.parse makes of a part. Null unless it is an object, in UTF-8, and written in the one way base64url has. */
function objectIn(part: string): Record<string, unknown> | null {
  const bytes = bytesIn(part)
  if (bytes === null) return null
  try {
    const read = readJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return read.ok && isObject(read.value) ? read.value : null
  } catch {
    return null
  }
}

function bytesIn(part: string): Uint8Array | null {
  const bytes = Buffer.from(part, 'base64url')
  return bytes.toString('base64url') === part ? bytes : null
}

/** Whether the signature of a token is made by a key. Never by one of another kind than its algorithm names. */
export function tokenHolds({ algorithm, input, signature }: Token, { algorithm: kind, key }: VerificationKey): boolean {
  const { key: wanted, hash } = ALGORITHMS[algorithm]
  if (kind !== wanted) return false
  return verify(hash, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }, signature)
}
