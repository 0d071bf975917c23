import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { startThrowAwayPostgres } from '#src/platform/postgres/throw-away.ts'

// `npm run test:deep`: every test, the slow ones too and each property many times over, on the oldest PostgreSQL that we
// promise, through DATABASE_URL.
const OLDEST = process.env['PG_BIN'] ?? '/usr/lib/postgresql/15/bin'

const server = existsSync(OLDEST) ? await startThrowAwayPostgres(OLDEST) : null
if (server === null)
  console.log(
    `Not on PostgreSQL 15: there is no ${OLDEST} (install postgresql-15, or set PG_BIN). On the embedded one instead.`,
  )

const run = ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]
const env = { ...process.env, DEEP: '1', ...(server === null ? {} : { DATABASE_URL: server.url }) }
const { status } = spawnSync(process.execPath, run, { stdio: 'inherit', env })
await server?.stop()
process.exit(status ?? 1)
