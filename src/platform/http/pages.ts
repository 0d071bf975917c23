import type { Context } from 'hono'
import { randomBytes } from 'node:crypto'
import type { createRequestHandler, RouterContextProvider, ServerBuild } from 'react-router'
import type { PageCache, PublicPage } from './page-cache.ts'
import type { PageSetting } from '../pages.ts'
import type { WebWorld } from '../world.ts'
import type { HttpEnv } from './env.ts'

/** The built pages: React Router's build, with what must come from the same copy of React Router as the pages. */
export type PageBuild = ServerBuild & {
  entry: {
    module: {
      makeContext: (given: PageSetting) => RouterContextProvider
      createRequestHandler: typeof createRequestHandler
    }
  }
}

/** Answers every page. Public ones are drawn without a person and kept in memory until their revision changes. */
export function pageHandler(
  build: () => Promise<PageBuild>,
  world: WebWorld,
  cache: PageCache,
  publicPages: PublicPage[],
) {
  const draw = async (c: Context<HttpEnv>, open: boolean): Promise<Response> => {
    const pages = await build()
    const context = pages.entry.module.makeContext({
      world,
      actor: open ? null : await c.get('findActor')(),
      nonce: open ? '' : randomBytes(16).toString('base64'),
      requestId: c.get('requestId'),
      client: c.get('client'),
    })
    return pages.entry.module.createRequestHandler(pages, process.env['NODE_ENV'])(c.req.raw, context)
  }

  return async (c: Context<HttpEnv>): Promise<Response> => {
    const page = publicPages.find(({ pattern }) => pattern.test(c.req.path))
    if (page === undefined) return draw(c, false)
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return draw(c, true)
    const revision = await page.revision(c.req.path)
    return cache.answer(c.req.raw, revision, () => draw(c, true))
  }
}
