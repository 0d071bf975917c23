import type { Db, Tx } from '../../../platform/database/database.ts'
import type { JudgementKey } from './judgement.ts'

/** revision counts the saves from 1, so that two tabs cannot overwrite each other. */
export type SavedScore = {
  criterionId: string
  levelId: string | null
  comment: string
  revision: number
  savedAt: Date
}

/** Everything that was said in one judgement so far. */
export async function listScores(db: Db, { orgId, id }: JudgementKey): Promise<SavedScore[]> {
  const rows = await db
    .selectFrom('score')
    .select(['criterion_id', 'level_id', 'comment', 'revision', 'saved_at'])
    .where('org_id', '=', orgId)
    .where('judgement_id', '=', id)
    .orderBy('criterion_id')
    .execute()
  return rows.map((row) => ({
    criterionId: row.criterion_id,
    levelId: row.level_id,
    comment: row.comment,
    revision: row.revision,
    savedAt: row.saved_at,
  }))
}

/** How many criteria have a level, for each of these judgements; those without any are left out. */
export async function countScored(db: Db, judgementIds: readonly string[]): Promise<Map<string, number>> {
  if (judgementIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('score')
    .select(({ fn }) => ['judgement_id', fn.countAll<number>().as('n')])
    .where('judgement_id', 'in', judgementIds)
    .where('level_id', 'is not', null)
    .groupBy('judgement_id')
    .execute()
  return new Map(rows.map((row) => [row.judgement_id, row.n]))
}

/** Writes a score; the caller holds the judgement and has compared revisions. */
export async function putScore(
  tx: Tx,
  { orgId, id }: JudgementKey,
  { criterionId, levelId, comment, revision, savedAt }: SavedScore,
): Promise<void> {
  const words = { level_id: levelId, comment, revision, saved_at: savedAt }
  await tx
    .insertInto('score')
    .values({ org_id: orgId, judgement_id: id, criterion_id: criterionId, ...words })
    .onConflict((conflict) => conflict.columns(['org_id', 'judgement_id', 'criterion_id']).doUpdateSet(words))
    .execute()
}
