import { Hono, type Context, type Next } from 'hono'
import type { HttpEnv } from '../../../platform/http/env.ts'
import { isId } from '../../../platform/database/ids.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { issueToken } from '../commands/jwt.ts'
import { findCredential } from '../queries/credentials.ts'
import { TOKEN_TYPES } from '../rules/jwt/token.ts'
import { jsonWanted, openToAll, problem } from './answers.ts'

/** The signed document of a credential, in the form that a program asks for: JSON, or one of the two tokens. */
export const documents = (world: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const credential = async (c: Context<HttpEnv>, type: string | null, next: Next) => {
    const id = (c.req.param('id') ?? '').replace(/(\.json|(\.vc)?\.jwt)$/, '')
    if (type === null) return next()
    const found = isId(id) ? await findCredential(world.db, id) : null
    if (found === null) return problem(c, 404, 'There is no such credential', 'The address may be mistyped.')
    const form = (['open-badges', 'w3c'] as const).find((each) => TOKEN_TYPES[each] === type)
    const body = form === undefined ? found.document : await issueToken(world, found, form)
    return c.body(body, 200, { ...openToAll(type), 'cache-control': 'public, max-age=300' })
  }
  app.get('/credentials/:id{[^/]+\\.json}', (c, next) => credential(c, jsonWanted(c) ?? 'application/json', next))
  app.get('/credentials/:id{[^/]+\\.vc\\.jwt}', (c, next) => credential(c, TOKEN_TYPES.w3c, next))
  app.get('/credentials/:id{[^/]+\\.jwt}', (c, next) => credential(c, TOKEN_TYPES['open-badges'], next))
  app.get('/credentials/:id', (c, next) => credential(c, jsonWanted(c, Object.values(TOKEN_TYPES)), next))

  return app
}
