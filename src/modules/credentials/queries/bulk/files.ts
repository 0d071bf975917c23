import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'

export type BulkState = 'checked' | 'running' | 'done'

/** A file of awards. */
export type BulkFile = {
  id: string
  fileName: string
  by: string
  state: BulkState
  rowCount: number
  doneThrough: number
  awardedCount: number
  checkedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const files = (db: Db, orgId: string) =>
  db
    .selectFrom('bulk')
    .innerJoin('person', 'person.id', 'bulk.by_person_id')
    .select(['bulk.id', 'file_name as fileName', 'person.name as by', 'state', 'row_count as rowCount'])
    .select(['done_through as doneThrough', 'awarded_count as awardedCount', 'checked_at as checkedAt'])
    .select(['started_at as startedAt', 'finished_at as finishedAt'])
    .where('bulk.org_id', '=', orgId)

export async function findFile(db: Db, orgId: string, id: string): Promise<BulkFile | null> {
  const row = await files(db, orgId).where('bulk.id', '=', id).executeTakeFirst()
  return row === undefined ? null : { ...row, state: row.state as BulkState }
}

/** The files of an issuer, the newest first. */
export async function listFiles(db: Db, orgId: string, limit: number): Promise<BulkFile[]> {
  const rows = await files(db, orgId).orderBy('checked_at', 'desc').orderBy('bulk.id', 'desc').limit(limit).execute()
  return rows.map((row) => ({ ...row, state: row.state as BulkState }))
}

/** How many rows of a file have which problem, null standing for none, and the last row of each. */
export async function countRows(
  db: Db,
  orgId: string,
  bulkId: string,
): Promise<{ problem: string | null; rows: number; last: number }[]> {
  return db
    .selectFrom('bulk_row')
    .select((eb) => ['problem', eb.fn.countAll<number>().as('rows'), eb.fn.max('number').as('last')])
    .where('org_id', '=', orgId)
    .where('bulk_id', '=', bulkId)
    .groupBy('problem')
    .execute()
}

/** How many people get something, and how many of them never showed that their address is theirs. */
export async function countPeople(db: Db, orgId: string, bulkId: string): Promise<{ people: number; unseen: number }> {
  const { rows } = await sql<{ people: number; unseen: number }>`
    select count(*) as people, count(*) filter (where person_email.verified_at is null) as unseen
    from (
      select distinct person_id from bulk_row
      where org_id = ${orgId} and bulk_id = ${bulkId} and problem is null
    ) as named
    left join person_email on person_email.person_id = named.person_id and person_email.is_primary
  `.execute(db)
  return rows[0] ?? { people: 0, unseen: 0 }
}

export type RefusedRow = {
  number: number
  email: string
  item: string
  day: string
  hours: string
  problem: string
}

/** Rows that are not awarded, in the order of the file; those of one problem, when it is named. */
export async function listRefused(
  db: Db,
  orgId: string,
  bulkId: string,
  asked: { after?: number; problem?: string | null; offset?: number; limit: number },
): Promise<RefusedRow[]> {
  const { after = 0, problem = null, offset = 0, limit } = asked
  return db
    .selectFrom('bulk_row')
    .select(['number', 'email', 'item', 'day', 'hours_said as hours', 'problem'])
    .where('org_id', '=', orgId)
    .where('bulk_id', '=', bulkId)
    .where('problem', 'is not', null)
    .where('number', '>', after)
    .$if(problem !== null, (query) => query.where('problem', '=', problem))
    .orderBy('number')
    .offset(offset)
    .limit(limit)
    .$narrowType<{ problem: string }>()
    .execute()
}

/** Throws a file away that was checked and never started; false when there is none. */
export async function deleteFile(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('bulk')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '=', 'checked')
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Forgets files that were checked, or done with, before a day. Of those that were run, the counts stay beside the awards. */
export async function deleteFilesBefore(db: Db, day: Date): Promise<void> {
  await db.deleteFrom('bulk').where('state', '=', 'checked').where('checked_at', '<', day).execute()
  await sql`
    delete from bulk_row using bulk
    where bulk.org_id = bulk_row.org_id and bulk.id = bulk_row.bulk_id
      and bulk.state = 'done' and bulk.finished_at < ${day}
  `.execute(db)
}
