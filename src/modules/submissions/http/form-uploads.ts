import busboy from 'busboy'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as Incoming } from 'node:stream/web'
import { newId } from '../../../platform/database/ids.ts'
import { LARGEST_FILE } from '../rules/evidence.ts'

export type SentFile = { field: string; name: string; path: string; bytes: number; tooLarge: boolean }
export type SentForm = { fields: Map<string, string>; files: SentFile[] }

const LARGEST_FIELD = 2 * 1024 * 1024

/**
 * Reads a multipart form piece by piece: texts into memory, files into the folder, so that a large file never fills the
 * memory. Whoever calls it removes the files. Returns null when the form breaks off, and then leaves no file behind.
 */
export async function readForm(request: Request, folder: string): Promise<SentForm | null> {
  const type = request.headers.get('content-type') ?? ''
  if (request.body === null || !type.startsWith('multipart/form-data')) return null
  await mkdir(folder, { recursive: true })
  const fields = new Map<string, string>()
  const files: SentFile[] = []
  const writing: Promise<void>[] = []
  try {
    const parser = busboy({
      headers: { 'content-type': type },
      preservePath: true,
      defParamCharset: 'utf8',
      limits: { fieldSize: LARGEST_FIELD, fields: 200, files: 20, fileSize: LARGEST_FILE + 1 },
    })
    parser.on('field', (name, value) => fields.set(name, value))
    parser.on('file', (field, stream, { filename }) => {
      if (!filename) return void stream.resume()
      const sent = { field, name: filename, path: join(folder, `form-${newId()}`), bytes: 0, tooLarge: false }
      files.push(sent)
      stream.on('data', (chunk: Buffer) => (sent.bytes += chunk.length))
      stream.on('limit', () => (sent.tooLarge = true))
      writing.push(pipeline(stream, createWriteStream(sent.path)))
    })
    await pipeline(Readable.fromWeb(request.body as Incoming<Uint8Array>), parser)
    await Promise.all(writing)
    return { fields, files }
  } catch {
    await Promise.allSettled(writing)
    await Promise.all(files.map(({ path }) => rm(path, { force: true })))
    return null
  }
}
