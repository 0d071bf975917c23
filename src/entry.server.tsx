import { renderToReadableStream, renderToString } from 'react-dom/server'
import {
  isRouteErrorResponse,
  ServerRouter,
  type EntryContext,
  type HandleErrorFunction,
  type RouterContextProvider,
} from 'react-router'
import { settingOf } from './platform/pages.ts'

export { createRequestHandler } from 'react-router'
export { makeContext } from './platform/pages.ts'

/** A route with `handle = { public: true }` is seen by everyone, carries no script and may be cached. */
const isPublic = (entry: EntryContext): boolean =>
  entry.staticHandlerContext.matches.some(({ route }) => {
    const handle: unknown = entry.routeModules[route.id]?.handle
    return typeof handle === 'object' && handle !== null && 'public' in handle && handle.public === true
  })

/** While developing, Vite puts styles into the page and tells it of changes through a socket. */
const [STYLES, CONNECTIONS] = import.meta.env.DEV ? ["'self' 'unsafe-inline'", "'self' ws:"] : ["'self'", "'self'"]

const POLICY = `default-src 'none'; style-src ${STYLES}; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** A whole page. What a script wakes up from is sent by Suspense, which only the streaming way of drawing waits for. */
async function draw(request: Request, entry: EntryContext, nonce: string, open: boolean): Promise<string> {
  const page = <ServerRouter context={entry} url={request.url} nonce={nonce} />
  if (open) return `<!DOCTYPE html>${renderToString(page)}`
  const stream = await renderToReadableStream(page, { nonce })
  await stream.allReady
  return new Response(stream).text()
}

/** What a loader, an action or a drawing did not expect: one line in the log, under the number that the page shows. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return
  // A method that a page does not take is the asker's mistake, and is told to them.
  if (isRouteErrorResponse(error) && error.status < 500) return
  const { world, requestId } = settingOf(context)
  const { pathname } = new URL(request.url)
  world.log.error({ requestId, method: request.method, path: pathname, err: error }, 'A page met something unexpected')
}

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { nonce } = settingOf(context)
  const open = isPublic(entry)
  const html = await draw(request, entry, nonce, open)
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('content-language', 'en')
  headers.set(
    'content-security-policy',
    open
      ? `${POLICY}; script-src 'none'`
      : `${POLICY}; script-src 'nonce-${nonce}' 'strict-dynamic'; connect-src ${CONNECTIONS}; media-src 'self' blob:`,
  )
  if (!headers.has('cache-control'))
    headers.set('cache-control', open && request.method === 'GET' ? 'public, no-cache' : 'no-store')
  return new Response(html, { status, headers })
}
