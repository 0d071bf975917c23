import type { Pool } from 'pg'
import type { Config } from './start/config.ts'
import { openDatabase, type Db } from './database/database.ts'
import { fetchNothing, type Fetch } from './fetch/fetch.ts'
import { openFetch } from './fetch/guarded.ts'
import { openFiles, type Files } from './files.ts'
import { openLog, type Log } from './start/log.ts'
import type { RateLimits } from './http/rate-limit.ts'
import type { Sessions } from './sessions.ts'

/** Everything outside the rules, passed in: the same shape in the web process, in the pages and in the worker. */
export type World = {
  config: Config
  db: Db
  files: Files
  /** Asks other sites; the only way to do so. */
  fetch: Fetch
  log: Log
  now: () => Date
}

/** What the web process has beside it. */
export type WebWorld = World & { sessions: Sessions; limits: RateLimits }

/** Opens what both processes need. `close` ends the connections. */
export function openWorld(
  config: Config,
  databaseUrl: string,
  process: 'web' | 'worker',
): World & { pool: Pool; close: () => Promise<void> } {
  const log = openLog(config.logLevel, process)
  const { db, pool, close } = openDatabase(databaseUrl, {
    max: process === 'web' ? 16 : 8,
    name: `mintmark-${process}`,
    onError: (error) => log.error({ err: error }, 'A database connection was lost'),
  })
  const fetch = config.verifyFetch
    ? openFetch({ name: config.publicUrl, loopback: config.mode === 'demo' })
    : fetchNothing
  return { config, db, pool, files: openFiles(config.dataDir), fetch, log, now: () => new Date(), close }
}
