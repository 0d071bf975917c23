import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { createServer } from 'node:http'
import { demoHttp } from './demo/http.ts'
import { seedDemo } from './demo/seed.ts'
import { http as assessmentHttp } from './modules/assessment/http.ts'
import { importCatalogueFolder } from './modules/catalogue/commands.ts'
import { http as catalogueHttp } from './modules/catalogue/http.ts'
import { openCatalogueRevision } from './modules/catalogue/queries.ts'
import { http as credentialsHttp } from './modules/credentials/http.ts'
import { openCredentialRevision } from './modules/credentials/queries.ts'
import { ensurePublisher, offerSetup, sendSignInLink } from './modules/people/commands.ts'
import { findActor, hasDemoPeople } from './modules/people/queries.ts'
import { http as submissionsHttp } from './modules/submissions/http.ts'
import { keepRunning } from './platform/child.ts'
import { ConfigError, readConfig, type Config } from './platform/config.ts'
import { holdDataFolder } from './platform/data-folder.ts'
import { builtPages, livePages, type Pages } from './platform/http/assets.ts'
import { requestHeaders } from './platform/http/client.ts'
import type { HttpEnv } from './platform/http/env.ts'
import { unexpected } from './platform/http/errors.ts'
import { observe, onlyThisMachine, ownFormsOnly, secureHeaders } from './platform/http/guards.ts'
import { openMetrics } from './platform/http/metrics.ts'
import { pageHandler } from './platform/http/pages.ts'
import { prepareJobs } from './platform/jobs.ts'
import { migrate } from './platform/migrations.ts'
import { openPageCache, type PublicPage } from './platform/page-cache.ts'
import { startPostgres } from './platform/postgres.ts'
import { openRateLimits } from './platform/rate-limit.ts'
import { openSessions } from './platform/sessions.ts'
import { StartError } from './platform/start-error.ts'
import { openWorld, type WebWorld } from './platform/world.ts'

/** Larger than any form, and than the 5 MB credential that /verify must answer; uploads stream and are not counted. */
const LARGEST_FORM = 8 * 1024 * 1024
const STREAMED = /^\/(uploads(\/|$)|pursuits\/[^/]+\/evidence$)/

/** Puts the doors in front of the modules, in the order in which a request meets them. */
function openDoors(world: WebWorld, pages: Pages): Hono<HttpEnv> {
  const { config, db, sessions, log } = world
  const metrics = openMetrics()
  const catalogue = openCatalogueRevision(db)
  const publicPages: PublicPage[] = [
    { pattern: /^\/(catalogue)?$/, revision: catalogue },
    { pattern: /^\/(badges|stacks|micro-credentials)\/[^/]+$/, revision: catalogue },
    { pattern: /^\/credentials\/[^/]+$/, revision: openCredentialRevision(db) },
  ]
  const app = new Hono<HttpEnv>()
  app.onError(unexpected(log))
  app.use(observe(config, log, metrics.seen), secureHeaders(config))
  app.get('/healthz', async (c) => {
    await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute()
    return c.text('ok\n')
  })
  app.get('/metrics', metrics.handler)
  if (config.mode === 'demo') app.use(onlyThisMachine)
  app.use(async (c, next) => {
    let found: ReturnType<HttpEnv['Variables']['findActor']> | null = null
    const look = async () => {
      const session = await sessions.api.getSession({ headers: requestHeaders(c.req.raw, c.get('client')) })
      return session === null ? null : findActor(db, session.user.id)
    }
    c.set('findActor', () => (found ??= look()))
    return next()
  })
  if (pages.assets !== null) app.use('/assets/*', pages.assets).use('/favicon.svg', pages.assets)
  app.use(ownFormsOnly(config))
  const limit = bodyLimit({ maxSize: LARGEST_FORM, onError: (c) => c.text('This is larger than 8 MB. Nothing was changed.\n', 413) })
  app.use((c, next) => (STREAMED.test(c.req.path) ? next() : limit(c, next)))
  for (const http of [catalogueHttp, submissionsHttp, assessmentHttp, credentialsHttp]) app.route('/', http(world))
  if (config.mode === 'demo') app.route('/', demoHttp(world))
  app.use(compress())
  app.all('*', pageHandler(pages.build, world, openPageCache(pages.version), publicPages))
  return app
}

/** Brings a new or an old database to where this program expects it. */
async function prepare(config: Config, world: ReturnType<typeof openWorld>): Promise<void> {
  await migrate(world.pool)
  await prepareJobs(world.pool)
  if (config.mode === 'production' && (await hasDemoPeople(world.db)))
    throw new ConfigError('This database holds the demo people, whose doors are open to everyone. Give production a database of its own.')
  const publisherId = await ensurePublisher(world, config.mode === 'demo')
  const imported = await importCatalogueFolder({ db: world.db, now: world.now(), publisherId }, 'content/pbl')
  if (!imported.ok) throw new ConfigError(`The catalogue in content/pbl cannot be imported:\n${imported.problems.join('\n')}`)
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const undo: (() => Promise<void> | void)[] = []
  const stop = async (code: number) => {
    for (const step of undo.splice(0).reverse()) await step()
    process.exit(code)
  }
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (!stopping) void stop(0)
      stopping = true
    })
  try {
    undo.push(holdDataFolder(config.dataDir).release)
    let databaseUrl = config.databaseUrl
    if (databaseUrl === null) {
      const server = await startPostgres({ dataDir: config.dataDir })
      undo.push(server.stop)
      databaseUrl = server.url
    }
    const opened = openWorld(config, databaseUrl, 'web')
    undo.push(opened.close)
    await prepare(config, opened)
    const sessions = openSessions(config, opened.db, (address, token) => sendSignInLink(opened, address, token))
    const world: WebWorld = { ...opened, sessions, limits: await openRateLimits(opened.pool) }
    if (config.mode === 'demo') await seedDemo(world)
    const pages = process.argv.includes('--dev') ? await livePages() : await builtPages()
    undo.push(pages.close)
    if (config.startWorker) undo.push(keepRunning('src/worker.ts', { ...process.env, DATABASE_URL: databaseUrl }, world.log).stop)
    const listener = getRequestListener(openDoors(world, pages).fetch, { overrideGlobalObjects: false })
    const server = createServer(pages.wrap((request, response) => void listener(request, response)))
    await new Promise<void>((ready, broken) => server.once('error', broken).listen(config.port, config.host, ready))
    undo.push(() => new Promise<void>((done) => (server.close(() => done()), server.closeIdleConnections(), setTimeout(() => server.closeAllConnections(), 5000).unref())))
    await offerSetup(world, (line) => process.stdout.write(`${line}\n`))
    const address = config.mode === 'demo' ? `${config.publicUrl}/demo` : config.publicUrl
    process.stdout.write(`Mintmark is ready: ${address}\n`)
  } catch (error) {
    process.stderr.write(`${error instanceof StartError ? error.message : (error as Error).stack}\n`)
    await stop(1)
  }
}

await main()
