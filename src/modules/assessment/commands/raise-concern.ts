import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { findSubmissionOwner } from '../../submissions/queries/waiting.ts'
import { can } from '../policy.ts'
import { lockJudgement, markActive } from '../queries/judgement.ts'
import { insertConcern } from '../queries/concern.ts'
import { LONGEST_NOTE, type ConcernKind } from '../rules/concern.ts'
import { giveUp } from './give-up.ts'

/** unknown: no judgement of this person. ended: it is over already. too_long: the note is longer than LONGEST_NOTE. */
export type Raised = { ok: true; released: boolean } | { ok: false; reason: 'unknown' | 'ended' | 'too_long' }

/**
 * Writes down something that is no matter of the rubric. Knowing the person gives the submission back to the queue as
 * well, and this assessor is never again offered anything by that person.
 */
export async function raiseConcern(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  { judgementId, kind, note: written }: { judgementId: string; kind: ConcernKind; note: string },
): Promise<Raised> {
  const note = written.replaceAll('\r\n', '\n').replaceAll('\0', '').trim()
  if (note.length > LONGEST_NOTE) return { ok: false, reason: 'too_long' }
  return inTransaction(db, async (tx) => {
    const judgement = await lockJudgement(tx, judgementId)
    if (judgement === null || !can(actor, 'see the judgement', judgement)) return { ok: false, reason: 'unknown' }
    if (!can(actor, 'judge', judgement)) return { ok: false, reason: 'ended' }
    const { orgId, submissionId } = judgement
    const released = kind === 'knows_person'
    const work = await findSubmissionOwner(tx, submissionId)
    await insertConcern(tx, judgement, { kind, note, knownPersonId: released ? (work?.personId ?? null) : null }, now)
    const payload = { judgementId, kind }
    await recordEvent(
      tx,
      { type: 'assessment.concern_raised', orgId, subjectId: submissionId, actorId: actor.personId, payload },
      now,
    )
    if (released) await giveUp(tx, judgement, 'released', { actorId: actor.personId, now })
    else await markActive(tx, judgement, now)
    return { ok: true, released }
  })
}
