import { renderToString } from 'react-dom/server'
import { ServerRouter, type EntryContext, type RouterContextProvider } from 'react-router'
import { settingOf } from './platform/pages.ts'

export { makeContext } from './platform/pages.ts'

/** A route with `handle = { public: true }` is seen by everyone, carries no script and may be cached. */
const isPublic = (entry: EntryContext): boolean =>
  entry.staticHandlerContext.matches.some(({ route }) => {
    const handle: unknown = entry.routeModules[route.id]?.handle
    return typeof handle === 'object' && handle !== null && 'public' in handle && handle.public === true
  })

const POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Response {
  const { nonce } = settingOf(context)
  const open = isPublic(entry)
  const html = renderToString(<ServerRouter context={entry} url={request.url} nonce={nonce} />)
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('content-language', 'en')
  headers.set(
    'content-security-policy',
    open
      ? `${POLICY}; script-src 'none'`
      : `${POLICY}; script-src 'nonce-${nonce}' 'strict-dynamic'; connect-src 'self'; media-src 'self' blob:`,
  )
  if (!headers.has('cache-control'))
    headers.set('cache-control', open && request.method === 'GET' ? 'public, no-cache' : 'no-store')
  return new Response(`<!DOCTYPE html>${html}`, { status, headers })
}
