import type { Db } from '../../../../platform/database/database.ts'

/** What became of a draft that is no longer designed, for whoever still has its address; null where there is no such one. */
export async function findClosed(
  db: Db,
  id: string,
): Promise<{ orgId: string; how: 'published' | 'discarded'; path: readonly string[] } | null> {
  const row = await db
    .selectFrom('medallion_draft as draft')
    .innerJoin('organisation', 'organisation.id', 'draft.organisation_id')
    .select(['draft.org_id as orgId', 'draft.closed', 'organisation.path'])
    .where('draft.id', '=', id)
    .where('draft.closed', 'is not', null)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { orgId: row.orgId, how: row.closed === 'published' ? 'published' : 'discarded', path: row.path }
}
