/** Digests by which a credential pins the bytes of what belongs to it. */

import { hash, timingSafeEqual } from 'node:crypto'
import { decode } from 'base58-universal'

const SRI = { sha256: 32, sha384: 48, sha512: 64 } as const
/** The code of a multihash, then its length. */
const MULTIHASH = { 0x12: 'sha256', 0x20: 'sha384', 0x13: 'sha512' } as const

export type Digest = { algorithm: keyof typeof SRI; bytes: Uint8Array }

/** The digests that a resource names; null when one of them is of no kind that is known. */
export function readDigests(resource: { digestSRI?: unknown; digestMultibase?: unknown }): Digest[] | null {
  const sri = [resource.digestSRI ?? []]
    .flat()
    .flatMap((text) => (typeof text === 'string' ? text.trim().split(/\s+/) : ['']))
  const all = [...sri.map(readSri), ...[resource.digestMultibase ?? []].flat().map(readMultibase)]
  const known = all.filter((digest) => digest !== null)
  return known.length === all.length && all.length > 0 ? known : null
}

function readSri(text: string): Digest | null {
  const [, algorithm, encoded] = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]{40,90}={0,2})(\?.*)?$/.exec(text) ?? []
  if (encoded === undefined || (algorithm !== 'sha256' && algorithm !== 'sha384' && algorithm !== 'sha512')) return null
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.length === SRI[algorithm] ? { algorithm, bytes } : null
}

function readMultibase(text: unknown): Digest | null {
  if (typeof text !== 'string' || text.length > 200) return null
  const whole = /^u[\w-]+$/.test(text)
    ? Buffer.from(text.slice(1), 'base64url')
    : /^z[1-9A-HJ-NP-Za-km-z]+$/.test(text)
      ? decode(text.slice(1))
      : null
  const code = whole?.[0]
  if (whole === null || (code !== 0x12 && code !== 0x20 && code !== 0x13)) return null
  const algorithm = MULTIHASH[code]
  const bytes = whole.subarray(2)
  return whole[1] === SRI[algorithm] && bytes.length === SRI[algorithm] ? { algorithm, bytes } : null
}

/** Whether bytes are those that every digest names. */
export const areThose = (body: Uint8Array, digests: readonly Digest[]): boolean =>
  digests.every(({ algorithm, bytes }) => timingSafeEqual(hash(algorithm, body, 'buffer'), bytes))
