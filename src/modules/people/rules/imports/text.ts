import { isUtf8 } from 'node:buffer'

/** How the letters of a file are written; null: it is no text. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const startsWith = (bytes: Uint8Array, ...first: number[]): boolean => first.every((byte, at) => bytes[at] === byte)

export const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6)

/** Bytes that are looked at to tell UTF-16 without a mark, where every other byte of plain letters is zero. */
const LOOK = 512

/**
 * Tells the encoding as spreadsheets write it: a mark at the start, else UTF-8 where it can be that, else the one of
 * Windows and of Latin-1, in which any byte is a letter. Zeros stand in no text but UTF-16.
 */
function encodingOf(bytes: Uint8Array): Encoding | null {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be'
  const first = bytes.subarray(0, LOOK)
  if (first.includes(0)) {
    const zeros = [0, 0]
    for (const [at, byte] of first.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
    const [even = 0, odd = 0] = zeros
    const half = first.length / 2
    if (odd > half * 0.6 && even === 0) return 'utf-16le'
    return even > half * 0.6 && odd === 0 ? 'utf-16be' : null
  }
  if (isUtf8(bytes)) return 'utf-8'
  return bytes.includes(0) ? null : 'windows-1252'
}

/** The text of a file in whatever encoding, without the mark at its start; null: it is no text. */
export function textOf(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes)
  if (encoding === null) return null
  const text = new TextDecoder(encoding).decode(bytes)
  return text.includes('\0') ? null : text.toWellFormed()
}
