import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Provider } from 'oidc-provider'
import type { HttpEnv } from '../../../../platform/http/env.ts'
import type { WebWorld } from '../../../../platform/world.ts'
import { findBearer, type Bearer } from '../../commands/host/authorization.ts'
import { keepCredential, readCredentials, readProfile, writeProfile, type Kept } from '../../commands/host/held.ts'
import { HOST_PATH, serviceDescription } from '../../rules/host/discovery.ts'
import { SCOPES, type Scope } from '../../rules/host/scopes.ts'
import { MINOR, statusInfo, type Minor } from '../../rules/host/status-info.ts'

type Env = { Bindings: HttpEnv['Bindings']; Variables: HttpEnv['Variables'] & { bearer: Bearer } }

const DEFAULT_PAGE = 50
const LARGEST_PAGE = 100

const refuse = (c: Context, reason: Minor, description: string) =>
  c.json(statusInfo(reason, description), MINOR[reason] as ContentfulStatusCode)

const REASON: Record<Extract<Kept, { ok: false }>['reason'], Minor> = {
  unreadable: 'invalid_data',
  broken: 'invalid_data',
  full: 'forbidden',
  foreign: 'forbidden',
}

const ALLOWED: Record<string, string> = { '/credentials': 'GET, POST', '/profile': 'GET, PUT' }

/** A date and time as ISO 8601 writes it, of years that a database counts. */
const moment = (text: string): Date | null => {
  const at = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[ +-]\d\d:?\d\d)?)?$/.test(text)
    ? new Date(text.replace(/ (?=\d\d:?\d\d$)/, '+'))
    : new Date(Number.NaN)
  return Number.isNaN(at.getTime()) ? null : at
}

const whole = (text: string | undefined, otherwise: number): number | null => {
  if (text === undefined) return otherwise
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** The host of Open Badges 3.0: what other badge services read and write for an educator who let them in. */
export const openBadges = (world: WebWorld, provider: Provider): Hono<Env> => {
  const { db, config, limits, log } = world
  const app = new Hono<Env>().basePath(HOST_PATH)
  app.use('*', cors({ origin: '*', exposeHeaders: ['link', 'x-total-count'] }))
  app.use('*', async (c, next) => {
    await next()
    c.header('cache-control', c.req.path.endsWith('/discovery') ? 'public, max-age=3600' : 'no-store')
  })
  app.onError((error, c) => {
    const requestId = c.get('requestId')
    log.error({ requestId, method: c.req.method, path: c.req.path, err: error }, 'A request met something unexpected')
    return refuse(c, 'internal_server_error', `Something went wrong on our side. Number for the log: ${requestId}`)
  })

  const needs =
    (scope: Scope): MiddlewareHandler<Env> =>
    async (c, next) => {
      const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(c.req.header('authorization') ?? '') ?? []
      const bearer = token === undefined ? null : await findBearer(provider, token)
      if (bearer === null) {
        c.header('www-authenticate', token === undefined ? 'Bearer' : 'Bearer error="invalid_token"')
        return refuse(c, 'unauthorizedrequest', 'The access token is missing, unknown or has run out.')
      }
      if (!bearer.scopes.includes(scope)) {
        c.header('www-authenticate', `Bearer error="insufficient_scope", scope="${scope}"`)
        return refuse(c, 'forbidden', `The educator did not grant ${scope}.`)
      }
      c.set('bearer', bearer)
      if (await limits.allow('host', bearer.personId)) return next()
      c.header('retry-after', '60')
      return refuse(c, 'server_busy', 'There were many requests for this person. Wait a minute.')
    }

  app.get('/discovery', (c) => c.json(serviceDescription(config.publicUrl)))

  app.get('/credentials', needs(SCOPES.readCredentials), async (c) => {
    const limit = whole(c.req.query('limit'), DEFAULT_PAGE)
    const offset = whole(c.req.query('offset'), 0)
    const said = c.req.query('since')
    const since = said === undefined ? null : moment(said)
    if (limit === null || limit === 0 || offset === null || (said !== undefined && since === null))
      return refuse(c, 'invalid_query_parameter', 'limit and offset are whole numbers, since is a date and time.')
    const size = Math.min(limit, LARGEST_PAGE)
    const { total, ...page } = await readCredentials(db, c.get('bearer').personId, { since, limit: size, offset })
    c.header('x-total-count', String(total))
    c.header('link', links(`${config.publicUrl}${HOST_PATH}/credentials`, { total, limit: size, offset, said }))
    return c.json(page)
  })

  app.post('/credentials', needs(SCOPES.writeCredentials), async (c) => {
    const text = await c.req.text()
    const plain = /^text\/plain\b/i.test(c.req.header('content-type') ?? '')
    const kept = await keepCredential(world, c.get('bearer').personId, { text, form: plain ? 'jwt' : 'json' })
    if (!kept.ok) return refuse(c, REASON[kept.reason], kept.detail)
    const status = kept.kept === 'new' ? 201 : 200
    return plain ? c.text(text.trim(), status) : c.body(text, status, { 'content-type': 'application/json' })
  })

  app.get('/profile', needs(SCOPES.readProfile), async (c) => c.json(await readProfile(db, c.get('bearer').personId)))

  app.put('/profile', needs(SCOPES.writeProfile), async (c) => {
    const written = await writeProfile(world, c.get('bearer').personId, await c.req.text())
    return written === null
      ? refuse(c, 'invalid_data', 'Send a Profile as a JSON object of ordinary size.')
      : c.json(written)
  })

  for (const path of ['/discovery', '/credentials', '/profile'])
    app.all(path, (c) => {
      c.header('allow', ALLOWED[path] ?? 'GET')
      return refuse(c, 'not_allowed', 'This address does not answer to this method.')
    })
  app.all('*', (c) => refuse(c, 'not_found', 'There is nothing at this address of the host.'))
  return app
}

/** Where the other pages of a list are (RFC 8288). */
function links(
  base: string,
  { total, limit, offset, said }: { total: number; limit: number; offset: number; said: string | undefined },
): string {
  const at = (place: number, rel: string): string => {
    const query = new URLSearchParams({ limit: String(limit), offset: String(place), ...(said && { since: said }) })
    return `<${base}?${query}>; rel="${rel}"`
  }
  const last = Math.max(0, (Math.ceil(total / limit) - 1) * limit)
  return [
    at(0, 'first'),
    ...(offset > 0 ? [at(Math.max(0, offset - limit), 'prev')] : []),
    ...(offset + limit < total ? [at(offset + limit, 'next')] : []),
    at(last, 'last'),
  ].join(', ')
}
