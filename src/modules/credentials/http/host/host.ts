import { Hono } from 'hono'
import type { HttpEnv } from '../../../../platform/http/env.ts'
import type { WebWorld } from '../../../../platform/world.ts'
import { openAuthorization } from '../../commands/host/authorization.ts'
import { elsewhere } from './elsewhere.ts'
import { oauth } from './oauth.ts'
import { openBadges } from './open-badges.ts'

/** Credentials move in and out: the host of Open Badges 3.0 and the server that authorizes its callers. */
export const host = (world: WebWorld): Hono<HttpEnv> => {
  const provider = openAuthorization(world)
  const app = new Hono<HttpEnv>()
  app.route('/', oauth(world, provider))
  app.route('/', openBadges(world, provider))
  app.route('/', elsewhere(world))
  return app
}
