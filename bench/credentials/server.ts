/**
 * One process that answers from the product's status lists and, beside them, what these are held against: two bytes, a
 * row read by a query of its own, and a row read together with whatever else is asked for at that moment.
 */

import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { statusLists } from '../../src/modules/credentials/http/status-lists.ts'
import { readStatusList } from '../../src/modules/credentials/commands/status.ts'
import { insertStatusList } from '../../src/modules/credentials/queries/status.ts'
import { ensurePublisher, sendSignInLink } from '../../src/modules/people/commands.ts'
import { inTransaction } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/database/ids.ts'
import { mergedLookup } from '../../src/platform/database/merged.ts'
import { migrate } from '../../src/platform/database/migrations.ts'
import { prepareJobs } from '../../src/platform/events/jobs.ts'
import type { HttpEnv } from '../../src/platform/http/env.ts'
import { openRateLimits } from '../../src/platform/http/rate-limit.ts'
import { startPostgres } from '../../src/platform/postgres/postgres.ts'
import { openSessions } from '../../src/platform/sessions.ts'
import { readConfig } from '../../src/platform/start/config.ts'
import { openWorld, type WebWorld } from '../../src/platform/world.ts'
import { freshFolder, removeFolder } from '../../test/program/program.ts'

const ROWS = 10_000

const dataDir = freshFolder()
const config = readConfig({ MINTMARK_DATA: dataDir, PORT: '4999', LOG_LEVEL: 'silent' })
const postgres = await startPostgres({ dataDir })
const opened = openWorld(config, postgres.url, 'web')
const { db } = opened
await migrate(opened.pool)
await prepareJobs(opened.pool)
const sessions = openSessions(config, db, (address, token) => sendSignInLink(opened, address, token))
const world: WebWorld = { ...opened, sessions, limits: await openRateLimits(opened.pool) }

const orgId = await ensurePublisher(opened, true)
const list = await inTransaction(db, (tx) => insertStatusList(tx, orgId, world.now()))
await readStatusList(world, list.id)

const ids = Array.from({ length: ROWS }, () => newId())
await sql`create table looked_up (id uuid primary key, document text not null)`.execute(db)
await sql`insert into looked_up select id, repeat('a credential ', 200) from unnest(${ids}::uuid[]) as id`.execute(db)
await sql`analyze looked_up`.execute(db)
type Row = { id: string; document: string }
const find = async (keys: string[]): Promise<Map<string, string>> => {
  const { rows } = await sql<Row>`select id, document from looked_up where id = any(${keys}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, document }) => [id, document]))
}
const findMerged = mergedLookup(find)
const some = (): string => ids[Math.floor(Math.random() * ROWS)] ?? ''

const app = new Hono<HttpEnv>()
app.get('/two-bytes', (c) => c.body('ok', 200, { 'content-type': 'text/plain' }))
app.get('/single', async (c) => {
  const id = some()
  return c.body((await find([id])).get(id) ?? '', 200)
})
app.get('/merged', async (c) => c.body((await findMerged(some())) ?? '', 200))
app.route('/', statusLists(world))

const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
const server = createServer(((request, response) => void listener(request, response)) as RequestListener)
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
process.send?.({ port: (server.address() as AddressInfo).port, list: list.id })

process.once('SIGTERM', () => {
  void (async () => {
    await opened.close()
    await postgres.stop()
    removeFolder(dataDir)
    process.exit(0)
  })()
})
