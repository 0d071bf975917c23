import type { WorkerEvents } from 'graphile-worker'
import { EventEmitter } from 'node:events'
import type { Pool } from 'pg'

/** The locks of living workers: this, and the name of a worker's pool. */
const LIVING = `hashtext('mintmark.worker')`

/**
 * Shows to other workers that this one lives: the connection that listens for jobs holds a lock under the name that
 * stands on the jobs it does. Whatever ends the worker, a kill too, ends that connection and with it the lock.
 */
export function showLife(): WorkerEvents {
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:listen:success', ({ workerPool, client }) => {
    // Behind the LISTEN that follows now. A connection that breaks before is followed by another, and asked again.
    client.once('drain', () => {
      client
        .query(`select pg_advisory_lock_shared(${LIVING}, hashtext($1))`, [workerPool.id])
        .catch(() => client.emit('error', new Error('The connection that listens for jobs was lost.')))
    })
  })
  return events
}

/**
 * Gives the jobs that a worker was doing when it was killed back to the queue, so that they run again at once. Left
 * alone they would wait for four hours.
 */
export async function freeAbandonedJobs(pool: Pool): Promise<void> {
  await pool.query(`
    with worker as materialized (
      select distinct locked_by as name from graphile_worker.jobs where locked_by is not null
    ), gone as materialized (
      select name from worker where pg_try_advisory_xact_lock(${LIVING}, hashtext(name))
    )
    select graphile_worker.force_unlock_workers(array_agg(name)) from gone having count(*) > 0`)
}
