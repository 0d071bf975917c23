import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generate, PostgresDialect } from 'kysely-codegen'
import { openDatabase } from '#src/platform/database/database.ts'
import { migrate } from '#src/platform/database/migrations.ts'
import { startThrowAwayPostgres } from '#src/platform/postgres/throw-away.ts'
import { StartError } from '#src/platform/start/start-error.ts'
import { describeSchema } from './describe.ts'

// `npm run schema`: writes db/types.ts and db/schema.sql from the migrations. With --check it writes nothing, and ends
// with 1 and the difference when either file is not what the migrations say.

type Written = { name: string; text: string }

async function fromMigrations(): Promise<Written[]> {
  const server = await startThrowAwayPostgres(process.env['PG_BIN'])
  try {
    const { db, pool, close } = openDatabase(server.url, { max: 2, name: 'schema', onError: console.error })
    try {
      await migrate(pool)
      const types = await generate({
        db,
        dialect: new PostgresDialect({ dateParser: 'string', numericParser: 'number' }),
        includePattern: '{public,auth}.*',
        excludePattern: 'public.migration',
        // bigint arrives as a number too (src/platform/database/database.ts).
        typeMapping: { int8: 'number', numeric: 'number' },
        outFile: null,
      })
      return [
        { name: 'types.ts', text: types },
        { name: 'schema.sql', text: await describeSchema(pool) },
      ]
    } finally {
      await close()
    }
  } finally {
    await server.stop()
  }
}

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const present = (name: string): string => (existsSync(pathOf(name)) ? readFileSync(pathOf(name), 'utf8') : '')

/** The lines between the first and the last that differ, at most 20 of each side. */
function difference(before: string, after: string): string {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++
  let end = 0
  while (end < Math.min(old.length, fresh.length) - start && old.at(-1 - end) === fresh.at(-1 - end)) end++
  const part = (lines: string[], sign: string): string[] => {
    const own = lines.slice(start, lines.length - end).map((line) => `${sign} ${line}`)
    return own.length > 20 ? [...own.slice(0, 20), `${sign} ... ${own.length - 20} more lines`] : own
  }
  return [`line ${start + 1}:`, ...part(old, '-'), ...part(fresh, '+')].join('\n')
}

try {
  const stale = (await fromMigrations()).filter(({ name, text }) => present(name) !== text)
  if (process.argv.includes('--check')) {
    for (const { name, text } of stale)
      console.error(
        `db/${name} is not what the migrations say; run npm run schema.\n${difference(present(name), text)}`,
      )
    process.exitCode = stale.length > 0 ? 1 : 0
  } else {
    for (const { name, text } of stale) writeFileSync(pathOf(name), text)
    console.log(
      stale.length > 0
        ? `Written: ${stale.map(({ name }) => `db/${name}`).join(', ')}`
        : 'db/types.ts and db/schema.sql are as the migrations say.',
    )
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
