import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { inTransaction, openDatabase, type Tx } from './database.ts'

const { db, pool, url } = await testDatabase()
await pool.query('create table purse (id int primary key, coins int not null)')

const refill = () => pool.query('truncate purse; insert into purse values (1, 10), (2, 10)')
const coins = async (tx: Tx, id: number): Promise<number> =>
  (await sql<{ coins: number }>`select coins from purse where id = ${id}`.execute(tx)).rows[0]?.coins ?? Number.NaN
const give = (tx: Tx, id: number, amount: number) =>
  sql`update purse set coins = coins + ${amount} where id = ${id}`.execute(tx)

/** Resolves for everyone when `count` have arrived. */
function meeting(count: number): () => Promise<void> {
  let open = (): void => undefined
  const full = new Promise<void>((done) => (open = done))
  return () => {
    if (--count === 0) open()
    return full
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : error)

test('counts, sums and large integers arrive as numbers, dates as text, timestamps as Date', async () => {
  const { rows } =
    await sql`select count(*) as n, sum(x) as total, 9007199254740991::bigint as large, 2.5::numeric as half,
    date '2026-03-29' as day, timestamptz '2026-03-29T10:00:00Z' as at, null::bigint as nothing
    from generate_series(1, 3) x`.execute(db)
  expect(rows).toEqual([
    {
      n: 3,
      total: 6,
      large: 9007199254740991,
      half: 2.5,
      day: '2026-03-29',
      at: new Date('2026-03-29T10:00:00Z'),
      nothing: null,
    },
  ])
})

test('two transactions that cannot be put in an order: the one that gives way runs again, and both happen', async () => {
  await refill()
  const meet = meeting(2)
  let runs = 0
  // Each changes what the other has read, so under serializable one of them must fail with 40001.
  const add = (from: number, to: number) =>
    inTransaction(db, async (tx) => {
      runs += 1
      await sql`set transaction isolation level serializable`.execute(tx)
      const seen = await coins(tx, from)
      if (runs <= 2) await meet()
      await give(tx, to, seen)
    })
  await Promise.all([add(1, 2), add(2, 1)])
  expect(runs).toBe(3)
  const { rows } = await pool.query<{ coins: number }>('select coins from purse order by id')
  expect(rows.map((row) => row.coins).toSorted((a, b) => a - b)).toEqual([20, 30])
})

test('of two transactions that wait for each other one runs again, and both happen', async () => {
  await refill()
  const meet = meeting(2)
  let runs = 0
  const both = (first: number, second: number) =>
    inTransaction(db, async (tx) => {
      runs += 1
      await give(tx, first, 1)
      if (runs <= 2) await meet()
      await give(tx, second, 1)
    })
  await Promise.all([both(1, 2), both(2, 1)])
  expect(runs).toBe(3)
  expect((await pool.query('select coins from purse')).rows).toEqual([{ coins: 12 }, { coins: 12 }])
})

test('a transaction that always has to give way is given up in the end', async () => {
  let runs = 0
  const hopeless = inTransaction(db, (tx) => {
    runs += 1
    return sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(tx)
  })
  expect(await hopeless.catch(codeOf)).toBe('40001')
  expect(runs).toBe(6)
})

test('other errors are thrown at once, and nothing of the transaction remains', async () => {
  await refill()
  let runs = 0
  const broken = inTransaction(db, async (tx) => {
    runs += 1
    await give(tx, 1, 100)
    await sql`insert into purse values (1, 0)`.execute(tx)
  })
  expect(await broken.catch(codeOf)).toBe('23505')
  expect(runs).toBe(1)
  expect((await pool.query('select coins from purse where id = 1')).rows).toEqual([{ coins: 10 }])
})

test('within a transaction the work joins it: it is undone with it, and only the outer one runs again', async () => {
  await refill()
  let outer = 0
  let inner = 0
  const nested = inTransaction(db, async (tx) => {
    outer += 1
    await inTransaction(tx, async (same) => {
      inner += 1
      expect(same).toBe(tx)
      await give(same, 1, 5)
      if (outer === 1) await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(same)
    })
  })
  await nested
  expect([outer, inner]).toEqual([2, 2])
  expect((await pool.query('select coins from purse where id = 1')).rows).toEqual([{ coins: 15 }])
})

test('transactions are read committed unless they say otherwise', async () => {
  const { rows } = await inTransaction(db, (tx) => sql`show transaction_isolation`.execute(tx))
  expect(rows).toEqual([{ transaction_isolation: 'read committed' }])
})

test('connections the server ends, at rest or within a transaction, are reported and replaced', async () => {
  const heard: string[] = []
  let hear = (): void => undefined
  const next = () => new Promise<void>((done) => (hear = done))
  const onError = (error: Error): void => {
    heard.push(error.message)
    hear()
  }
  const lost = openDatabase(url, { max: 1, name: 'lost', onError })
  const endIt = () =>
    pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lost'`)

  await sql`select 1`.execute(lost.db)
  let told = next()
  await endIt()
  await told

  told = next()
  const cut = inTransaction(lost.db, async (tx) => {
    await sql`select 1`.execute(tx)
    await endIt()
    await told
    await sql`select 1`.execute(tx)
  })
  await expect(cut).rejects.toThrow()
  expect((await sql`select 1 as one`.execute(lost.db)).rows).toEqual([{ one: 1 }])
  expect(new Set(heard)).toContain('terminating connection due to administrator command')
  await lost.close()
})
