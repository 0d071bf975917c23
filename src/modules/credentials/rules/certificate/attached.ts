/** Reading a certificate: the credential that a PDF carries as an attached file. */

import { MOST_BYTES, nothing, textOf, TOO_LARGE, unpacked, type Carried } from '../baking/carried.ts'
import { LONGEST_TEXT } from '../form/limits.ts'

const MOST_FILES = 20
/** An object's description before its bytes is a few lines. */
const LONGEST_HEAD = 2_000

export const isPdf = (bytes: Uint8Array): boolean => isAt(bytes, '%PDF-', 0)

/**
 * Looks for attached files and nothing else: no page, font or script of the PDF is read. Finds ours, and those of others
 * that write an attachment the plain way; the first that is JSON or a JWT counts. A sentence for everything else.
 */
export function extractFromPdf(bytes: Uint8Array): Carried {
  if (bytes.length > MOST_BYTES) return nothing(TOO_LARGE)
  if (!isPdf(bytes)) return nothing('It is no PDF.')
  let files = 0
  for (let at = 0; ;) {
    const mark = indexOf(bytes, '/EmbeddedFile', at)
    if (mark < 0) break
    at = mark + '/EmbeddedFile'.length
    // The list of attached files has a name that begins alike.
    if (/[A-Za-z]/.test(String.fromCharCode(bytes[at] ?? 0))) continue
    if (++files > MOST_FILES) return nothing('The PDF carries more files than any certificate does.')
    const file = fileAround(bytes, mark)
    const text = file === null ? null : textOf(file)?.trim()
    if (text && (text.startsWith('{') || /^[\w-]+\.[\w-]*\.[\w-]+$/.test(text))) return { ok: true, text }
  }
  if (indexOf(bytes, '/Encrypt', 0) >= 0) return nothing('The PDF is locked, so what it carries cannot be read.')
  return nothing(
    files > 0
      ? 'The PDF carries files, but none of them is a credential that can be read.'
      : 'The PDF carries no credential. Only the certificate as it was downloaded does, not a scan or a print of it.',
  )
}

/** The bytes of the file whose description holds this place, unpacked; null when they are not written the plain way. */
function fileAround(bytes: Uint8Array, mark: number): Uint8Array | null {
  const begin = lastIndexOf(bytes, ' obj', mark)
  const stream = indexOf(bytes.subarray(0, mark + LONGEST_HEAD), 'stream', mark)
  if (begin < 0 || stream < 0) return null
  const head = String.fromCharCode(...bytes.subarray(begin, stream))
  const from = stream + 'stream'.length + (bytes[stream + 6] === 13 ? 2 : 1)
  // The length may stand in an object of its own; then the end is where the word says so.
  const told = /\/Length (\d{1,9})(?![\d ]* R)/.exec(head)?.[1]
  const end = told === undefined ? indexOf(bytes, 'endstream', from) : from + Number(told)
  if (end < from || end > bytes.length) return null
  const packed = bytes.subarray(from, end)
  const filter = /\/Filter\s*\[?\s*\/(\w+)/.exec(head)?.[1]
  if (filter === undefined) return packed.length > 3 * LONGEST_TEXT ? null : packed
  return filter === 'FlateDecode' ? unpacked(packed) : null
}

/** Where these letters begin, from a place on; -1 when nowhere. */
function indexOf(bytes: Uint8Array, letters: string, from: number): number {
  const first = letters.charCodeAt(0)
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1))
    if (isAt(bytes, letters, at)) return at
  return -1
}

function lastIndexOf(bytes: Uint8Array, letters: string, before: number): number {
  for (let at = before; at >= 0 && at > before - LONGEST_HEAD; at--) if (isAt(bytes, letters, at)) return at
  return -1
}

function isAt(bytes: Uint8Array, letters: string, at: number): boolean {
  for (let letter = 0; letter < letters.length; letter++)
    if (bytes[at + letter] !== letters.charCodeAt(letter)) return false
  return true
}
