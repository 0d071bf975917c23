import type { Db, Tx } from '../../../../platform/database/database.ts'

export type CoachComment = { requestId: string; about: string; body: string; savedAt: Date }

/** What coaches wrote in some requests, by what it is about. */
export async function listComments(db: Db, orgId: string, requestIds: readonly string[]): Promise<CoachComment[]> {
  if (requestIds.length === 0) return []
  return db
    .selectFrom('coaching_comment')
    .select(['request_id as requestId', 'about', 'body', 'saved_at as savedAt'])
    .where('org_id', '=', orgId)
    .where('request_id', 'in', [...requestIds])
    .orderBy('about')
    .execute()
}

/** Writes what a coach says of one place; an empty text takes it back. */
export async function putComment(
  tx: Tx,
  { orgId, requestId, about }: { orgId: string; requestId: string; about: string },
  body: string,
  now: Date,
): Promise<void> {
  if (body === '') {
    await tx
      .deleteFrom('coaching_comment')
      .where('org_id', '=', orgId)
      .where('request_id', '=', requestId)
      .where('about', '=', about)
      .execute()
    return
  }
  await tx
    .insertInto('coaching_comment')
    .values({ org_id: orgId, request_id: requestId, about, body, saved_at: now })
    .onConflict((oc) => oc.columns(['org_id', 'request_id', 'about']).doUpdateSet({ body, saved_at: now }))
    .execute()
}
