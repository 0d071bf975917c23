import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context } from 'hono'
import type { IncomingMessage } from 'node:http'
import { errors, type Provider } from 'oidc-provider'
import type { HttpEnv } from '../../../../platform/http/env.ts'
import type { WebWorld } from '../../../../platform/world.ts'
import { OAUTH } from '../../rules/host/discovery.ts'
import { knownScopes, STAY } from '../../rules/host/scopes.ts'
import { problem } from '../answers.ts'

/** Lets other badge services ask an educator, and hands them what they were granted. */
export const oauth = (world: WebWorld, provider: Provider): Hono<HttpEnv> => {
  const { config, limits } = world
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
    await answer(own(incoming), outgoing)
    return RESPONSE_ALREADY_SENT
  }

  const grant = (personId: string, clientId: string, scope: unknown): Promise<string> => {
    const made = new provider.Grant({ accountId: personId, clientId })
    made.addOIDCScope([...knownScopes(typeof scope === 'string' ? scope : ''), STAY].join(' '))
    return made.save()
  }

  app.post(OAUTH.registration, async (c) =>
    (await limits.allow('register', c.get('client')))
      ? hand(c)
      : problem(c, 429, 'A little slower, please', 'Many services registered from your address. Try again in an hour.'),
  )
  app.all(OAUTH.authorization, (c) => {
    // Each request begins without memory, so that nobody is let in as the person who used this browser before.
    delete c.env.incoming.headers.cookie
    return hand(c)
  })
  app.all(`${OAUTH.authorization}/:uid`, hand)
  for (const path of [OAUTH.registration, OAUTH.token, OAUTH.revocation]) app.all(path, hand)
  app.get('/.well-known/oauth-authorization-server', hand)
  app.get('/.well-known/openid-configuration', hand)

  /**
   * The answer of a person to `/connect/:uid`. It leads back to that page, and the page to the service: browsers do not
   * let a form lead to another site.
   */
  app.post('/connect/:uid/answer', async (c) => {
    const uid = c.req.param('uid')
    const actor = await c.get('findActor')()
    if (actor === null) return c.redirect(`/sign-in?next=${encodeURIComponent(`/connect/${uid}`)}`, 303)
    const { answer: said } = await c.req.parseBody()
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
    return c.redirect(`/connect/${uid}?answered=${said === 'allow' ? 'allow' : 'deny'}`, 303)
  })
  return app
}
