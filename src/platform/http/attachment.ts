import { Readable } from 'node:stream'

export type Attachment = {
  /** As its owner called it; any characters. */
  name: string
  mediaType: string
  bytes: number
  open: () => Promise<Readable>
}

/** A part of a file, both ends included. */
type Range = { start: number; end: number }

/**
 * A file that somebody handed in: it is saved, never shown as a page of ours, and guessed to be nothing but what we say
 * it is. Answers a Range with that part, so that sound and video can be played from the middle.
 */
export async function attachment(request: Request, { name, mediaType, bytes, open }: Attachment): Promise<Response> {
  const headers = new Headers({
    'content-type': mediaType,
    'content-disposition': disposition(name),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
  })
  const range = readRange(request.headers.get('range'), bytes)
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${bytes}`)
    return new Response(null, { status: 416, headers })
  }
  const { start, end } = range ?? { start: 0, end: bytes - 1 }
  headers.set('content-length', String(end - start + 1))
  if (range !== null) headers.set('content-range', `bytes ${start}-${end}/${bytes}`)
  const status = range === null ? 200 : 206
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const stream = await open()
  return new Response(Readable.toWeb(Readable.from(cut(stream, { start, end }))) as ReadableStream, { status, headers })
}

/** The bytes of one part of a stream; ends the stream after it. */
async function* cut(stream: Readable, { start, end }: Range): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const from = Math.max(start - at, 0)
    const to = Math.min(end + 1 - at, chunk.length)
    if (from < to) yield chunk.subarray(from, to)
    at += chunk.length
    if (at > end) return
  }
}

/** null: the whole file, also for several ranges at once, which nobody needs. */
function readRange(header: string | null, bytes: number): Range | 'unsatisfiable' | null {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (asked === null) return null
  const [, first = '', last = ''] = asked
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(bytes - Number(last), 0) : Number(first)
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  return start > end || start >= bytes ? 'unsatisfiable' : { start, end }
}

/** RFC 6266: a name in ASCII for old readers, and the real one in UTF-8. */
export function disposition(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
