import { randomUUID } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { openDatabase, type Db } from '#src/platform/database/database.ts'
import type { Pool } from 'pg'
import { createDatabase, dropDatabase, withDatabase } from './servers.ts'

export type TestDatabase = { db: Db; pool: Pool; url: string }

/**
 * A migrated database of this test file's own, with the job queue's tables in it; dropped after the file. Call it at the
 * top of the file: `const { db } = await testDatabase()`.
 */
export const testDatabase = (): Promise<TestDatabase> => copyOf(inject('template'))

/** The same with nothing in it, for tests of the migrations themselves. */
export const emptyDatabase = (): Promise<TestDatabase> => copyOf('template0')

async function copyOf(template: string): Promise<TestDatabase> {
  const server = inject('serverUrl')
  const name = `mintmark_test_${randomUUID().replaceAll('-', '')}`
  await createDatabase(server, name, template)
  const url = withDatabase(server, name)
  // Dropping it ends connections that a test left open; those are no news.
  const { db, pool, close } = openDatabase(url, { max: 5, name, onError: () => undefined })
  afterAll(async () => {
    await close()
    await dropDatabase(server, name)
  })
  return { db, pool, url }
}
