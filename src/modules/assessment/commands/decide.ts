import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { getVersion } from '../../catalogue/queries/versions.ts'
import { findSubmissionOwner } from '../../submissions/queries/waiting.ts'
import { recordDecision } from '../../submissions/queries/submissions.ts'
import type { Outcome } from '../../submissions/rules/states.ts'
import { can } from '../policy.ts'
import { endJudgement, lockJudgement } from '../queries/judgement.ts'
import { listScores } from '../queries/score.ts'
import { scaleOf } from '../rules/scale.ts'
import { decisionOn, type Missing } from '../rules/decision.ts'

/**
 * unknown: no judgement of this person. decided: this decision was given already. ended: it was released or ran out.
 * withdrawn: the educator took the submission back meanwhile. incomplete: `missing` says what is not there yet.
 * Whatever the reason, what was saved stays saved.
 */
export type Decided =
  | { ok: true; outcome: Outcome }
  | { ok: false; reason: 'unknown' | 'decided' | 'ended' | 'withdrawn' }
  | { ok: false; reason: 'incomplete'; missing: Missing[] }

/** Gives the decision that the saved scores make, once, however often it is asked for. */
export async function decideSubmission(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  { judgementId }: { judgementId: string },
): Promise<Decided> {
  return inTransaction(db, async (tx) => {
    const judgement = await lockJudgement(tx, judgementId)
    if (judgement === null || !can(actor, 'see the judgement', judgement)) return { ok: false, reason: 'unknown' }
    if (judgement.state === 'completed') return { ok: false, reason: 'decided' }
    const { orgId, submissionId } = judgement
    const work = await findSubmissionOwner(tx, submissionId)
    if (work === null) throw new Error(`Judgement ${judgementId} is of no submission.`)
    if (work.state === 'withdrawn') return { ok: false, reason: 'withdrawn' }
    if (!can(actor, 'judge', judgement)) return { ok: false, reason: 'ended' }

    const { content } = await getVersion(tx, work.publisherId, work.versionId)
    const decision = decisionOn(scaleOf(content), work.openCriteria, await listScores(tx, judgement))
    if (!decision.complete) return { ok: false, reason: 'incomplete', missing: decision.missing }
    const { outcome, criteria } = decision
    // A claim keeps its submission from being withdrawn, so a refusal here would mean that somebody broke that rule.
    if (!(await recordDecision(tx, { orgId, submissionId, outcome, criteria, now })))
      return { ok: false, reason: 'withdrawn' }
    await endJudgement(tx, judgement, 'completed', now)
    const payload = { judgementId, outcome }
    await recordEvent(
      tx,
      { type: 'assessment.decided', orgId, subjectId: submissionId, actorId: actor.personId, payload },
      now,
    )
    return { ok: true, outcome }
  })
}
