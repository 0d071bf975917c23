import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'

export type Response = { promptId: string; body: string; revision: number; savedAt: Date }

type Place = { orgId: string; submissionId: string; promptId: string }

const responses = (db: Db) =>
  db.selectFrom('response').select(['prompt_id as promptId', 'body', 'revision', 'saved_at as savedAt'])

/** What is written under each prompt of a submission. */
export const listResponses = (db: Db, orgId: string, submissionId: string): Promise<Response[]> =>
  responses(db).where('org_id', '=', orgId).where('submission_id', '=', submissionId).execute()

export async function findResponse(db: Db, { orgId, submissionId, promptId }: Place): Promise<Response | null> {
  const row = await responses(db)
    .where('org_id', '=', orgId)
    .where('submission_id', '=', submissionId)
    .where('prompt_id', '=', promptId)
    .executeTakeFirst()
  return row ?? null
}

/**
 * Writes a text that was made from the revision `base` (0: from nothing). Returns the new revision, or null when the
 * stored text is no longer that one: then nothing is written.
 */
export async function writeResponse(
  tx: Tx,
  { orgId, submissionId, promptId }: Place,
  { body, base, now }: { body: string; base: number; now: Date },
): Promise<number | null> {
  if (base === 0) {
    const made = await tx
      .insertInto('response')
      .values({ org_id: orgId, submission_id: submissionId, prompt_id: promptId, body, revision: 1, saved_at: now })
      .onConflict((oc) => oc.columns(['org_id', 'submission_id', 'prompt_id']).doNothing())
      .returning('revision')
      .executeTakeFirst()
    return made?.revision ?? null
  }
  const made = await tx
    .updateTable('response')
    .set({ body, revision: base + 1, saved_at: now })
    .where('org_id', '=', orgId)
    .where('submission_id', '=', submissionId)
    .where('prompt_id', '=', promptId)
    .where('revision', '=', base)
    .returning('revision')
    .executeTakeFirst()
  return made?.revision ?? null
}

export type Conflict = { id: string; promptId: string; body: string; keptAt: Date }

/** Texts from older tabs that still wait for a choice, the newest last. */
export const listConflicts = (db: Db, orgId: string, submissionId: string): Promise<Conflict[]> =>
  db
    .selectFrom('response_conflict')
    .select(['id', 'prompt_id as promptId', 'body', 'kept_at as keptAt'])
    .where('org_id', '=', orgId)
    .where('submission_id', '=', submissionId)
    .where('settled_at', 'is', null)
    .orderBy('kept_at')
    .orderBy('id')
    .execute()

/** Keeps a text that may not overwrite a newer one. The same text waiting already is not kept twice. Returns its id. */
export async function keepConflict(
  tx: Tx,
  { orgId, submissionId, promptId }: Place,
  { body, base, now, settled }: { body: string; base: number; now: Date; settled: boolean },
): Promise<string> {
  const waiting = (await listConflicts(tx, orgId, submissionId)).find(
    (found) => found.promptId === promptId && found.body === body,
  )
  if (waiting !== undefined && !settled) return waiting.id
  const id = newId()
  await tx
    .insertInto('response_conflict')
    .values({
      org_id: orgId,
      id,
      submission_id: submissionId,
      prompt_id: promptId,
      body,
      base_revision: base,
      kept_at: now,
      settled_at: settled ? now : null,
    })
    .execute()
  return id
}

/** Marks texts as chosen about; the rows stay, so that no words are lost by a choice. */
export async function settleConflicts(tx: Tx, orgId: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('response_conflict')
    .set({ settled_at: now })
    .where('org_id', '=', orgId)
    .where('id', 'in', [...ids])
    .where('settled_at', 'is', null)
    .execute()
}

/** Takes the texts of some prompts into the next attempt as they stand. */
export async function copyResponses(
  tx: Tx,
  given: { orgId: string; from: string; to: string; promptIds: readonly string[]; now: Date },
): Promise<void> {
  const kept = (await listResponses(tx, given.orgId, given.from)).filter(({ promptId }) =>
    given.promptIds.includes(promptId),
  )
  if (kept.length === 0) return
  const rows = kept.map(({ promptId, body }) => ({
    org_id: given.orgId,
    submission_id: given.to,
    prompt_id: promptId,
    body,
    revision: 1,
    saved_at: given.now,
  }))
  await tx.insertInto('response').values(rows).execute()
}

/** The level an educator thinks their work is at, by criterion. */
export async function listSelfAssessment(db: Db, orgId: string, submissionId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('self_assessment')
    .select(['criterion_id', 'level_id'])
    .where('org_id', '=', orgId)
    .where('submission_id', '=', submissionId)
    .execute()
  return new Map(rows.map((row) => [row.criterion_id, row.level_id]))
}

/** levelId null takes the estimate back. */
export async function writeSelfAssessment(
  tx: Tx,
  given: { orgId: string; submissionId: string; criterionId: string; levelId: string | null; now: Date },
): Promise<void> {
  const { orgId, submissionId, criterionId, levelId, now } = given
  if (levelId === null) {
    await tx
      .deleteFrom('self_assessment')
      .where('org_id', '=', orgId)
      .where('submission_id', '=', submissionId)
      .where('criterion_id', '=', criterionId)
      .execute()
    return
  }
  await tx
    .insertInto('self_assessment')
    .values({ org_id: orgId, submission_id: submissionId, criterion_id: criterionId, level_id: levelId, saved_at: now })
    .onConflict((oc) =>
      oc.columns(['org_id', 'submission_id', 'criterion_id']).doUpdateSet({ level_id: levelId, saved_at: now }),
    )
    .execute()
}
