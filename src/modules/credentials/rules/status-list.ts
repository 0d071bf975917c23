/**
 * Bitstring Status List: one bit for each credential, at a random place, so that a reader of the list learns nothing
 * about who asked for whom. A set bit means that the credential is not in force.
 */

import { constants, gunzipSync, gzipSync } from 'node:zlib'

/** The least length that the standard allows: small lists would give people away. */
export const LIST_SIZE = 131_072
/** A list that unpacks to more than this is not a list but a trap. */
const LONGEST_LIST = 8 * 1024 * 1024

/**
 * `u`, then base64url of the gzipped bits; bit 0 is the leftmost bit of the first byte. Random places have no pattern to
 * look for, only runs of empty bytes: packing runs alone takes a fifth of the time and gives a shorter list.
 */
export function encodeList(size: number, set: Iterable<number>): string {
  const bytes = new Uint8Array(Math.ceil(size / 8))
  for (const index of set) {
    if (!Number.isInteger(index) || index < 0 || index >= size)
      throw new Error(`A status list of ${size} has no place ${index}`)
    const at = index >> 3
    bytes[at] = (bytes[at] ?? 0) | (0x80 >> (index & 7))
  }
  return `u${gzipSync(bytes, { strategy: constants.Z_RLE }).toString('base64url')}`
}

/** The bytes of a list; null when it is not one, is shorter than the standard allows or unpacks without end. */
export function decodeList(encoded: string): Uint8Array | null {
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded)) return null
  try {
    const bytes = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'), { maxOutputLength: LONGEST_LIST })
    return bytes.length * 8 >= LIST_SIZE ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : null
  } catch {
    return null
  }
}

/** Whether the bit at a place is set; null when the list has no such place. */
export function isSet(list: Uint8Array, index: number): boolean | null {
  const byte = Number.isInteger(index) && index >= 0 ? list[index >> 3] : undefined
  return byte === undefined ? null : (byte & (0x80 >> (index & 7))) !== 0
}

/** Where a list and the place of one credential in it are found; the two addresses must differ. */
export const listUrl = (publicUrl: string, listId: string): string => `${publicUrl}/status-lists/${listId}`
export const entryId = (list: string, index: number): string => `${list}#${index}`

/** The place that a credential of ours says it has. Throws on a document that we did not write. */
export function placeOf(document: string): { listId: string; index: number } {
  const { credentialStatus: status } = JSON.parse(document) as {
    credentialStatus: { statusListCredential: string; statusListIndex: string }
  }
  return {
    listId: status.statusListCredential.slice(status.statusListCredential.lastIndexOf('/') + 1),
    index: Number(status.statusListIndex),
  }
}
