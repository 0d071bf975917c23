import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { Statement } from '../rules/readiness.ts'
import { mayMove, type Outcome, type SubmissionState } from '../rules/states.ts'
import { movePursuit } from './pursuits.ts'

export type Submission = {
  orgId: string
  id: string
  pursuitId: string
  attempt: number
  /** What assessors call it. */
  code: string
  state: SubmissionState
  openCriteria: string[]
  changedNote: string
  startedAt: Date
  submittedAt: Date | null
  dueAt: Date | null
  decidedAt: Date | null
}

const COLUMNS = [
  'submission.org_id as orgId',
  'submission.id',
  'submission.pursuit_id as pursuitId',
  'submission.attempt',
  'submission.code',
  'submission.state',
  'submission.open_criteria as openCriteria',
  'submission.changed_note as changedNote',
  'submission.started_at as startedAt',
  'submission.submitted_at as submittedAt',
  'submission.due_at as dueAt',
  'submission.decided_at as decidedAt',
] as const

const toSubmission = <Row extends { state: string }>(row: Row): Row & { state: SubmissionState } => ({
  ...row,
  state: row.state as SubmissionState,
})

/** The attempts of a pursuit, the first one first. */
export async function listAttempts(db: Db, orgId: string, pursuitId: string): Promise<Submission[]> {
  const rows = await db
    .selectFrom('submission')
    .select(COLUMNS)
    .where('org_id', '=', orgId)
    .where('pursuit_id', '=', pursuitId)
    .orderBy('attempt')
    .execute()
  return rows.map(toSubmission)
}

/** One attempt; null when there is none. */
export async function findAttempt(db: Db, orgId: string, id: string): Promise<Submission | null> {
  const row = await db
    .selectFrom('submission')
    .select(COLUMNS)
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toSubmission(row)
}

/**
 * The newest attempt of a pursuit. In a transaction, `lock: 'writing'` keeps others from moving it while words or
 * evidence are written under it, and `lock: 'moving'` waits for those and keeps everyone out.
 */
export async function findNewestAttempt(
  db: Db,
  orgId: string,
  pursuitId: string,
  lock?: 'writing' | 'moving',
): Promise<Submission | null> {
  const row = await db
    .selectFrom('submission')
    .select(COLUMNS)
    .where('org_id', '=', orgId)
    .where('pursuit_id', '=', pursuitId)
    .orderBy('attempt', 'desc')
    .limit(1)
    .$if(lock === 'writing', (query) => query.forShare())
    .$if(lock === 'moving', (query) => query.forUpdate())
    .executeTakeFirst()
  return row === undefined ? null : toSubmission(row)
}

/**
 * Opens a draft. Returns null when the pursuit has an open attempt already, or this attempt; and the same when the
 * code is taken, so ask again with another code.
 */
export async function insertDraft(
  tx: Tx,
  draft: Pick<Submission, 'orgId' | 'pursuitId' | 'attempt' | 'code' | 'openCriteria'>,
  now: Date,
): Promise<string | null> {
  const made = await tx
    .insertInto('submission')
    .values({
      org_id: draft.orgId,
      id: newId(),
      pursuit_id: draft.pursuitId,
      attempt: draft.attempt,
      code: draft.code,
      state: 'draft',
      open_criteria: draft.openCriteria,
      started_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id ?? null
}

type Move = { orgId: string; id: string; from: SubmissionState; to: SubmissionState; now: Date }

/**
 * Moves a submission from one state to another: the only writer of its state. Returns false, and changes nothing,
 * when it is no longer in `from`, so that of two who move it at the same moment one wins and the other learns it.
 * Throws when the rules know no such move.
 */
export async function moveSubmission(tx: Tx, { orgId, id, from, to, now }: Move): Promise<boolean> {
  if (!mayMove(from, to)) throw new Error(`A submission never goes from ${from} to ${to}.`)
  const { numUpdatedRows } = await tx
    .updateTable('submission')
    .set({ state: to, ...(to === 'earned' || to === 'not_yet' ? { decided_at: now } : {}) })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Writes what a submission needs before it may be moved out of draft; call it in the transaction that moves it. */
export async function stampSubmitted(
  tx: Tx,
  given: { orgId: string; id: string; statements: Record<Statement, boolean>; dueAt: Date; now: Date },
): Promise<void> {
  await tx
    .updateTable('submission')
    .set({ ...given.statements, submitted_at: given.now, due_at: given.dueAt })
    .where('org_id', '=', given.orgId)
    .where('id', '=', given.id)
    .execute()
}

export async function updateChangedNote(tx: Tx, orgId: string, id: string, note: string): Promise<void> {
  await tx
    .updateTable('submission')
    .set({ changed_note: note })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}

export type DecidedCriterion = { criterionId: string; levelId: string; met: boolean; comment: string }

/**
 * Writes a decision and moves the submission out of assessment; ends the pursuit when it was earned. Returns false,
 * and writes nothing, when the submission is not (or no longer) in assessment.
 */
export async function recordDecision(
  tx: Tx,
  given: { orgId: string; submissionId: string; outcome: Outcome; criteria: readonly DecidedCriterion[]; now: Date },
): Promise<boolean> {
  const { orgId, submissionId, outcome, criteria, now } = given
  if (!(await moveSubmission(tx, { orgId, id: submissionId, from: 'in_assessment', to: outcome, now }))) return false
  await tx
    .insertInto('decision')
    .values({ org_id: orgId, submission_id: submissionId, outcome, decided_at: now })
    .execute()
  await tx
    .insertInto('decision_criterion')
    .values(
      criteria.map(({ criterionId, levelId, met, comment }) => ({
        org_id: orgId,
        submission_id: submissionId,
        criterion_id: criterionId,
        level_id: levelId,
        met,
        comment,
      })),
    )
    .execute()
  if (outcome === 'earned') {
    const { pursuit_id: id } = await tx
      .selectFrom('submission')
      .select('pursuit_id')
      .where('org_id', '=', orgId)
      .where('id', '=', submissionId)
      .executeTakeFirstOrThrow()
    await movePursuit(tx, { orgId, id, from: 'active', to: 'earned', now })
  }
  return true
}

export type Decision = { submissionId: string; outcome: Outcome; decidedAt: Date; criteria: DecidedCriterion[] }

/** The decisions on the attempts of a pursuit, the first one first. */
export async function listDecisions(db: Db, orgId: string, pursuitId: string): Promise<Decision[]> {
  const rows = await db
    .selectFrom('decision')
    .innerJoin('submission', (join) =>
      join.onRef('submission.org_id', '=', 'decision.org_id').onRef('submission.id', '=', 'decision.submission_id'),
    )
    .innerJoin('decision_criterion as criterion', (join) =>
      join
        .onRef('criterion.org_id', '=', 'decision.org_id')
        .onRef('criterion.submission_id', '=', 'decision.submission_id'),
    )
    .select(['decision.submission_id', 'outcome', 'decision.decided_at', 'criterion_id', 'level_id', 'met', 'comment'])
    .where('decision.org_id', '=', orgId)
    .where('submission.pursuit_id', '=', pursuitId)
    .orderBy('submission.attempt')
    .execute()
  const decisions = new Map<string, Decision>()
  for (const row of rows) {
    const known = decisions.get(row.submission_id)
    const decision = known ?? {
      submissionId: row.submission_id,
      outcome: row.outcome as Outcome,
      decidedAt: row.decided_at,
      criteria: [],
    }
    decision.criteria.push({ criterionId: row.criterion_id, levelId: row.level_id, met: row.met, comment: row.comment })
    decisions.set(row.submission_id, decision)
  }
  return [...decisions.values()]
}
