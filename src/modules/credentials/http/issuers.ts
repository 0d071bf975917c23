import { createHash } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { accepts } from 'hono/accepts'
import type { HttpEnv } from '../../../platform/http/env.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { findIssuerKeys } from '../queries/issuers.ts'
import { listStatusLists } from '../queries/status.ts'
import { didDocument, issuerDid } from '../rules/didweb.ts'
import { publishedJwk, publishedJwkSet, publishedMultikey } from '../rules/keys/published.ts'
import { statusServices } from '../rules/status/announced.ts'
import { openToAll, problem } from './answers.ts'

const JWK = 'application/jwk+json'
const JWK_SET = 'application/jwk-set+json'
const DID_TYPES = ['application/json', 'application/did+json', 'application/did+ld+json', 'application/ld+json']

/** The first of these types that is asked for; the first of all when the request does not say. */
const typeOf = (c: Context, supports: string[]): string =>
  accepts(c, { header: 'Accept', supports, default: supports[0] ?? '' })

/** An answer that a reader with a copy need not fetch again. */
function answer(c: Context, value: object, type: string, caching: string): Response {
  const body = JSON.stringify(value)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const headers = { ...openToAll(type), etag, 'cache-control': caching }
  const held = (c.req.header('if-none-match') ?? '').includes(etag)
  return held ? c.body(null, 304, headers) : c.body(body, 200, headers)
}

/** A rotation must be known at once, so a reader with a copy asks each time whether it still holds. */
const ASK_EACH_TIME = 'public, no-cache'
/** The key of a name never changes. */
const KEEP_A_DAY = 'public, max-age=86400'

/** Who issues here, and the public halves of their keys. */
export const issuers = ({ db, config }: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const { publicUrl } = config
  const unknown = (c: Context) =>
    problem(c, 404, 'No such issuer', 'No organisation of this name has issued a credential here.')

  app.get('/organisations/:slug{[a-z0-9-]+}/did.json', async (c) => {
    const slug = c.req.param('slug')
    const known = await findIssuerKeys(db, slug)
    if (known === null) return unknown(c)
    const did = issuerDid(publicUrl, slug)
    const services = statusServices({ publicUrl, slug, did }, await listStatusLists(db, known.issuer.orgId))
    return answer(c, didDocument(did, known.keys, services), typeOf(c, DID_TYPES), ASK_EACH_TIME)
  })

  app.get('/organisations/:slug{[a-z0-9-]+}/jwks.json', async (c) => {
    const slug = c.req.param('slug')
    const known = await findIssuerKeys(db, slug)
    if (known === null) return unknown(c)
    const set = publishedJwkSet({ publicUrl, slug }, known.keys)
    return answer(c, set, typeOf(c, [JWK_SET, 'application/json']), ASK_EACH_TIME)
  })

  /** A token's key is a JWK, which is all that its readers know; a credential's key is a Multikey unless a JWK is asked for. */
  app.get('/organisations/:slug{[a-z0-9-]+}/keys/:key', async (c) => {
    const { slug, key } = c.req.param()
    const known = await findIssuerKeys(db, slug)
    if (known === null || !known.keys.includes(key))
      return problem(c, 404, 'There is no such key', 'The address may be mistyped.')
    const jwk = publishedJwk({ publicUrl, slug }, key)
    if (jwk.kty === 'EC') return answer(c, jwk, typeOf(c, [JWK, 'application/json']), KEEP_A_DAY)
    const type = typeOf(c, ['application/json', 'application/ld+json', JWK])
    return answer(c, type === JWK ? jwk : publishedMultikey({ publicUrl, slug }, key), type, KEEP_A_DAY)
  })

  return app
}
