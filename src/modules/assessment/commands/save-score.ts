import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { getVersion } from '../../catalogue/queries/versions.ts'
import { findSubmissionOwner } from '../../submissions/queries/waiting.ts'
import { can } from '../policy.ts'
import { lockJudgement, markActive } from '../queries/judgement.ts'
import { listScores, putScore, type SavedScore } from '../queries/score.ts'
import { scaleOf } from '../rules/scale.ts'
import { isLevel, LONGEST_COMMENT } from '../rules/decision.ts'
import { expiryFrom, isGivenUp } from '../rules/states.ts'

export type NewScore = { criterionId: string; levelId: string | null; comment: string; baseRevision: number }

/**
 * unknown: no judgement of this person. ended: it was released or ran out; what came is kept for the next claim.
 * decided: its decision is given, and nothing is kept. conflict: another tab saved this criterion since
 * `baseRevision`; `current` is what stands there. not_open: the attempt is not scored on this criterion.
 * level_unknown: no level of this rubric. too_long: the comment is longer than LONGEST_COMMENT.
 */
export type Saved =
  | { ok: true; revision: number; savedAt: Date; expiresAt: Date }
  | { ok: false; reason: 'unknown' | 'ended' | 'decided' | 'not_open' | 'level_unknown' | 'too_long' }
  | { ok: false; reason: 'conflict'; current: SavedScore }

/** Saves one criterion of a judgement, while it is being made; the 72 hours of the claim begin again. */
export async function saveScore(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  { judgementId, criterionId, levelId, comment: sent, baseRevision }: NewScore & { judgementId: string },
): Promise<Saved> {
  // A form sends line ends as CRLF, the script as LF: the same words must count as the same.
  const comment = sent.replaceAll('\r\n', '\n').replaceAll('\0', '')
  if (comment.length > LONGEST_COMMENT) return { ok: false, reason: 'too_long' }
  return inTransaction(db, async (tx) => {
    const judgement = await lockJudgement(tx, judgementId)
    if (judgement === null || !can(actor, 'see the judgement', judgement)) return { ok: false, reason: 'unknown' }
    const open = can(actor, 'judge', judgement)
    if (!open && !isGivenUp(judgement.state)) return { ok: false, reason: 'decided' }
    const work = await findSubmissionOwner(tx, judgement.submissionId)
    if (work === null || !work.openCriteria.includes(criterionId)) return { ok: false, reason: 'not_open' }
    const { content } = await getVersion(tx, work.publisherId, work.versionId)
    if (levelId !== null && !isLevel(scaleOf(content), levelId)) return { ok: false, reason: 'level_unknown' }

    const current = (await listScores(tx, judgement)).find((score) => score.criterionId === criterionId)
    const before = current ?? { criterionId, levelId: null, comment: '', revision: 0, savedAt: now }
    const same = before.levelId === levelId && before.comment === comment
    if (!same && before.revision !== baseRevision) return { ok: false, reason: 'conflict', current: before }
    const saved = same ? before : { criterionId, levelId, comment, revision: before.revision + 1, savedAt: now }
    if (!same) await putScore(tx, judgement, saved)
    if (!open) return { ok: false, reason: 'ended' }
    if (saved.revision > 0) await markActive(tx, judgement, now)
    return { ok: true, revision: saved.revision, savedAt: saved.savedAt, expiresAt: expiryFrom(now) }
  })
}
