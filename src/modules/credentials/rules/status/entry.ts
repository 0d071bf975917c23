/** What a credential says of where its status is told: a place in a list of bits, or a list of names. */

import { isObject } from '../form/limits.ts'

export type StatusEntry =
  | { kind: 'bitstring' | '2021'; list: string; index: number; size: number; purpose: string }
  | { kind: '1EdTech'; list: string }

/** Bits of one place, at most; no issuer needs more messages than 256. */
const MOST_BITS = 8

/** Null for a way that is not known, and for an entry that does not name its place. */
export function readStatusEntry(entry: unknown): StatusEntry | null {
  if (!isObject(entry)) return null
  const types = [entry['type']].flat()
  if (types.includes('1EdTechRevocationList')) {
    const list = entry['id']
    return typeof list === 'string' && URL.canParse(list) ? { kind: '1EdTech', list } : null
  }
  const kind = types.includes('BitstringStatusListEntry')
    ? 'bitstring'
    : types.includes('StatusList2021Entry')
      ? '2021'
      : null
  const { statusListCredential: list, statusListIndex: index, statusPurpose: purpose, statusSize: size = 1 } = entry
  if (kind === null || typeof list !== 'string' || !URL.canParse(list) || typeof purpose !== 'string') return null
  if (!/^\d{1,9}$/.test(typeof index === 'number' ? String(index) : typeof index === 'string' ? index : '')) return null
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > MOST_BITS) return null
  // Whether one is withdrawn is one bit; more would leave open what the others say.
  if (size > 1 && ['revocation', 'suspension'].includes(purpose)) return null
  return { kind, list, index: Number(index), size, purpose }
}
