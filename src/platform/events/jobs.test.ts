import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { inTransaction } from '../database/database.ts'
import { freeAbandonedJobs } from './abandoned.ts'
import { enqueue, startJobs } from './jobs.ts'
import { openLog } from '../start/log.ts'

const { db, pool } = await testDatabase()

test('a worker whose schedules name jobs with a dot starts, and does what was enqueued', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const runner = await startJobs(
    pool,
    { done: resolve },
    openLog('silent', 'test'),
    { 'thing.do-it': async (world, payload) => world.done(payload) },
    [{ task: 'thing.do-it', cron: '17 3 * * *' }],
  )
  await inTransaction(db, (tx) => enqueue(tx, 'thing.do-it', { id: 'one' }))
  expect(await promise).toEqual({ id: 'one' })
  await runner.stop()
})

const doing = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select locked_by as name from graphile_worker.jobs where locked_by is not null`.execute(db)
  return rows.map(({ name }) => name)
}

const living = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from pg_locks
    where locktype = 'advisory' and mode = 'ShareLock' and granted
      and database = (select oid from pg_database where datname = current_database())`.execute(db)
  return rows[0]?.n ?? 0
}

test('what a killed worker was doing is done by the next one; what a living one does is left to it', async () => {
  const log = openLog('silent', 'test')
  await inTransaction(db, (tx) => enqueue(tx, 'thing.slow', { id: 'killed' }))
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-killed'`.execute(db)
  const begun: unknown[] = []
  const lived = await living()
  const { promise: end, resolve: finish } = Promise.withResolvers<undefined>()
  const slow = { 'thing.slow': (_: object, payload: unknown) => (begun.push(payload), end) }
  const first = await startJobs(pool, {}, log, slow, [])
  await expect.poll(() => begun).toEqual([{ id: 'killed' }])
  await expect.poll(living).toBe(lived + 1)

  const before = await doing()
  const second = await startJobs(pool, {}, log, slow, [])
  await freeAbandonedJobs(pool)
  expect(await doing()).toEqual(before)
  finish(undefined)
  await Promise.all([first.stop(), second.stop()])
  expect(begun).toEqual([{ id: 'killed' }])
  expect(await doing()).toEqual([])
})
