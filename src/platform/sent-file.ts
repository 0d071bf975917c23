import busboy from 'busboy'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as Incoming } from 'node:stream/web'

/** A file that a form sent, in the pieces in which it came, and the words beside it. */
export type SentFile = { name: string; pieces: Uint8Array[]; fields: Record<string, string> }
export type NotSent = { reason: 'missing' | 'broke_off' | 'too_large' }

/** What is too large is read a while longer and thrown away: a browser that is not heard out shows no answer. */
const MOST_READ = 120 * 1000 * 1000

/** The first file of a multipart form, read piece by piece and never more of it than may be kept. */
export async function readSentFile(request: Request, largest: number): Promise<SentFile | NotSent> {
  const type = request.headers.get('content-type') ?? ''
  if (request.body === null || !type.startsWith('multipart/form-data')) return { reason: 'missing' }
  const file = { name: '', pieces: new Array<Uint8Array>(), tooLarge: false }
  const fields: Record<string, string> = {}
  try {
    const parser = busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      limits: { files: 1, fileSize: largest + 1, fields: 10, fieldSize: 1000, parts: 20 },
    })
    parser.on('field', (name, value) => (fields[name] = value.replaceAll('\0', '')))
    parser.on('file', (_field, stream, { filename }) => {
      file.name = filename ?? ''
      // What breaks off here breaks the form off as well, and is caught there.
      stream.on('error', () => undefined)
      stream.on('data', (piece: Buffer) => file.pieces.push(piece))
      stream.on('limit', () => {
        file.tooLarge = true
        file.pieces = []
      })
    })
    await pipeline(Readable.fromWeb(request.body as Incoming<Uint8Array>), upTo(MOST_READ), parser)
  } catch {
    return { reason: file.tooLarge ? 'too_large' : 'broke_off' }
  }
  if (file.tooLarge) return { reason: 'too_large' }
  return file.name === '' && file.pieces.length === 0
    ? { reason: 'missing' }
    : { name: fileName(file.name), pieces: file.pieces, fields }
}

/** The last part of a path, as somebody may call a file and a database may keep it. */
const fileName = (name: string): string =>
  name
    .split(/[\\/]/)
    .at(-1)
    ?.replaceAll(/\p{Control}/gu, ' ')
    .trim()
    .slice(-100)
    .toWellFormed() ?? ''

const upTo = (most: number) =>
  async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let count = 0
    for await (const piece of source) {
      count += piece.length
      if (count > most) throw new Error(`This form is longer than ${most} bytes.`)
      yield piece
    }
  }
