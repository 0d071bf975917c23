import { Hono } from 'hono'
import type { HttpEnv } from '../../../platform/http/env.ts'
import { isId } from '../../../platform/database/ids.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { readStatusList } from '../commands/status.ts'
import { jsonWanted, openToAll, problem } from './answers.ts'

/** The signed lists of credentials that are not in force. */
export const statusLists = (world: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
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

  return app
}
