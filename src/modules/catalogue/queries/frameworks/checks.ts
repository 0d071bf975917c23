/** CASE files that were checked and wait for the word of who checked them: one for each admin, the last. */

import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import type { CaseEdition } from '../../rules/frameworks/edition.ts'

export type Check = { id: string; edition: CaseEdition; notes: string[]; checkedAt: Date }
type Whose = { orgId: string; personId: string }

export async function writeCheck(
  db: Db | Tx,
  { orgId, personId }: Whose,
  { id, edition, notes, checkedAt }: Check,
): Promise<void> {
  const said = { id, edition: JSON.stringify(edition), notes: JSON.stringify(notes), checked_at: checkedAt }
  await db
    .insertInto('framework_check')
    .values({ org_id: orgId, person_id: personId, ...said })
    .onConflict((conflict) => conflict.columns(['org_id', 'person_id']).doUpdateSet(said))
    .execute()
}

export async function findCheck(db: Db | Tx, { orgId, personId }: Whose): Promise<Check | null> {
  const row = await db
    .selectFrom('framework_check')
    .select(['id', 'notes', 'checked_at as checkedAt'])
    .select(sql<CaseEdition>`edition`.as('edition'))
    .where('org_id', '=', orgId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, notes: row.notes as string[] }
}

/** False when it is not there, or another one was checked since. */
export async function deleteCheck(db: Db | Tx, { orgId, personId }: Whose, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('framework_check')
    .where('org_id', '=', orgId)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
