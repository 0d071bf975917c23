import { Hono } from 'hono'
import type { HttpEnv } from '../../../platform/http/env.ts'
import { ownOrigins } from '../../../platform/http/guards.ts'
import type { WebWorld } from '../../../platform/world.ts'
import { stopByToken } from '../commands/reminders/stop.ts'

/**
 * What a mail program sends when its reader presses “unsubscribe” there (RFC 8058): no cookies, any origin, and nobody
 * reads the answer. The button on our own page is answered by the page.
 */
export const oneClick = (world: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  const own = ownOrigins(world.config)
  app.post('/reminders/stop/:token', async (c, next) => {
    if (own.includes(c.req.header('origin') ?? '')) return next()
    const stopped = await stopByToken(world, c.req.param('token'))
    const said = stopped ? 'You get no more reminders.\n' : 'There is no such link.\n'
    return c.text(said, stopped ? 200 : 404, { 'cache-control': 'no-store' })
  })
  return app
}
