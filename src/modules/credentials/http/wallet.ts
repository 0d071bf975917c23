import { Hono, type Context } from 'hono'
import { cors } from 'hono/cors'
import { randomBytes } from 'node:crypto'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { completeExchange } from '../commands/wallet/exchange.ts'
import { exchangeCode, findOpenOffer } from '../commands/wallet/offer.ts'
import { receiveCredential } from '../commands/wallet/receive.ts'
import { findIssuerKeys } from '../queries/issuers.ts'
import { isObject } from '../rules/form/limits.ts'
import { authenticationRequest, delivery } from '../rules/wallet/exchange.ts'
import { makeNonce } from '../rules/wallet/nonce.ts'
import {
  authorizationMetadata,
  credentialOffer,
  issuerMetadata,
  PRE_AUTHORIZED,
  wellKnown,
} from '../rules/wallet/offer.ts'

/** How wallets fetch credentials: OpenID for Verifiable Credential Issuance 1.0, pre-authorized codes. */
export const wallet = (world: WebWorld): Hono<HttpEnv> => {
  const { db, config, limits, now } = world
  const app = new Hono<HttpEnv>()
  const BASE = '/organisations/:slug/wallet'
  const refuse = (c: Context, status: 400 | 401 | 404 | 429, error: string, detail: string) =>
    c.json({ error, error_description: detail }, status, { 'cache-control': 'no-store' })
  const nonce = (): string => makeNonce(config.secret, now(), randomBytes(16).toString('base64url'))
  const issuerNamed = async (slug = '') => (/^[a-z0-9-]+$/.test(slug) ? findIssuerKeys(db, slug) : null)
  const unknown = (c: Context) => refuse(c, 404, 'not_found', 'There is nothing at this address.')

  for (const path of [`${BASE}/*`, wellKnown('openid-credential-issuer'), wellKnown('oauth-authorization-server')])
    app.use(path, cors({ origin: '*' }))
  app.use(`${BASE}/*`, async (c, next) => {
    if (await limits.allow('wallet', c.get('client'))) return next()
    return refuse(c, 429, 'slow_down', 'There were many requests from your address. Wait a minute.')
  })

  app.get(wellKnown('openid-credential-issuer'), async (c) => {
    const known = await issuerNamed(c.req.param('slug'))
    return known === null ? unknown(c) : c.json(issuerMetadata(config.publicUrl, known.issuer))
  })
  app.get(wellKnown('oauth-authorization-server'), async (c) => {
    const known = await issuerNamed(c.req.param('slug'))
    return known === null ? unknown(c) : c.json(authorizationMetadata(config.publicUrl, known.issuer.slug))
  })

  app.get(`${BASE}/offers/:code`, async (c) => {
    const { slug, code } = c.req.param()
    const offer = await findOpenOffer(world, slug, code)
    c.header('cache-control', 'no-store')
    return offer === null ? unknown(c) : c.json(credentialOffer(config.publicUrl, slug, code))
  })

  app.post(`${BASE}/token`, async (c) => {
    const words = await c.req.parseBody().catch((): Record<string, unknown> => ({}))
    const text = (name: string): string => (typeof words[name] === 'string' ? words[name] : '')
    if (text('grant_type') === '') return refuse(c, 400, 'invalid_request', 'Send a form with a grant_type.')
    if (text('grant_type') !== PRE_AUTHORIZED)
      return refuse(c, 400, 'unsupported_grant_type', 'Only the pre-authorized code of an offer is taken.')
    const [code, transactionCode] = [text('pre-authorized_code'), text('tx_code')]
    if (code === '' || transactionCode === '')
      return refuse(c, 400, 'invalid_request', 'pre-authorized_code and tx_code are both needed.')
    const token = await exchangeCode(world, { slug: c.req.param('slug'), code, transactionCode })
    if (token === null) return refuse(c, 400, 'invalid_grant', 'The code is wrong, was used or is too old.')
    return c.json({ access_token: token.accessToken, token_type: 'Bearer', expires_in: token.expiresIn }, 200, {
      'cache-control': 'no-store',
    })
  })

  app.post(`${BASE}/nonce`, (c) => c.json({ c_nonce: nonce() }, 200, { 'cache-control': 'no-store' }))

  app.post(`${BASE}/credential`, async (c) => {
    const [, accessToken = ''] = /^Bearer ([\w-]+)$/i.exec(c.req.header('authorization') ?? '') ?? []
    const request: unknown = await c.req.json().catch(() => null)
    const received = await receiveCredential(world, { slug: c.req.param('slug'), accessToken, request })
    if (received.ok)
      return c.json({ credentials: [{ credential: received.credential }] }, 200, { 'cache-control': 'no-store' })
    if (received.error !== 'invalid_token') return refuse(c, 400, received.error, received.detail)
    c.header('www-authenticate', 'Bearer error="invalid_token"')
    return refuse(c, 401, received.error, received.detail)
  })

  app.post(`${BASE}/exchanges/:code/:transaction`, async (c) => {
    const { slug, code, transaction } = c.req.param()
    c.header('cache-control', 'no-store')
    if ((await findOpenOffer(world, slug, code)) === null) return unknown(c)
    const body: unknown = await c.req.json().catch(() => ({}))
    const presentation = isObject(body) ? body['verifiablePresentation'] : undefined
    if (presentation === undefined) return c.json(authenticationRequest(nonce(), new URL(config.publicUrl).host))
    const credential = await completeExchange(world, { slug, code, transactionCode: transaction, presentation })
    return credential === null
      ? refuse(c, 400, 'invalid_presentation', 'The presentation does not prove a key for this exchange.')
      : c.json(delivery(credential))
  })
  app.all(`${BASE}/*`, unknown)
  return app
}
