/**
 * Bitstring Status List: one bit for each credential, at a random place, so that a reader of the list learns nothing
 * about who asked for whom. A set bit means that the credential is not in force.
 */

/** The least length that the standard allows: small lists would give people away. */
export const LIST_SIZE = 131_072
/** A list that unpacks to more than this is not a list but a trap. */
const LONGEST_LIST = 8 * 1024 * 1024

/** `u`, then base64url of the gzipped bits; bit 0 is the leftmost bit of the first byte. */
export async function encodeList(size: number, set: Iterable<number>): Promise<string> {
  const bytes = new Uint8Array(Math.ceil(size / 8))
  for (const index of set) {
    if (!Number.isInteger(index) || index < 0 || index >= size)
      throw new Error(`A status list of ${size} has no place ${index}`)
    const at = index >> 3
    bytes[at] = (bytes[at] ?? 0) | (0x80 >> (index & 7))
  }
  const packed = await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).bytes()
  return `u${toBase64url(packed)}`
}

/** The bytes of a list; null when it is not one, is shorter than the standard allows or unpacks without end. */
export async function decodeList(encoded: string): Promise<Uint8Array | null> {
  if (!/^u[A-Za-z0-9_-]+$/.test(encoded)) return null
  try {
    const unpacked = new Blob([fromBase64url(encoded.slice(1))]).stream().pipeThrough(new DecompressionStream('gzip'))
    const chunks: Uint8Array<ArrayBuffer>[] = []
    let length = 0
    for await (const chunk of unpacked) {
      length += chunk.length
      if (length > LONGEST_LIST) return null
      chunks.push(chunk)
    }
    return length * 8 >= LIST_SIZE ? await new Blob(chunks).bytes() : null
  } catch {
    return null
  }
}

/** Whether the bit at a place is set; null when the list has no such place. */
export function isSet(list: Uint8Array, index: number): boolean | null {
  const byte = Number.isInteger(index) && index >= 0 ? list[index >> 3] : undefined
  return byte === undefined ? null : (byte & (0x80 >> (index & 7))) !== 0
}

const toBase64url = (bytes: Uint8Array): string => {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

/** Where a list and the place of one credential in it are found; the two addresses must differ. */
export const listUrl = (publicUrl: string, listId: string): string => `${publicUrl}/status-lists/${listId}`
export const entryId = (list: string, index: number): string => `${list}#${index}`
