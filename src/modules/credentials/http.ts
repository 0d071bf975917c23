import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, Next } from 'hono'
import { accepts } from 'hono/accepts'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import type { HttpEnv } from '../../platform/http/env.ts'
import { isId } from '../../platform/database/ids.ts'
import type { WebWorld } from '../../platform/world.ts'
import { readStatusList } from './commands/status.ts'
import { verifyCredential } from './commands/verify.ts'
import { findAchievement } from './queries/achievements.ts'
import { findCredential } from './queries/credentials.ts'
import { findIssuerKeys, findPublishingIssuer } from './queries/issuers.ts'
import { AWARD_KINDS, pagePath } from './rules/achievement.ts'
import { CREDENTIALS_V2, OPEN_BADGES } from './rules/contexts.ts'
import { didDocument, issuerDid } from './rules/didweb.ts'
import { STEPS, VERDICTS } from './rules/verdict.ts'

const JSON_TYPES = ['application/vc', 'application/ld+json', 'application/json']

/** The JSON type that a request asks for before a page; null when it would rather have the page, or does not say. */
const jsonWanted = (c: Context): string | null => {
  const type = accepts(c, { header: 'Accept', supports: ['text/html', ...JSON_TYPES], default: 'text/html' })
  return type === 'text/html' ? null : type
}

/** Anyone's program may read what is public anyway. */
const openToAll = (type: string): Record<string, string> => ({
  'content-type': type,
  vary: 'Accept',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
})

const problem = (c: Context, status: 400 | 404 | 422 | 429 | 500, title: string, detail: string) =>
  c.json({ type: 'about:blank', title, status, detail }, status, { 'content-type': 'application/problem+json' })

const problemSchema = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .openapi('Problem', { description: 'Problem details (RFC 9457)' })

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})

const verifyRoute = createRoute({
  method: 'post',
  path: '/api/v1/verify',
  summary: 'Check a credential',
  description:
    'Checks an Open Badges 3.0 credential in five steps. Nothing is stored, and nothing is fetched from other sites.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .object({
              credential: z
                .union([z.string(), z.record(z.string(), z.unknown())])
                .openapi({ description: 'The credential, as a JSON object or as its text' }),
            })
            .openapi('VerifyRequest'),
        },
      },
    },
  },
  responses: {
    200: {
      description: 'What the check found. A credential that does not hold is an answer, not an error.',
      content: {
        'application/json': {
          schema: z
            .object({
              verdict: z.enum(VERDICTS),
              steps: z.array(
                z.object({
                  step: z.enum(STEPS),
                  result: z.enum(['passed', 'failed', 'not checked']),
                  reason: z.string().openapi({ description: 'A sentence in plain English' }),
                }),
              ),
            })
            .openapi('VerifyResponse'),
        },
      },
    },
    400: problemAnswer('The request is not JSON'),
    413: problemAnswer('The request is larger than 8 MB'),
    422: problemAnswer('The request has no credential'),
    429: problemAnswer('Too many requests from one address'),
  },
})

/** What programs read of credentials: the documents, the issuers' keys, the status lists, and checks by API. */
export const http = (world: WebWorld): OpenAPIHono<HttpEnv> => {
  const { db, config, limits, log } = world
  const app = new OpenAPIHono<HttpEnv>({
    defaultHook: (result, c) => {
      if (result.success) return undefined
      return problem(
        c,
        422,
        'There is no credential',
        'Send {"credential": …} with the credential as a JSON object or as its text.',
      )
    },
  })

  const credential = async (c: Context<HttpEnv>, type: string | null, next: Next) => {
    const id = (c.req.param('id') ?? '').replace(/\.json$/, '')
    if (type === null) return next()
    const found = isId(id) ? await findCredential(db, id) : null
    if (found === null) return problem(c, 404, 'There is no such credential', 'The address may be mistyped.')
    return c.body(found.document, 200, { ...openToAll(type), 'cache-control': 'public, max-age=300' })
  }
  app.get('/credentials/:id{[^/]+\\.json}', (c, next) => credential(c, jsonWanted(c) ?? 'application/json', next))
  app.get('/credentials/:id', (c, next) => credential(c, jsonWanted(c), next))

  app.get('/organisations/:slug/did.json', async (c) => {
    const slug = c.req.param('slug')
    const known = await findIssuerKeys(db, slug)
    if (known === null)
      return problem(c, 404, 'No such issuer', 'No organisation of this name has issued a credential here.')
    const document = didDocument(issuerDid(config.publicUrl, slug), known.keys)
    return c.body(JSON.stringify(document), 200, {
      ...openToAll('application/json'),
      'cache-control': 'public, max-age=60',
    })
  })

  app.get('/status-lists/:id', async (c) => {
    const id = c.req.param('id')
    const list = isId(id) ? await readStatusList(world, id) : null
    if (list === null) return problem(c, 404, 'There is no such list', 'The address may be mistyped.')
    const headers = {
      ...openToAll(jsonWanted(c) ?? 'application/json'),
      etag: `"${list.revision}"`,
      'cache-control': 'public, no-cache',
    }
    if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, headers)
    return c.body(list.document, 200, headers)
  })

  app.get('/achievements/:kinds/:slug/:number{[0-9]{1,6}}?', async (c) => {
    const { kinds, slug, number } = c.req.param()
    const kind = AWARD_KINDS.find((each) => `${each}s` === kinds)
    const issuer = kind === undefined ? null : await findPublishingIssuer(db)
    const version = number === undefined ? {} : { number: Number(number) }
    const found =
      kind &&
      issuer &&
      (await findAchievement(db, { publicUrl: config.publicUrl, orgId: issuer.orgId, issuer, kind, slug, ...version }))
    if (!found) return problem(c, 404, 'There is no such achievement', 'The address may be mistyped.')
    const type = jsonWanted(c)
    if (type === null) return c.redirect(pagePath(kind, slug), 303)
    const headers = {
      ...openToAll(type === 'application/vc' ? 'application/ld+json' : type),
      'cache-control': 'public, max-age=3600',
    }
    return c.body(JSON.stringify({ '@context': [CREDENTIALS_V2, OPEN_BADGES], ...found }), 200, headers)
  })

  app.use('/api/v1/*', cors({ origin: '*' }))
  app.use('/api/v1/verify', async (c, next) => {
    if (c.req.method !== 'POST' || (await limits.allow('verify', c.get('client')))) return next()
    return problem(
      c,
      429,
      'A little slower, please',
      'There were many checks from your address. Wait a minute and try again.',
    )
  })
  app.openapi(verifyRoute, async (c) => {
    const { verdict, steps } = await verifyCredential(world, c.req.valid('json').credential)
    return c.json({ verdict, steps: steps.map(({ step, result, reason }) => ({ step, result, reason })) }, 200)
  })
  app.doc31('/api/v1/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Mintmark', version: '1', description: 'What programs can ask of this installation of Mintmark.' },
    servers: [{ url: config.publicUrl }],
  })

  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 400)
      return problem(c, 400, 'This is not JSON', 'Send a JSON object with the content type application/json.')
    if (error instanceof HTTPException) return error.getResponse()
    const requestId = c.get('requestId')
    log.error({ requestId, method: c.req.method, path: c.req.path, err: error }, 'A request met something unexpected')
    return problem(c, 500, 'Something went wrong on our side', `Number for the log: ${requestId}`)
  })
  return app
}
