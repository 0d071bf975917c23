import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** A public page: where it lies, and what changes whenever it would look different. */
export type PublicPage = {
  pattern: RegExp
  revision: (path: string) => Promise<string>
}

type Kept = { revision: string; etag: string; headers: [string, string][]; plain: Buffer; gzipped: Buffer }

export type PageCache = {
  /** The answer of a public page: kept, not modified, or drawn now by `draw`. */
  answer(request: Request, revision: string, draw: () => Promise<Response>): Promise<Response>
}

/** However many addresses people (or programs) make up, no more than this is kept: the pages unused for longest go. */
const MOST_BYTES = 32 * 1024 * 1024
const LONGEST_KEY = 300

/** Public pages are drawn once per revision and then served from memory. Only answers marked public are kept. */
export function openPageCache(build: string, mostBytes = MOST_BYTES): PageCache {
  /** The one used last stands last */
  const pages = new Map<string, Kept>()
  let bytes = 0

  const drop = (key: string, kept: Kept) => {
    pages.delete(key)
    bytes -= sizeOf(kept)
  }
  const keep = (key: string, kept: Kept) => {
    const before = pages.get(key)
    if (before !== undefined) drop(key, before)
    pages.set(key, kept)
    bytes += sizeOf(kept)
    for (const [oldest, page] of pages) {
      if (bytes <= mostBytes) break
      drop(oldest, page)
    }
  }

  return {
    async answer(request, revision, draw) {
      const { pathname, search } = new URL(request.url)
      const key = pathname + search
      const known = pages.get(key)
      if (known?.revision === revision) {
        pages.delete(key)
        pages.set(key, known)
        return send(request, known)
      }
      const drawn = await draw()
      if (drawn.status !== 200 || !drawn.headers.get('cache-control')?.startsWith('public')) return drawn
      const plain = Buffer.from(await drawn.arrayBuffer())
      const etag = `W/"${createHash('sha256').update(`${build}\n${key}\n${revision}\n`).update(plain).digest('base64url').slice(0, 27)}"`
      const fresh = { revision, etag, headers: [...drawn.headers], plain, gzipped: gzipSync(plain) }
      if (key.length <= LONGEST_KEY) keep(key, fresh)
      return send(request, fresh)
    },
  }
}

const sizeOf = ({ plain, gzipped }: Kept): number => plain.length + gzipped.length

function send(request: Request, { etag, headers, plain, gzipped }: Kept): Response {
  const answer = new Headers(headers)
  answer.set('etag', etag)
  answer.set('vary', 'accept-encoding')
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: answer })
  const gzip = request.headers.get('accept-encoding')?.includes('gzip') ?? false
  if (gzip) answer.set('content-encoding', 'gzip')
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(gzip ? gzipped : plain), { headers: answer })
}
