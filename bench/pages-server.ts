import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { seedDemo } from '../src/demo/seed.ts'
import { openDoors } from '../src/doors.ts'
import { importCatalogueFolder } from '../src/modules/catalogue/commands.ts'
import { ensurePublisher, sendSignInLink } from '../src/modules/people/commands.ts'
import { keepRunning } from '../src/platform/start/child.ts'
import { readConfig } from '../src/platform/start/config.ts'
import { builtPages } from '../src/platform/http/assets.ts'
import { prepareJobs } from '../src/platform/events/jobs.ts'
import { migrate } from '../src/platform/database/migrations.ts'
import { startPostgres } from '../src/platform/postgres/postgres.ts'
import { openRateLimits } from '../src/platform/http/rate-limit.ts'
import { openSessions } from '../src/platform/sessions.ts'
import { openWorld, type WebWorld } from '../src/platform/world.ts'
import { freePort, freshFolder, removeFolder } from '../test/program/program.ts'

/** One process that serves Mintmark on one port, and on another a bare Hono answer of the same bytes as the page last asked for. */
const dataDir = freshFolder()
const port = await freePort()
const config = readConfig({ MINTMARK_DATA: dataDir, PORT: String(port) })
const postgres = await startPostgres({ dataDir })
const opened = openWorld(config, postgres.url, 'web')
await migrate(opened.pool)
await prepareJobs(opened.pool)
const publisherId = await ensurePublisher(opened, true)
const imported = await importCatalogueFolder({ db: opened.db, now: opened.now(), publisherId }, 'content/pbl')
if (!imported.ok) throw new Error(imported.problems.join('\n'))
const sessions = openSessions(config, opened.db, (address, token) => sendSignInLink(opened, address, token))
const world: WebWorld = { ...opened, sessions, limits: await openRateLimits(opened.pool) }
await seedDemo(world)
const worker = keepRunning(
  'src/worker.ts',
  { ...process.env, MINTMARK_DATA: dataDir, PORT: String(port), DATABASE_URL: postgres.url },
  world.log,
)

const listen = async (app: { fetch: Parameters<typeof getRequestListener>[0] }, on: number): Promise<number> => {
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer(((request, response) => void listener(request, response)) as RequestListener)
  await new Promise<void>((ready) => server.listen(on, '127.0.0.1', ready))
  return (server.address() as AddressInfo).port
}

await listen(openDoors(world, await builtPages()), port)

const bodies = new Map<string, Uint8Array<ArrayBuffer>>()
const bare = new Hono().get('*', (c) => {
  const body = bodies.get(c.req.path)
  return body === undefined
    ? c.notFound()
    : c.body(body, 200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' })
})
const barePort = await listen(bare, 0)

/** The worker awards what the demo seed decided; the benchmark reads the first credential. */
async function firstCredential(): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const found = await world.db.selectFrom('credential').select('id').limit(1).executeTakeFirst()
    if (found !== undefined) return found.id
    await pause(200)
  }
  throw new Error('The worker issued no credential in 20 seconds.')
}

const credential = await firstCredential()
await worker.stop()
for (const path of ['/catalogue', `/credentials/${credential}`]) {
  const answer = await fetch(`http://localhost:${port}${path}`, { headers: { 'accept-encoding': 'gzip' } })
  bodies.set(path, new Uint8Array(gzipSync(Buffer.from(await answer.arrayBuffer()))))
}
process.send?.({ program: port, bare: barePort, credential })

process.once('SIGTERM', () => {
  void (async () => {
    await opened.close()
    await postgres.stop()
    removeFolder(dataDir)
    process.exit(0)
  })()
})
