import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Range } from '../../threads/bulk/batch.ts'
import type { Handed, Report } from '../../threads/bulk/worker.ts'

/** As many as there are cores to sign on; PostgreSQL needs some too. */
const THREADS = 2
const WORKER = new URL('../../threads/bulk/worker.ts', import.meta.url)

/**
 * Gives ranges to the threads, one after the other, until all are written or the key is another one. Throws what a
 * thread could not do; what others have written stays.
 */
export async function workThrough(
  handed: Handed,
  ranges: readonly Range[],
  progress: () => Promise<void>,
): Promise<void> {
  const waiting = [...ranges]
  const threads = Array.from(
    { length: Math.min(THREADS, ranges.length) },
    () => new Worker(WORKER, { workerData: handed }),
  )
  try {
    await Promise.all(threads.map((thread) => work(thread, waiting, progress)))
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}

async function work(thread: Worker, waiting: Range[], progress: () => Promise<void>): Promise<void> {
  await once(thread, 'message')
  for (let range = waiting.shift(); range !== undefined; range = waiting.shift()) {
    thread.postMessage(range)
    // once() rejects when the thread ends with an error.
    const [report] = (await once(thread, 'message')) as [Report]
    if (report.written.outcome === 'other key') {
      waiting.length = 0
      break
    }
    await progress()
  }
  const gone = once(thread, 'exit')
  thread.postMessage('end')
  await gone
}
