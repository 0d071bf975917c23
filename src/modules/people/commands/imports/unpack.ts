import { crc32, createInflateRaw } from 'node:zlib'
import { Readable } from 'node:stream'
import { LARGEST_ENTRY, packedBytes, type ZipEntry } from '../../rules/imports/zip.ts'
import { Refused } from './refused.ts'

/**
 * The text of one file of a ZIP, piece by piece. It is never held whole, and what it really is counts, not what the ZIP
 * says of it: longer than that, damaged or no UTF-8, it is refused.
 */
export async function* textOfEntry(zip: Buffer, entry: ZipEntry): AsyncGenerator<string> {
  const broken = (says: string): Refused => new Refused({ reason: 'zip_broken', file: entry.path.slice(-80), says })
  const packed = packedBytes(zip, entry)
  if (packed === null) throw broken('the ZIP breaks off.')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  let crc = 0
  try {
    for await (const piece of entry.method === 0 ? piecesOf(packed) : inflated(packed)) {
      size += piece.length
      if (size > LARGEST_ENTRY || size > entry.size) throw broken('it is longer than the ZIP says.')
      crc = crc32(piece, crc)
      yield decoder.decode(piece, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (error instanceof Refused) throw error
    if (error instanceof TypeError) throw broken('it is no text in UTF-8, which OneRoster requires.')
    if (error instanceof Error && 'code' in error) throw broken('it cannot be unpacked: the ZIP is damaged.')
    throw error
  }
  if (size !== entry.size || crc !== entry.crc) throw broken('it is damaged: what is unpacked is not what was packed.')
}

const PIECE = 64 * 1024

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}

const inflated = (packed: Buffer): AsyncIterable<Buffer> =>
  Readable.from([packed]).pipe(createInflateRaw({ chunkSize: PIECE })) as AsyncIterable<Buffer>
