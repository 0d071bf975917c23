/** What a picture or a certificate carries: the text of a credential, or a sentence on why none could be read. */

import { Unzlib } from 'fflate'
import { LONGEST_TEXT } from '../form/limits.ts'

export type Nothing = { ok: false; reason: string }
export type Carried = { ok: true; text: string } | Nothing

export const nothing = (reason: string): Nothing => ({ ok: false, reason })

/** A file larger than this is not read at all. */
export const MOST_BYTES = 12 * 1024 * 1024
export const TOO_LARGE = 'It is larger than 12 MB, so it was not read. Files that carry a credential are small.'

/** A letter takes up to three bytes, so a text of the greatest length still fits. */
const MOST_UNPACKED = 3 * LONGEST_TEXT

/** So small that even a bomb unpacks to no more than a few megabytes of it at a time. */
const BITE = 4096

/** Unpacks zlib data; null when it is not that, or would unpack to more than any credential needs. */
export function unpacked(bytes: Uint8Array): Uint8Array | null {
  const pieces: Uint8Array[] = []
  let length = 0
  let ended = false
  const stream = new Unzlib((piece, last) => {
    length += piece.length
    ended = last
    pieces.push(piece)
  })
  try {
    for (let at = 0; at < bytes.length && !ended && length <= MOST_UNPACKED; at += BITE)
      stream.push(bytes.subarray(at, at + BITE), at + BITE >= bytes.length)
  } catch {
    return null
  }
  if (!ended || length > MOST_UNPACKED) return null
  const whole = new Uint8Array(length)
  pieces.reduce((at, piece) => (whole.set(piece, at), at + piece.length), 0)
  return whole
}

const strict = new TextDecoder('utf-8', { fatal: true })

/** Bytes as UTF-8, without a byte order mark; null when they are not. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

/** A text that has no UTF-8 would be read as another one than was signed. */
export function expectWellFormed(text: string): void {
  if (!text.isWellFormed()) throw new Error('A text with half a letter in it cannot be baked.')
}
