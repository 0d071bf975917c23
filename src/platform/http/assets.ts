import { serveStatic } from '@hono/node-server/serve-static'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MiddlewareHandler } from 'hono'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { StartError } from '../start/start-error.ts'
import type { PageBuild } from './pages.ts'

type NodeListener = (request: IncomingMessage, response: ServerResponse) => void

/** The pages and their files: from the build, or in development straight from the sources. */
export type Pages = {
  /** Changes with every build; part of the ETags. */
  version: string
  build: () => Promise<PageBuild>
  assets: MiddlewareHandler | null
  wrap: (listener: NodeListener) => NodeListener
  close: () => Promise<void>
}

const BUILD = resolve('build/server/index.js')

/** The pages as `npm run build` left them. */
export async function builtPages(): Promise<Pages> {
  if (!existsSync(BUILD))
    throw new StartError('The pages are not built yet. Run npm run build, or npm start, which does it.')
  const version = createHash('sha256').update(readFileSync(BUILD)).digest('hex').slice(0, 12)
  const build = (await import(pathToFileURL(BUILD).href)) as PageBuild
  return {
    version,
    build: () => Promise.resolve(build),
    assets: serveStatic({
      root: 'build/client',
      onFound: (path, c) => {
        c.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        )
        c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      },
    }),
    wrap: (listener) => listener,
    close: () => Promise.resolve(),
  }
}

/** The pages straight from the sources, remade at every change. */
export async function livePages(): Promise<Pages> {
  const { createServer } = await import('vite')
  const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' })
  return {
    version: 'dev',
    build: async () => (await vite.ssrLoadModule('virtual:react-router/server-build')) as PageBuild,
    assets: null,
    wrap: (listener) => (request, response) => vite.middlewares(request, response, () => listener(request, response)),
    close: () => vite.close(),
  }
}
