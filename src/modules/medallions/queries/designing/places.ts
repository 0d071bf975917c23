import type { Db, Tx } from '../../../../platform/database/database.ts'

/** Where an organisation stands: the root of its tree, and the path from there to itself; null when there is none. */
export async function findOrganisationPlace(
  db: Db | Tx,
  id: string,
): Promise<{ orgId: string; path: readonly string[] } | null> {
  const row = await db
    .selectFrom('organisation')
    .select(['root_id as orgId', 'path'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
