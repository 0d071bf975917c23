import { Hono } from 'hono'
import type { HttpEnv } from '../../platform/http/env.ts'
import type { WebWorld } from '../../platform/world.ts'
import { oneClick } from './http/one-click.ts'
import { papers } from './http/papers.ts'
import { progress } from './http/progress.ts'

/** What is no page: reports and hours to take away, and the end of reminders by mail. */
export const http = (world: WebWorld): Hono<HttpEnv> => {
  const app = new Hono<HttpEnv>()
  for (const part of [papers, progress, oneClick]) app.route('/', part(world))
  return app
}
