import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { moveSubmission } from '../../submissions/queries/submissions.ts'
import { findSubmissionOwner } from '../../submissions/queries/waiting.ts'
import { can } from '../policy.ts'
import {
  findGivenUpJudgement,
  insertJudgement,
  listHeldJudgements,
  markActive,
  type JudgementKey,
} from '../queries/judgement.ts'
import { listScores, putScore } from '../queries/score.ts'
import { getTies } from './ties.ts'

/**
 * unknown: there is no such submission, or not for this person (a conflict of interest says no more than that).
 * taken: another assessor was first, or it is decided. withdrawn: its educator took it back.
 */
export type Claimed = { ok: true; judgementId: string } | { ok: false; reason: 'unknown' | 'taken' | 'withdrawn' }

/**
 * Takes a waiting submission for this assessor alone: of any number who try at once, one gets it. What the same
 * assessor had written about it before comes back. Claiming again what one holds leads to it.
 */
export async function claimSubmission(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  { submissionId }: { submissionId: string },
): Promise<Claimed> {
  return inTransaction(db, async (tx) => {
    const work = await findSubmissionOwner(tx, submissionId)
    if (work === null || work.state === 'draft') return { ok: false, reason: 'unknown' }
    const ties = await getTies(tx, actor.personId)
    if (!can(actor, 'claim', { work, ties })) return { ok: false, reason: 'unknown' }
    const { orgId } = work
    if (!(await moveSubmission(tx, { orgId, id: submissionId, from: 'submitted', to: 'in_assessment', now })))
      return whyNot(tx, actor.personId, submissionId)
    const judgement = await insertJudgement(tx, { orgId, submissionId, assessorId: actor.personId }, now)
    if (judgement === null) throw new Error(`Submission ${submissionId} waited although somebody judges it.`)
    await restoreScores(tx, judgement, { orgId, submissionId, assessorId: actor.personId }, now)
    await recordEvent(
      tx,
      {
        type: 'assessment.claimed',
        orgId,
        subjectId: submissionId,
        actorId: actor.personId,
        payload: { judgementId: judgement.id },
      },
      now,
    )
    return { ok: true, judgementId: judgement.id }
  })
}

async function whyNot(tx: Tx, assessorId: string, submissionId: string): Promise<Claimed> {
  const own = (await listHeldJudgements(tx, assessorId)).find((held) => held.submissionId === submissionId)
  if (own !== undefined) return { ok: true, judgementId: own.id }
  const work = await findSubmissionOwner(tx, submissionId)
  return { ok: false, reason: work?.state === 'withdrawn' ? 'withdrawn' : 'taken' }
}

async function restoreScores(
  tx: Tx,
  judgement: JudgementKey,
  whose: { orgId: string; submissionId: string; assessorId: string },
  now: Date,
): Promise<void> {
  const earlier = await findGivenUpJudgement(tx, whose)
  if (earlier === null) return
  const scores = await listScores(tx, earlier)
  for (const score of scores) await putScore(tx, judgement, score)
  if (scores.length > 0) await markActive(tx, judgement, now)
}
