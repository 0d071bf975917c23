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

/** Whether a Host header names the machine that we run on. */
export const isThisMachine = (host = ''): boolean =>
  URL.canParse(`http://${host}`) && isLoopback(new URL(`http://${host}`).hostname)

/** Demo mode has open doors, so it answers only to this machine: no other Host, nothing that came through a proxy. */
export const onlyThisMachine: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (isThisMachine(c.req.header('host')) && !carriesForwarding(c.req.raw.headers)) return next()
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
    for (const [name, value] of Object.entries(everywhere(config))) headers.set(name, value)
    if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'same-origin')
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', "default-src 'none'; sandbox")
  }

/** The headers that are the same on each answer, also on one that goes to the socket by itself. */
export const everywhere = (config: Config): Record<string, string> => ({
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'x-frame-options': 'DENY',
  ...(config.publicUrl.startsWith('https:') &&
    !config.tlsSelfSigned && { 'strict-transport-security': 'max-age=31536000' }),
})

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
