import busboy from 'busboy'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as Incoming } from 'node:stream/web'
import { LONGEST_FILE, MOST_BYTES, MOST_SENT, type Sent } from '../rules/exchange/archive.ts'

/** A ZIP may be longer than a text: it holds many. */
const LONGEST_SENT = 10 * LONGEST_FILE
/** What is too long is read a while longer and thrown away: a browser that is not heard out shows no answer. */
const MOST_READ = 100_000_000

export type SentForm =
  { ok: true; fields: Record<string, string>; sent: Sent[] } | { ok: false; reason: 'broke_off' | 'too_much' }

/** The words and files of a multipart form, files of a folder with their place in it; never more than may be kept. */
export async function readSentFiles(request: Request): Promise<SentForm> {
  const type = request.headers.get('content-type') ?? ''
  const fields: Record<string, string> = {}
  if (request.body === null || !type.startsWith('multipart/form-data')) return { ok: true, fields, sent: [] }
  const sent: { path: string; pieces: Uint8Array[]; long: boolean }[] = []
  const kept = { bytes: 0, tooMuch: false }
  try {
    const parser = busboy({
      headers: { 'content-type': type },
      defParamCharset: 'utf8',
      preservePath: true,
      limits: {
        files: MOST_SENT,
        fileSize: LONGEST_SENT + 1,
        fields: 10,
        fieldSize: LONGEST_SENT,
        parts: MOST_SENT + 20,
      },
    })
    const giveUp = () => {
      kept.tooMuch = true
      for (const file of sent) file.pieces = []
    }
    parser.on('field', (name, value) => (fields[name] = value))
    parser.on('filesLimit', giveUp)
    parser.on('file', (_field, stream, { filename }) => {
      const file = { path: filename ?? '', pieces: new Array<Uint8Array>(), long: false }
      sent.push(file)
      // What breaks off here breaks the form off as well, and is caught there.
      stream.on('error', () => undefined)
      stream.on('data', (piece: Buffer) => {
        kept.bytes += piece.length
        if (kept.bytes > MOST_BYTES) giveUp()
        else file.pieces.push(piece)
      })
      stream.on('limit', () => {
        file.long = true
        file.pieces = []
      })
    })
    await pipeline(Readable.fromWeb(request.body as Incoming<Uint8Array>), upTo(MOST_READ), parser)
  } catch {
    return { ok: false, reason: kept.tooMuch ? 'too_much' : 'broke_off' }
  }
  if (kept.tooMuch) return { ok: false, reason: 'too_much' }
  return {
    ok: true,
    fields,
    sent: sent
      // A field of a form that nobody chose a file for comes as one without a name.
      .filter(({ path, pieces }) => path !== '' || pieces.length > 0)
      .map(({ path, pieces, long }) => ({ path, bytes: long ? null : Buffer.concat(pieces) })),
  }
}

const upTo = (most: number) =>
  async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let count = 0
    for await (const piece of source) {
      count += piece.length
      if (count > most) throw new Error(`This form is longer than ${most} bytes.`)
      yield piece
    }
  }
