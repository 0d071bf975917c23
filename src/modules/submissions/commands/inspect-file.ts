import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { fileTypeFromFile } from 'file-type'
import type { Content } from '../rules/evidence.ts'

const BEGINNING = 4096

/** Reads a file once, piece by piece: its size and SHA-256, what it looks like inside, and whether it is plain text. */
export async function inspectFile(path: string): Promise<Content & { sha256: string }> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let text = true
  let beginning = ''
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    hash.update(chunk)
    if (!text) continue
    try {
      const decoded = decoder.decode(chunk, { stream: true })
      if (beginning.length < BEGINNING) beginning = (beginning + decoded).slice(0, BEGINNING)
      text = !chunk.includes(0)
    } catch {
      text = false
    }
  }
  if (text) text = endsWhole(decoder)
  const type = await fileTypeFromFile(path)
  return { bytes, sha256: hash.digest('hex'), signature: type?.ext ?? null, text, beginning: text ? beginning : '' }
}

/** Whether the last character was complete. */
function endsWhole(decoder: TextDecoder): boolean {
  try {
    decoder.decode()
    return true
  } catch {
    return false
  }
}
