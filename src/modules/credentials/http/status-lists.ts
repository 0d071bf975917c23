import { Hono, type Context } from 'hono'
import type { HttpEnv } from '../../../platform/http/env.ts'
import { isId } from '../../../platform/database/ids.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { readStatusList } from '../commands/status.ts'
import { jsonWanted, openToAll, problem } from './answers.ts'

/**
 * A list may be kept by anyone, but is asked about each time: a reader with the newest one is told so in a few bytes, and
 * a revocation is seen by the next.
 */
const ASK_EACH_TIME = 'public, no-cache'

/** The signed lists of credentials that are not in force, and their twins of those that are only suspended. */
export const statusLists = (world: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const answer = async (c: Context<HttpEnv>, which: 'document' | 'suspensionDocument') => {
    const id = c.req.param('id') ?? ''
    const list = isId(id) ? await readStatusList(world, id) : null
    if (list === null) return problem(c, 404, 'There is no such list', 'The address may be mistyped.')
    const type = jsonWanted(c) ?? 'application/json'
    const etag = `"${list.revision}-${type.split(/[/+]/).at(-1) ?? ''}"`
    const headers = { ...openToAll(type), etag, 'cache-control': ASK_EACH_TIME }
    const held = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
    if (held.includes(etag) || held.includes('*')) return c.body(null, 304, headers)
    return c.body(list[which], 200, headers)
  }
  app.get('/status-lists/:id', (c) => answer(c, 'document'))
  app.get('/status-lists/:id/suspension', (c) => answer(c, 'suspensionDocument'))

  return app
}
