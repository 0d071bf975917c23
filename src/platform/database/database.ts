import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Pool, TypeOverrides } from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import type { DB } from '#db/types.ts'

export type Db = Kysely<DB>
/** A transaction under way; whatever takes a Db takes it too. */
export type Tx = Transaction<DB>

export type Database = { db: Db; pool: Pool; close: () => Promise<void> }

/**
 * Opens a pool of at most `max` connections that call themselves `name`. `onError` hears of connections that the server
 * ended: the pool replaces them by itself. bigint and numeric arrive as numbers, timestamps as Date, and a date as
 * text (YYYY-MM-DD), since a Date would move it by the time zone.
 */
export function openDatabase(
  url: string,
  { max, name, onError }: { max: number; name: string; onError: (error: Error) => void },
): Database {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 15_000,
    types: parsers(),
  })
  const reported = new WeakSet<Error>()
  const report = (error: Error): void => {
    if (reported.has(error)) return
    reported.add(error)
    onError(error)
  }
  pool.on('error', report)
  // The pool listens only to connections at rest; one that is lost in a transaction would end the whole process.
  pool.on('connect', (client) => client.on('error', report))
  // close() ends the pool itself: Kysely would leave a pool open through which it never sent a query.
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const close = async (): Promise<void> => {
    await db.destroy()
    // Kysely ends only a pool that it has used.
    if (!pool.ended) await pool.end()
  }
  return { db, pool, close }
}

const INT8 = 20
const NUMERIC = 1700
const DATE = 1082

function parsers(): TypeOverrides {
  const types = new TypeOverrides()
  types.setTypeParser(INT8, Number)
  types.setTypeParser(NUMERIC, Number)
  types.setTypeParser(DATE, String)
  return types
}

const MOST_ATTEMPTS = 6
/** serialization_failure and deadlock_detected: the server asks to run the transaction once more. */
const TRY_AGAIN = new Set(['40001', '40P01'])

/**
 * Runs the work in one transaction (read committed): all of it happens, or none. When the server chose it as the one
 * to give way it runs again, so the work may run several times and must have no effect outside the database. Within
 * a transaction it joins that one, which then decides about running again.
 */
export async function inTransaction<T>(db: Db | Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (isTransaction(db)) return work(db)
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().setIsolationLevel('read committed').execute(work)
    } catch (error) {
      if (!asksToTryAgain(error) || attempt === MOST_ATTEMPTS) throw error
      await pause(Math.random() * 10 * 2 ** attempt)
    }
  }
}

const asksToTryAgain = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && TRY_AGAIN.has(error.code)

const isTransaction = (db: Db | Tx): db is Tx => db.isTransaction
