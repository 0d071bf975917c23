import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// `npm run test:deep`: the slow tests, then every unit and database test once more on the oldest PostgreSQL we promise.
const OLDEST = process.env['PG_BIN'] ?? '/usr/lib/postgresql/15/bin'
const vitest = (args: string[], env: Record<string, string>): boolean => {
  const run = ['node_modules/vitest/vitest.mjs', 'run', ...args, ...process.argv.slice(2)]
  return spawnSync(process.execPath, run, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

console.log('Slow tests:')
let passed = vitest(['.deep.test.'], { DEEP: '1' })

if (existsSync(OLDEST)) {
  console.log(`All unit and database tests on the PostgreSQL in ${OLDEST}:`)
  passed = vitest(['--project=unit'], { PG_BIN: OLDEST, DATABASE_URL: '' }) && passed
} else {
  console.log(`The run on PostgreSQL 15 is skipped: there is no ${OLDEST} (install postgresql-15, or set PG_BIN).`)
}
process.exit(passed ? 0 : 1)
