import type { ComponentType } from 'react'
import { renderToString } from 'react-dom/server'
import {
  createStaticHandler,
  createStaticRouter,
  StaticRouterProvider,
  useActionData,
  useLoaderData,
  type ActionFunction,
  type LoaderFunction,
  type RouteObject,
} from 'react-router'
import type { Actor } from '#src/platform/actor.ts'
import { makeContext } from '#src/platform/pages.ts'
import type { WebWorld } from '#src/platform/world.ts'

/** The file of a page, as src/routes.ts names it. */
type PageFile = { default: unknown; loader?: unknown; action?: unknown }

/** `to`: where it sends to, else nothing; then `html` is what it draws. `data` is what its loader gave. */
export type Drawn = { status: number; html: string; to: string; data: unknown }

/**
 * Answers as the server does from these pages, by their paths, without a server or a build: forms too, when there is a
 * body.
 */
export function drawPages(world: WebWorld, pages: Record<string, PageFile>, site = 'http://localhost:4600') {
  const routes: RouteObject[] = Object.entries(pages).map(([path, page]) => {
    const Shown = page.default as ComponentType<{ loaderData: unknown; actionData: unknown }>
    return {
      path,
      ...(page.loader === undefined ? {} : { loader: page.loader as LoaderFunction }),
      ...(page.action === undefined ? {} : { action: page.action as ActionFunction }),
      Component: () => <Shown loaderData={useLoaderData()} actionData={useActionData()} />,
    }
  })
  return async (path: string, actor: Actor | null, form: Omit<RequestInit, 'method'> = {}): Promise<Drawn> => {
    const handler = createStaticHandler(routes)
    const request = new Request(site + path, form.body === undefined ? {} : { method: 'POST', ...form })
    const context = await handler.query(request, {
      requestContext: makeContext({ world, actor, nonce: '', requestId: 'one', client: '127.0.0.1' }),
    })
    if (context instanceof Response)
      return { status: context.status, html: '', to: context.headers.get('location') ?? '', data: null }
    const { statusCode: status, loaderData } = context
    if (context.errors) return { status, html: '', to: '', data: null }
    const router = createStaticRouter(handler.dataRoutes, context)
    const html = renderToString(<StaticRouterProvider router={router} context={context} hydrate={false} />)
    return {
      status,
      html: html.replaceAll('<!-- -->', '').replaceAll('&#x27;', "'"),
      to: '',
      data: Object.values(loaderData)[0],
    }
  }
}
