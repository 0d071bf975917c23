import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import type { AwardState } from '../../rules/award.ts'
import type { Words } from '../../rules/bulk/columns.ts'
import type { Meant } from '../../rules/bulk/meaning.ts'
import type { RowProblem } from '../../rules/bulk/problems.ts'

/** A row of a file: its number, what stands there, and what it was found to mean. */
export type CheckedRow = { number: number; words: Words; found: Meant | RowProblem }

/** Whose addresses these are; an address that nobody has is not in the answer. */
export async function findPeopleByAddress(db: Db, addresses: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('person_email')
    .select(['email', 'person_id as personId'])
    .where('email', '=', sql<string>`any(${[...addresses]}::text[])`)
    .execute()
  return new Map(rows.map(({ email, personId }) => [email, personId]))
}

/** What these people hold of an issuer already, in what state: by person and achievement (see `holding`). */
export async function findHoldings(db: Db, orgId: string, people: readonly string[]): Promise<Map<string, AwardState>> {
  const rows = await db
    .selectFrom('award')
    .select(['person_id as personId', 'achievement_id as achievementId', 'state'])
    .where('org_id', '=', orgId)
    .where('person_id', '=', sql<string>`any(${[...people]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ state, ...row }) => [holding(row.personId, row.achievementId), state as AwardState]))
}

export const holding = (personId: string, achievementId: string): string => `${personId} ${achievementId}`

export async function insertBulk(
  tx: Tx,
  bulk: { orgId: string; id: string; fileName: string; personId: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('bulk')
    .values({
      org_id: bulk.orgId,
      id: bulk.id,
      file_name: bulk.fileName,
      by_person_id: bulk.personId,
      state: 'checked',
      row_count: 0,
      checked_at: bulk.now,
    })
    .execute()
}

export async function updateRowCount(tx: Tx, orgId: string, id: string, rows: number): Promise<void> {
  await tx.updateTable('bulk').set({ row_count: rows }).where('org_id', '=', orgId).where('id', '=', id).execute()
}

/** Writes a few thousand rows in one go. PostgreSQL keeps no null character in a text. */
export async function insertRows(tx: Tx, orgId: string, bulkId: string, rows: readonly CheckedRow[]): Promise<void> {
  const column = <T>(of: (row: CheckedRow) => T): T[] => rows.map(of)
  const text = (name: keyof Words) => column(({ words }) => words[name].replaceAll('\0', '\uFFFD'))
  const meant = <T>(of: (found: Meant) => T) => column(({ found }) => (typeof found === 'string' ? null : of(found)))
  await sql`
    insert into bulk_row (
      org_id, bulk_id, number, email, item, day, hours_said,
      problem, person_id, kind, achievement_id, version_id, awarded_at, hours
    )
    select ${orgId}::uuid, ${bulkId}::uuid, row.* from unnest(
      ${column(({ number }) => number)}::integer[],
      ${text('email')}::text[],
      ${text('item')}::text[],
      ${text('day')}::text[],
      ${text('hours')}::text[],
      ${column(({ found }) => (typeof found === 'string' ? found : null))}::text[],
      ${meant(({ personId }) => personId)}::uuid[],
      ${meant(({ kind }) => kind)}::text[],
      ${meant(({ achievementId }) => achievementId)}::uuid[],
      ${meant(({ versionId }) => versionId)}::uuid[],
      ${meant(({ awardedAt }) => awardedAt.toISOString())}::timestamptz[],
      ${meant(({ hours }) => hours)}::numeric[]
    ) as row
  `.execute(tx)
}
