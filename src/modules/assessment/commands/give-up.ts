import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { moveSubmission } from '../../submissions/queries/submissions.ts'
import { can } from '../policy.ts'
import { endJudgement, lockJudgement, lockRunOutJudgements, type Judgement } from '../queries/judgement.ts'
import type { GivenUp } from '../rules/states.ts'

/** unknown: no judgement of this person. ended: it is over already. */
export type Released = { ok: true } | { ok: false; reason: 'unknown' | 'ended' }

/** Gives a submission back to the queue. What was written stays, for the same assessor and nobody else. */
export async function releaseJudgement(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  { judgementId }: { judgementId: string },
): Promise<Released> {
  return inTransaction(db, async (tx) => {
    const judgement = await lockJudgement(tx, judgementId)
    if (judgement === null || !can(actor, 'see the judgement', judgement)) return { ok: false, reason: 'unknown' }
    if (!can(actor, 'judge', judgement)) return { ok: false, reason: 'ended' }
    await giveUp(tx, judgement, 'released', { actorId: actor.personId, now })
    return { ok: true }
  })
}

const AT_ONCE = 100

/** Gives back everything whose 72 hours are over; returns how many. Running twice, or in two workers, does no harm. */
export async function expireClaims({ db, now }: { db: Db; now: Date }): Promise<number> {
  let count = 0
  for (let more = true; more;) {
    const expired = await inTransaction(db, async (tx) => {
      const judgements = await lockRunOutJudgements(tx, now, AT_ONCE)
      for (const judgement of judgements) await giveUp(tx, judgement, 'expired', { actorId: null, now })
      return judgements.length
    })
    count += expired
    more = expired === AT_ONCE
  }
  return count
}

/** Ends an open judgement that the caller holds and puts its submission back into the queue, in the caller's transaction. */
export async function giveUp(
  tx: Tx,
  judgement: Judgement,
  how: GivenUp,
  { actorId, now }: { actorId: string | null; now: Date },
): Promise<void> {
  const { orgId, submissionId } = judgement
  const ended = await endJudgement(tx, judgement, how, now)
  const back = await moveSubmission(tx, { orgId, id: submissionId, from: 'in_assessment', to: 'submitted', now })
  if (!ended || !back) throw new Error(`Judgement ${judgement.id} was open, but its submission was not in assessment.`)
  const payload = { judgementId: judgement.id }
  await recordEvent(tx, { type: `assessment.${how}`, orgId, subjectId: submissionId, actorId, payload }, now)
}
