import { Logger, parseCronItems, run, runMigrations, type Runner, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { Tx } from '../database/database.ts'
import type { Log } from '../start/log.ts'
import { freeAbandonedJobs, showLife } from './abandoned.ts'

/** Jobs of one module: what they are called (`module.what-it-does`) and what they do. Every one may run twice. */
export type Jobs<World> = Record<string, (world: World, payload: unknown) => Promise<void>>

/** When a job runs without an event: a cron line in UTC. */
export type Schedule = { task: string; cron: string }

/** Puts a job into the queue as part of the caller's transaction. `key` replaces a waiting job of the same key. */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: object,
  options: { key?: string; runAt?: Date } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(
    identifier => ${task}, payload => ${JSON.stringify(payload)}::json,
    run_at => ${options.runAt ?? null}::timestamptz, job_key => ${options.key ?? null}::text)`.execute(tx)
}

/** Makes or updates the queue's own tables; safe to call from several processes. */
export const prepareJobs = (pool: Pool): Promise<void> => runMigrations({ pgPool: pool, logger: silent })

/**
 * Starts working through the queue; stop() waits for the jobs under way. What a worker that was killed left behind is
 * taken up at the start, and every minute for the others that may be killed.
 */
export async function startJobs<World>(
  pool: Pool,
  world: World,
  log: Log,
  jobs: Jobs<World>,
  schedules: Schedule[],
): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, work]) => [
      name,
      async (payload) => {
        try {
          await work(world, payload)
        } catch (error) {
          log.error({ task: name, err: error }, 'A job did not finish and will be tried again')
          throw error
        }
      },
    ]),
  )
  taskList[FREE] = () => freeAbandonedJobs(pool)
  await freeAbandonedJobs(pool)
  return run({
    pgPool: pool,
    taskList,
    events: showLife(),
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2000,
    // Not as a crontab: its lines allow no dot in a task's name.
    parsedCronItems: parseCronItems(
      [...schedules, { task: FREE, cron: '* * * * *' }].map(({ cron, task }) => ({ match: cron, task })),
    ),
    logger: silent,
  })
}

const FREE = 'platform.free-abandoned-jobs'

const silent = new Logger(() => () => undefined)
