import { getRequestListener } from '@hono/node-server'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { seedDemo } from './demo/seed.ts'
import { openDoors } from './doors.ts'
import { importCatalogueFolder } from './modules/catalogue/commands.ts'
import { importFrameworksFolder } from './modules/catalogue/commands/frameworks/shipped.ts'
import { ensurePublisher, offerSetup, sendSignInLink } from './modules/people/commands.ts'
import { hasDemoPeople } from './modules/people/queries/people.ts'
import { keepRunning } from './platform/start/child.ts'
import { readConfig, type Config } from './platform/start/config.ts'
import { holdDataFolder, type Hold } from './platform/postgres/data-folder.ts'
import { builtPages, livePages } from './platform/http/assets.ts'
import { prepareJobs } from './platform/events/jobs.ts'
import { migrate } from './platform/database/migrations.ts'
import { startPostgres } from './platform/postgres/postgres.ts'
import { selfSigned } from './platform/http/self-signed.ts'
import { openRateLimits } from './platform/http/rate-limit.ts'
import { openSessions } from './platform/sessions.ts'
import { whenStartersAreGone } from './platform/start/starters.ts'
import { StartError } from './platform/start/start-error.ts'
import { openWorld, type WebWorld } from './platform/world.ts'

// Where there is much memory, V8 lets what pages leave behind grow to twice what it has to: cleaning up sooner costs a
// page nothing that can be measured (bench/README.md, medallions).
setFlagsFromString('--heap-growing-percent=30')

/** Brings a new or an old database to where this program expects it. */
async function prepare(config: Config, world: ReturnType<typeof openWorld>): Promise<void> {
  await migrate(world.pool)
  await prepareJobs(world.pool)
  if (config.mode === 'production' && (await hasDemoPeople(world.db)))
    throw new StartError(
      'This database holds the demo people, whose doors are open to everyone. Give production a database of its own.',
    )
  const publisherId = await ensurePublisher(world, config.mode === 'demo')
  const imported = await importCatalogueFolder({ db: world.db, now: world.now(), publisherId }, 'content/pbl')
  if (!imported.ok)
    throw new StartError(`The catalogue in content/pbl cannot be imported:\n${imported.problems.join('\n')}`)
  if (imported.left.length > 0)
    world.log.warn({ left: imported.left }, 'Files of content/pbl clash with what is published, which stays as it is')
  const frameworks = await importFrameworksFolder({ db: world.db, now: world.now(), publisherId }, 'content/frameworks')
  if (!frameworks.ok)
    throw new StartError(`The frameworks in content/frameworks cannot be imported:\n${frameworks.problems.join('\n')}`)
}

/** Claims the data folder; a Mintmark that is on its way down gets a few seconds to leave it. */
async function holdFolder(dataDir: string): Promise<Hold> {
  const patience = Date.now() + 5000
  for (;;)
    try {
      return holdDataFolder(dataDir)
    } catch (error) {
      if (!(error instanceof StartError) || Date.now() > patience) throw error
      await pause(200)
    }
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((ready, broken) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      broken(
        error.code === 'EADDRINUSE'
          ? new StartError(`Port ${port} is taken by another program. End that one, or set PORT to another number.`)
          : error,
      ),
    )
    server.listen(port, host, ready)
  })
}

/** Lets the requests under way finish, for five seconds at most. */
function endOf(server: Server): Promise<void> {
  const hurry = setTimeout(() => server.closeAllConnections(), 5000)
  return new Promise((done) => {
    server.close(() => {
      clearTimeout(hurry)
      done()
    })
    server.closeIdleConnections()
  })
}

async function main(): Promise<void> {
  const undo: (() => Promise<void> | void)[] = []
  const stop = async (code: number) => {
    for (const step of undo.splice(0).reverse()) await step()
    process.exit(code)
  }
  let stopping = false
  const end = () => {
    if (!stopping) void stop(0)
    stopping = true
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  whenStartersAreGone(end)
  try {
    const config = readConfig(process.env)
    undo.push((await holdFolder(config.dataDir)).release)
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
    if (config.startWorker)
      undo.push(keepRunning('src/worker.ts', { ...process.env, DATABASE_URL: databaseUrl }, world.log).stop)
    const listener = getRequestListener(openDoors(world, pages).fetch, { overrideGlobalObjects: false })
    const answer = pages.wrap((request, response) => void listener(request, response))
    const server = config.tlsSelfSigned ? createTlsServer(await selfSigned(), answer) : createServer(answer)
    await listen(server, config)
    undo.push(() => endOf(server))
    await offerSetup(world, (line) => process.stdout.write(`${line}\n`))
    process.stdout.write(`Mintmark is ready: ${config.publicUrl}\n`)
    if (config.mode === 'demo') process.stdout.write('Demo mode: choose a person to sign in as at /demo.\n')
  } catch (error) {
    process.stderr.write(`${error instanceof StartError ? error.message : (error as Error).stack}\n`)
    await stop(1)
  }
}

await main()
