import { createHmac, generateKeyPairSync } from 'node:crypto'
import { Provider } from 'oidc-provider'
import { isId } from '../../../../platform/database/ids.ts'
import type { World } from '../../../../platform/world.ts'
import { OAUTH } from '../../rules/host/discovery.ts'
import { ALL_SCOPES, knownScopes, STAY, type Scope } from '../../rules/host/scopes.ts'
import { openAdapter } from './adapter.ts'

const MINUTE = 60
const DAY = 24 * 60 * MINUTE

/**
 * The authorization server by which other badge services are let in: authorization code with PKCE, dynamic
 * registration, refresh tokens that change with each use, revocation. It signs nothing and knows no passwords: who
 * somebody is comes from Mintmark's own sign-in, asked anew each time (http/host/oauth.ts).
 */
export function openAuthorization({ db, config, log, now }: Pick<World, 'db' | 'config' | 'log' | 'now'>): Provider {
  const provider = new Provider(config.publicUrl, {
    adapter: openAdapter({ db, now }),
    // The library wants a key for identity tokens; without the scope openid it never signs one.
    jwks: { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: [...ALL_SCOPES, STAY],
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    findAccount: (_, sub) => (isId(sub) ? { accountId: sub, claims: () => ({ sub }) } : undefined),
    interactions: { url: (_, interaction) => `/connect/${interaction.uid}` },
    clientBasedCORS: () => true,
    extraClientMetadata: { properties: ['software_id', 'software_version'], validator: () => undefined },
    cookies: {
      names: { session: 'mintmark_oauth', interaction: 'mintmark_oauth_asked', resume: 'mintmark_oauth_resume' },
      keys: [createHmac('sha256', config.secret).update('authorization server').digest('base64url')],
    },
    routes: OAUTH,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      // What a service registered it cannot change: it registers again.
      registration: { enabled: true, issueRegistrationAccessToken: false },
      revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    ttl: {
      AccessToken: 60 * MINUTE,
      AuthorizationCode: MINUTE,
      Grant: 365 * DAY,
      Interaction: 60 * MINUTE,
      RefreshToken: 365 * DAY,
      Session: 60 * MINUTE,
    },
    renderError: (ctx, out) => {
      if (ctx.status < 400) ctx.status = 400
      ctx.type = 'text/plain'
      ctx.body = `This service could not be connected: ${out.error_description ?? out.error}\n`
    },
  })
  // Addresses come from PUBLIC_URL (see http/host/oauth.ts), never from what a client says its host is.
  provider.proxy = true
  // Anyone may register an address, so before a person has answered nobody is led there: an error is told here.
  provider.on('authorization.error', (ctx, error) => {
    if (ctx.oidc.route === 'authorization') Object.assign(error, { allow_redirect: false })
  })
  provider.on('server_error', (_, error) =>
    log.error({ err: error }, 'The authorization server met something unexpected'),
  )
  return provider
}

export type Bearer = { personId: string; scopes: Scope[] }

/** Whom a token speaks for and what it may; null when it is unknown, has run out or its grant was taken back. */
export async function findBearer(provider: Provider, token: string): Promise<Bearer | null> {
  const found = await provider.AccessToken.find(token)
  if (found?.grantId === undefined || (await provider.Grant.find(found.grantId)) === undefined) return null
  return { personId: found.accountId, scopes: knownScopes(found.scope ?? '') }
}
