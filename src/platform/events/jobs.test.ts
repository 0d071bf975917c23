import { expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { inTransaction } from '../database/database.ts'
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
