import { once } from 'node:events'
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads'
import type { Range } from '../../threads/bulk/batch.ts'
import type { AskedSheet, HandedSheet, SheetAnswer } from '../../threads/bulk/sheets.ts'
import type { Handed, Report } from '../../threads/bulk/worker.ts'

type MakeSheet = (asked: AskedSheet) => Promise<HandedSheet | null>

/** As many as there are cores to sign on; PostgreSQL needs some too. */
const THREADS = 2
const WORKER = new URL('../../threads/bulk/worker.ts', import.meta.url)

/**
 * Gives ranges to the threads, one after the other, until all are written or the key is another one, and sheets as they
 * ask for them. Throws what a thread could not do; what others have written stays.
 */
export async function workThrough(
  handed: Omit<Handed, 'sheets'>,
  ranges: readonly Range[],
  { sheet, progress }: { sheet: MakeSheet; progress: () => Promise<void> },
): Promise<void> {
  const waiting = [...ranges]
  const threads = Array.from({ length: Math.min(THREADS, ranges.length) }, () => {
    const { port1, port2 } = new MessageChannel()
    answerAsked(port1, sheet)
    return new Worker(WORKER, { workerData: { ...handed, sheets: port2 } satisfies Handed, transferList: [port2] })
  })
  try {
    await Promise.all(threads.map((thread) => work(thread, waiting, progress)))
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}

function answerAsked(port: MessagePort, sheet: MakeSheet): void {
  port.on('message', (asked: AskedSheet) => {
    const answer = (given: SheetAnswer) => port.postMessage(given)
    sheet(asked).then(
      (made) => answer({ sheet: made }),
      (error: unknown) => answer({ error: String(error) }),
    )
  })
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
