import { sql } from 'kysely'
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

/** These organisations and all below them: those above others first, then by name. */
export async function listPlacesUnder(
  db: Db,
  orgId: string,
  ids: readonly string[],
): Promise<{ id: string; name: string; path: readonly string[] }[]> {
  return db
    .selectFrom('organisation')
    .select(['id', 'name', 'path'])
    .where('root_id', '=', orgId)
    .where(sql<boolean>`path && ${ids}::uuid[]`)
    .orderBy(sql`cardinality(path)`)
    .orderBy('name')
    .orderBy('id')
    .execute()
}
