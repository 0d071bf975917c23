import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import type { HttpEnv } from '../../../platform/http/env.ts'
import { carriesForwarding, isThisMachine } from '../../../platform/http/guards.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { apiStatusList, changeByApi, deriveByApi, issueByApi, type Made } from '../commands/vc-api/issue.ts'
import { verifyCredential } from '../commands/verify.ts'
import { didKeyDocument } from '../rules/didweb.ts'
import { isObject } from '../rules/form/limits.ts'
import { isVcApiName } from '../rules/vc-api/issuers.ts'
import { MALFORMED, problemsIn } from '../rules/vc-api/problems.ts'
import {
  deriveRequest,
  issueRequest,
  presentationRequest,
  PURPOSES,
  statusRequest,
  verifyRequest,
} from '../rules/vc-api/requests.ts'
import { openToAll, problem } from './answers.ts'

const NO_TOKEN = { type: 'about:blank', title: 'Not allowed', status: 401, detail: 'Send the token of this VC-API.' }
const refusal = { message: NO_TOKEN }
const REFUSALS = { noAuthenticationHeader: refusal, invalidAuthenticationHeader: refusal, invalidToken: refusal }

/** The VC-API, for test suites and for programs of the operator: off unless VC_API is set. */
export const vcApi = (world: WebWorld): Hono<HttpEnv> => {
  const { config, log } = world
  const app = new Hono<HttpEnv>()
  if (config.vcApi === 'off') return app
  const token = config.vcApi === 'open' ? null : config.vcApi.token

  app.use('/vc-api/*', async (c, next) => {
    // It listens on this machine only, but a proxy in front of it, or a page that calls itself by our name, does not.
    if (token === null && !(isThisMachine(c.req.header('host')) && !carriesForwarding(c.req.raw.headers)))
      return problem(c, 403, 'Only for this machine', 'VC_API=open answers nobody who comes through another one.')
    // Lists and keys are read by verifiers, which have no token.
    if (token === null || /^\/vc-api\/(status\/lists|identifiers)\//.test(c.req.path)) return next()
    return (bearerAuth({ token, ...REFUSALS }) as MiddlewareHandler<HttpEnv>)(c, next)
  })
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    const requestId = c.get('requestId')
    log.error({ requestId, method: c.req.method, path: c.req.path, err: error }, 'A request met something unexpected')
    return problem(c, 500, 'Something went wrong on our side', `Number for the log: ${requestId}`)
  })

  const bad = (c: Context, detail: string) => problem(c, 400, 'This cannot be done', detail, MALFORMED)
  const made = (c: Context, name: string, result: Made) =>
    result.ok ? c.json({ [name]: result.credential }, 201) : bad(c, result.detail)
  const read = async <S extends z.ZodType>(c: Context, schema: S): Promise<z.infer<S> | null> => {
    const body: unknown = await c.req.json().catch(() => null)
    const parsed = schema.safeParse(body)
    return parsed.success ? parsed.data : null
  }
  const NO_QUESTION = 'The body is not what the VC-API asks for here.'

  app.post('/vc-api/:name/credentials/issue', async (c) => {
    const name = c.req.param('name')
    const asked = isVcApiName(name) ? await read(c, issueRequest) : null
    if (asked === null || !isVcApiName(name)) return bad(c, NO_QUESTION)
    const result = await issueByApi(world, name, asked.credential, asked.options ?? {})
    return made(c, 'verifiableCredential', result)
  })

  app.post('/vc-api/:name/credentials/derive', async (c) => {
    const asked = await read(c, deriveRequest)
    if (asked === null) return bad(c, NO_QUESTION)
    const result = await deriveByApi(asked.verifiableCredential, asked.options?.selectivePointers ?? [])
    return made(c, 'verifiableCredential', result)
  })

  app.post('/vc-api/:name/credentials/status', async (c) => {
    const asked = await read(c, statusRequest)
    if (asked === null) return bad(c, NO_QUESTION)
    const { credentialId, credentialStatus, status = true } = asked
    const purpose = credentialStatus.statusPurpose ?? 'revocation'
    const known = await changeByApi(world, { credentialId, purpose, status })
    return known
      ? c.json({ credentialId, statusPurpose: purpose, status })
      : problem(c, 404, 'Unknown', 'No such credential was issued here.')
  })

  app.get('/vc-api/status/lists/:purpose', async (c) => {
    const purpose = PURPOSES.find((each) => each === c.req.param('purpose'))
    if (purpose === undefined) return problem(c, 404, 'There is no such list', 'The address may be mistyped.')
    const list = await apiStatusList(world, purpose)
    return c.body(JSON.stringify(list), 200, { ...openToAll('application/json'), 'cache-control': 'no-cache' })
  })

  const verified = async (c: Context, input: unknown, more: string[] = []) => {
    const { verdict, steps } = await verifyCredential(world, input)
    const problemDetails = problemsIn(steps, more)
    const results = { verdict, checks: steps, problemDetails }
    if (verdict === 'valid' && more.length === 0)
      return c.json({ verified: true, ...results, warnings: [], errors: [] })
    const errors = problemDetails.map(({ title, detail }) => `${title}: ${detail}`)
    const [first] = problemDetails
    const body = { ...first, status: 400, verified: false, ...results, warnings: [], errors }
    return c.json(body, 400, { 'content-type': 'application/problem+json' })
  }

  for (const path of ['/vc-api/credentials/verify', '/vc-api/:name/credentials/verify'])
    app.post(path, async (c) => {
      const asked = await read(c, verifyRequest)
      return asked === null ? bad(c, NO_QUESTION) : verified(c, asked.verifiableCredential)
    })

  for (const path of ['/vc-api/presentations/verify', '/vc-api/:name/presentations/verify'])
    app.post(path, async (c) => {
      const asked = await read(c, presentationRequest)
      if (asked === null) return bad(c, NO_QUESTION)
      return verified(c, asked.presentation, unanswered(asked.presentation, asked.options))
    })

  app.get('/vc-api/identifiers/:did', (c) => {
    const document = didKeyDocument(c.req.param('did'))
    return document === null
      ? problem(c, 404, 'This DID is not resolved here', 'Only did:key with Ed25519, P-256 and P-384 is.')
      : c.body(JSON.stringify(document), 200, openToAll('application/did+json'))
  })
  return app
}

/** A presentation answers the challenge and the domain that were set, in each of its proofs. */
function unanswered(
  presentation: unknown,
  { challenge, domain }: { challenge?: string | undefined; domain?: string | undefined },
): string[] {
  const proofs = isObject(presentation) ? [presentation['proof'] ?? []].flat().filter(isObject) : []
  const answers = (name: 'challenge' | 'domain', wanted: string | undefined) =>
    wanted === undefined || (proofs.length > 0 && proofs.every((proof) => [proof[name]].flat().includes(wanted)))
  return [
    ...(answers('challenge', challenge) ? [] : ['It does not answer the challenge that was set.']),
    ...(answers('domain', domain) ? [] : ['It was not made for this domain.']),
  ]
}
