import { Hono, type Context, type Next } from 'hono'
import type { HttpEnv } from '../../../platform/http/env.ts'
import { isId } from '../../../platform/database/ids.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { findCredential } from '../queries/credentials.ts'
import { jsonWanted, openToAll, problem } from './answers.ts'

/** The signed document of a credential, in the form that a program asks for. */
export const documents = ({ db }: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const credential = async (c: Context<HttpEnv>, type: string | null, next: Next) => {
    const id = (c.req.param('id') ?? '').replace(/\.json$/, '')
    if (type === null) return next()
    const found = isId(id) ? await findCredential(db, id) : null
    if (found === null) return problem(c, 404, 'There is no such credential', 'The address may be mistyped.')
    return c.body(found.document, 200, { ...openToAll(type), 'cache-control': 'public, max-age=300' })
  }
  app.get('/credentials/:id{[^/]+\\.json}', (c, next) => credential(c, jsonWanted(c) ?? 'application/json', next))
  app.get('/credentials/:id', (c, next) => credential(c, jsonWanted(c), next))

  return app
}
