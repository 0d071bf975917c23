import type { Context, MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { isLoopback, type Config } from '../start/config.ts'
import type { Log } from '../start/log.ts'
import { newId } from '../database/ids.ts'
import type { HttpEnv } from './env.ts'

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

export const carriesForwarding = (headers: Headers): boolean => FORWARDED.some((name) => headers.has(name))

/** Numbers the request, finds the client's address, and writes one line when the answer is ready. */
export const observe =
  (
    config: Config,
    log: Log,
    seen: (method: string, status: number, seconds: number) => void,
  ): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const began = performance.now()
    const requestId = newId()
    c.set('requestId', requestId)
    c.set('client', clientAddress(c, config.trustedProxies))
    await next()
    c.res.headers.set('x-request-id', requestId)
    const milliseconds = performance.now() - began
    seen(c.req.method, c.res.status, milliseconds / 1000)
    log.info(
      {
        requestId,
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        milliseconds: Math.round(milliseconds),
      },
      'Answered',
    )
  }

/** The address of the socket, or the one that the nth trusted proxy saw. */
function clientAddress(c: Context<HttpEnv>, trustedProxies: number): string {
  const socket = c.env?.incoming?.socket?.remoteAddress ?? '127.0.0.1'
  if (trustedProxies === 0) return socket
  const seen =
    c.req
      .header('x-forwarded-for')
      ?.split(',')
      .map((part) => part.trim()) ?? []
  return seen.at(-trustedProxies) ?? socket
}

/** Demo mode has open doors, so it answers only to this machine: no other Host, nothing that came through a proxy. */
export const onlyThisMachine: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const host = c.req.header('host') ?? ''
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
  if (isLoopback(name) && !carriesForwarding(c.req.raw.headers)) return next()
  return c.text(
    'Mintmark runs in demo mode, which answers only on this machine. Set PUBLIC_URL to run it for others.\n',
    403,
  )
}

/** Headers that every answer carries; pages add their own content security policy. */
export const secureHeaders =
  (config: Config): MiddlewareHandler =>
  async (c, next) => {
    await next()
    const { headers } = c.res
    headers.set('x-content-type-options', 'nosniff')
    if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'same-origin')
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    headers.set('x-frame-options', 'DENY')
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', "default-src 'none'; sandbox")
    if (config.publicUrl.startsWith('https:') && !config.tlsSelfSigned)
      headers.set('strict-transport-security', 'max-age=31536000')
  }

/** The addresses our own forms are sent from. */
export const ownOrigins = (config: Config): string[] =>
  config.mode === 'demo'
    ? [config.publicUrl, config.publicUrl.replace('//localhost:', '//127.0.0.1:')]
    : [config.publicUrl]

/**
 * Refuses forms that another site sent. A browser always says where a form comes from (Origin, Sec-Fetch-Site); a client
 * that says neither is a script, which carries no cookies that it was not given.
 */
export function ownFormsOnly(config: Config): MiddlewareHandler {
  const check = csrf({ origin: ownOrigins(config) })
  return (c, next) => {
    const says = c.req.header('origin') ?? c.req.header('sec-fetch-site')
    return says === undefined ? next() : check(c, next)
  }
}
