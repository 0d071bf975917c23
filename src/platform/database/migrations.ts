import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pool, PoolClient } from 'pg'
import { StartError } from '../start/start-error.ts'

const FOLDER = fileURLToPath(new URL('../../../db/migrations', import.meta.url))
/** Any number will do, as long as nothing else in the database takes it. */
const LOCK = 7_463_391

type Migration = { name: string; text: string; sha256: string }

/**
 * Brings the database to the state that the files db/migrations/NNNNNN_table__what.sql describe, and returns the names
 * of those it applied. Each file is one transaction; several processes may call it at once, and the later ones wait.
 * Refuses with a StartError, and applies nothing, when an applied file was changed or is missing, or when the numbers
 * have a gap.
 */
export async function migrate(pool: Pool, folder: string = FOLDER): Promise<string[]> {
  const files = readMigrations(folder)
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const todo = outstanding(files, await readApplied(client))
    for (const file of todo) await apply(client, file)
    await client.query('select pg_advisory_unlock($1)', [LOCK])
    client.release()
    return todo.map(({ name }) => name)
  } catch (error) {
    // Ends the connection, and with it the lock.
    client.release(true)
    throw error
  }
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
  for (const [place, name] of names.entries()) {
    if (!/^\d{6}_[a-z0-9_]+?__[a-z0-9_-]+\.sql$/.test(name))
      throw new StartError(`The migration ${name} must be called like 000001_person__create.sql.`)
    if (Number(name.slice(0, 6)) !== place + 1)
      throw new StartError(
        `The migrations must be numbered 1, 2, 3 and so on; number ${place + 1} is expected where ${name} stands.`,
      )
  }
  return names.map((name) => {
    // A checkout may turn line ends; the statements stay the same.
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
  })
}

type Applied = { name: string; sha256: string }

async function readApplied(client: PoolClient): Promise<Applied[]> {
  await client.query(
    `create table if not exists migration (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`,
  )
  await client.query(
    `comment on table migration is 'platform: the files that made this schema, as they were when applied'`,
  )
  return (await client.query<Applied>('select name, sha256 from migration order by name')).rows
}

/** What is still to be applied. What was applied must be the beginning of the files, unchanged. */
function outstanding(files: Migration[], applied: Applied[]): Migration[] {
  const done = new Set(applied.map(({ name }) => name))
  const newest = applied.at(-1)?.name ?? ''
  const todo = files.filter(({ name }) => !done.has(name))
  const late = todo.find(({ name }) => name < newest)
  if (late)
    throw new StartError(
      `The migration ${late.name} is older than ${newest}, which this database has had; give it the next number.`,
    )
  const known = new Map(files.map((file) => [file.name, file]))
  for (const { name, sha256 } of applied) {
    const file = known.get(name)
    if (!file)
      throw new StartError(
        `This database has had the migration ${name}, which this Mintmark does not know; run the newer Mintmark that applied it.`,
      )
    if (file.sha256 !== sha256)
      throw new StartError(
        `The migration ${name} was changed after it was applied to this database; put it back as it was, and write a new one.`,
      )
  }
  return todo
}

async function apply(client: PoolClient, { name, text, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(text)
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
  } catch (error) {
    throw new StartError(
      `The migration ${name} could not be applied, and nothing of it was: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
}
