import { randomUUID } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#src/platform/database/database.ts'
import { prepareJobs } from '#src/platform/events/jobs.ts'
import { migrate } from '#src/platform/database/migrations.ts'
import { startThrowAwayPostgres } from '#src/platform/postgres/throw-away.ts'
import { createDatabase, dropDatabase, withDatabase } from './servers.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server, and a database on it that is always there. */
    serverUrl: string
    /** The migrated database that every test file gets a copy of. */
    template: string
  }
}

/**
 * One PostgreSQL for all test files: the one that DATABASE_URL names, else our own (from PG_BIN when that is set),
 * in memory. It migrates one database, which testDatabase() then copies.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL']
  const server = given
    ? { url: given, stop: () => Promise.resolve() }
    : await startThrowAwayPostgres(process.env['PG_BIN'])
  const template = `mintmark_template_${randomUUID().slice(0, 8)}`
  const remove = async (): Promise<void> => {
    if (given) await dropDatabase(server.url, template)
    await server.stop()
  }
  try {
    await createDatabase(server.url, template)
    const { pool, close } = openDatabase(withDatabase(server.url, template), {
      max: 2,
      name: 'template',
      onError: console.error,
    })
    try {
      await migrate(pool)
      await prepareJobs(pool)
    } finally {
      await close()
    }
  } catch (error) {
    await remove()
    throw error
  }
  project.provide('serverUrl', server.url)
  project.provide('template', template)
  return remove
}
