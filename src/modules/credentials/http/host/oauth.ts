import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context } from 'hono'
import { cors } from 'hono/cors'
import type { IncomingMessage } from 'node:http'
import { errors, type Provider } from 'oidc-provider'
import type { HttpEnv } from '../../../../platform/http/env.ts'
import { everywhere } from '../../../../platform/http/guards.ts'
import type { WebWorld } from '../../../../platform/world.ts'
import { findRecord } from '../../queries/host.ts'
import { isObject } from '../../rules/form/limits.ts'
import { OAUTH } from '../../rules/host/discovery.ts'
import { knownScopes, STAY } from '../../rules/host/scopes.ts'

/** Lets other badge services ask an educator, and hands them what they were granted. */
export const oauth = (world: WebWorld, provider: Provider): Hono<HttpEnv> => {
  const { config, db, limits, now } = world
  const app = new Hono<HttpEnv>()
  const { host, protocol } = new URL(config.publicUrl)
  const answer = provider.callback()

  /** What the server takes for its own address is ours to say, whatever the request says. */
  const own = (incoming: IncomingMessage): IncomingMessage => {
    incoming.headers['x-forwarded-proto'] = protocol.slice(0, -1)
    incoming.headers['x-forwarded-host'] = host
    return incoming
  }
  const hand = async (c: Context<HttpEnv>) => {
    const { incoming, outgoing } = c.env
    for (const [name, value] of Object.entries(everywhere(config))) outgoing.setHeader(name, value)
    outgoing.setHeader('x-request-id', c.get('requestId'))
    await answer(own(incoming), outgoing)
    return new Response(null, { status: outgoing.statusCode, headers: RESPONSE_ALREADY_SENT.headers })
  }

  const grant = (personId: string, clientId: string, scope: unknown): Promise<string> => {
    const made = new provider.Grant({ accountId: personId, clientId })
    const asked = typeof scope === 'string' ? scope : ''
    const granted = [...knownScopes(asked), STAY]
    made.addOIDCScope(granted.join(' '))
    // Whatever else was asked for is answered too, or the library would ask for it again and again.
    made.rejectOIDCScope(
      asked
        .split(' ')
        .filter((word) => !granted.some((each) => each === word))
        .join(' '),
    )
    return made.save()
  }

  // The library answers the other addresses to pages of any site, this one it does not.
  app.options(OAUTH.registration, cors({ origin: '*', allowMethods: ['POST'] }))
  app.post(OAUTH.registration, async (c) => {
    c.env.outgoing.setHeader('access-control-allow-origin', '*')
    return (await limits.allow('register', c.get('client'))) ? hand(c) : slower(c)
  })
  app.all(OAUTH.authorization, async (c) => {
    // Each question is kept for an hour.
    if (!(await limits.allow('authorize', c.get('client'))))
      return c.text('There were many requests from your address. Wait a minute, and begin again at the service.\n', 429)
    // Each request begins without memory, so that nobody is let in as the person who used this browser before.
    delete c.env.incoming.headers.cookie
    return hand(c)
  })
  app.all(`${OAUTH.authorization}/:uid`, async (c) => {
    const asked = await findRecord(db, 'Interaction', { id: c.req.param('uid') }, now())
    const answered = isObject(asked?.['result']) ? asked['result']['login'] : undefined
    const actor = await c.get('findActor')()
    return isObject(answered) && answered['accountId'] !== actor?.personId
      ? c.text('Somebody else answered in this browser. Begin again at the service.\n', 403)
      : hand(c)
  })
  for (const path of [OAUTH.registration, OAUTH.token, OAUTH.revocation, OAUTH.jwks]) app.all(path, hand)
  app.all('/.well-known/oauth-authorization-server', hand)
  app.all('/.well-known/openid-configuration', hand)

  /**
   * The answer of a person to `/connect/:uid`. It leads back to that page, and the page to the service: browsers do not
   * let a form lead to another site.
   */
  app.post('/connect/:uid/answer', async (c) => {
    const uid = c.req.param('uid')
    const actor = await c.get('findActor')()
    if (actor === null)
      return c.redirect(`/sign-in?next=${encodeURIComponent(`/connect/${encodeURIComponent(uid)}`)}`, 303)
    const { answer: said, person } = await c.req.parseBody().catch((): Record<string, unknown> => ({}))
    // The page was drawn for whoever was signed in then: the question is put anew to whoever is now.
    if (person !== undefined && person !== actor.personId) return c.redirect(`/connect/${encodeURIComponent(uid)}`, 303)
    const { incoming, outgoing } = c.env
    const asked = await provider.interactionDetails(own(incoming), outgoing).catch((error: unknown) => {
      if (error instanceof errors.SessionNotFound) return null
      throw error
    })
    if (asked === null)
      return c.text('This question is too old, or was asked in another browser. Begin again at the service.\n', 400)
    const { client_id: clientId, scope } = asked.params
    const result =
      said === 'allow' && typeof clientId === 'string'
        ? {
            login: { accountId: actor.personId, remember: false },
            consent: { grantId: await grant(actor.personId, clientId, scope) },
          }
        : { error: 'access_denied', error_description: 'The educator did not allow it.' }
    await provider.interactionResult(incoming, outgoing, result, { mergeWithLastSubmission: false })
    return c.redirect(`/connect/${encodeURIComponent(uid)}?answered=${said === 'allow' ? 'allow' : 'deny'}`, 303)
  })
  return app
}

const slower = (c: Context) =>
  c.json({ error: 'slow_down', error_description: 'Many services registered from your address. Wait an hour.' }, 429, {
    'cache-control': 'no-store',
    'retry-after': '3600',
  })
