import { inTransaction } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { carryEvidence } from '../queries/evidence.ts'
import { copyResponses } from '../queries/responses.ts'
import { listDecisions, moveSubmission, stampSubmitted, updateChangedNote } from '../queries/submissions.ts'
import { loadAnswers } from '../queries/answers.ts'
import { endOfBusinessDay } from '../rules/business-days.ts'
import { holidaysFrom } from '../rules/holidays.ts'
import { LONGEST_NOTE, missingForSubmission, type Missing, type Statement } from '../rules/readiness.ts'
import { openPrompts } from '../rules/work.ts'
import { loadOwnAttempt, loadOwnDraft, openDraft, type Given } from './draft.ts'

/** Promised to every educator; an overdue submission goes to the head of the queue. */
const BUSINESS_DAYS = 5

export type Submitted =
  | { ok: true; dueAt: Date }
  | { ok: false; reason: 'incomplete'; missing: Missing[] }
  | { ok: false; reason: 'unknown' | 'closed' }

/**
 * Hands the draft in when nothing is missing. The note about what changed is kept even when it is refused. 'closed': it
 * was submitted a moment ago, or withdrawn.
 */
export async function submitForAssessment(
  { db, actor, now }: Given,
  {
    pursuitId,
    statements,
    changedNote,
  }: { pursuitId: string; statements: Record<Statement, boolean>; changedNote: string },
): Promise<Submitted> {
  return inTransaction(db, async (tx): Promise<Submitted> => {
    const own = await loadOwnDraft(tx, actor, pursuitId, 'moving')
    if (!own.ok) return own
    const { pursuit, attempt, version } = own
    const { orgId } = pursuit
    const note = tidy(changedNote)
    if (note !== attempt.changedNote) await updateChangedNote(tx, orgId, attempt.id, note)
    const missing = missingForSubmission({
      work: version.content,
      openCriteria: attempt.openCriteria,
      answers: await loadAnswers(tx, orgId, attempt.id),
      later: (await listDecisions(tx, orgId, pursuit.id)).length > 0,
      changedNote: note,
      statements,
    })
    if (missing.length > 0) return { ok: false, reason: 'incomplete', missing }
    const holidays = holidaysFrom(pursuit.country, now.getUTCFullYear())
    const dueAt = endOfBusinessDay(now, BUSINESS_DAYS, { timeZone: pursuit.timeZone, holidays })
    await stampSubmitted(tx, { orgId, id: attempt.id, statements, dueAt, now })
    if (!(await moveSubmission(tx, { orgId, id: attempt.id, from: 'draft', to: 'submitted', now })))
      throw new Error('A locked draft moved.')
    const payload = { pursuitId, attempt: attempt.attempt, dueAt: dueAt.toISOString() }
    await recordEvent(
      tx,
      { type: 'submission.submitted', orgId, subjectId: attempt.id, actorId: actor.personId, payload },
      now,
    )
    return { ok: true, dueAt }
  })
}

export type NoteSet = { ok: true } | { ok: false; reason: 'unknown' | 'closed' }

/** "What did you change?", for the assessors of a later attempt. */
export async function setChangedNote(
  { db, actor }: Given,
  { pursuitId, note }: { pursuitId: string; note: string },
): Promise<NoteSet> {
  return inTransaction(db, async (tx): Promise<NoteSet> => {
    const own = await loadOwnDraft(tx, actor, pursuitId)
    if (!own.ok) return own
    await updateChangedNote(tx, own.pursuit.orgId, own.attempt.id, tidy(note))
    return { ok: true }
  })
}

const tidy = (note: string): string => note.replaceAll('\r\n', '\n').replaceAll('\0', '').trim().slice(0, LONGEST_NOTE)

export type NextStarted = { ok: true; attempt: number } | { ok: false; reason: 'unknown' | 'closed' }

/**
 * Opens the next attempt after a "not yet", for the criteria that were not met: what lies under their prompts is taken
 * along, and criteria that were met stay met. Asked again it answers with the attempt that is open. 'closed': there is
 * nothing to try again.
 */
export async function startNextAttempt(
  { db, actor, now }: Given,
  { pursuitId }: { pursuitId: string },
): Promise<NextStarted> {
  return inTransaction(db, async (tx): Promise<NextStarted> => {
    const own = await loadOwnAttempt(tx, actor, pursuitId, 'moving')
    if (!own.ok) return own
    const { pursuit, attempt: last, version } = own
    const { orgId } = pursuit
    if (last.state === 'draft' && last.attempt > 1) return { ok: true, attempt: last.attempt }
    const decision = (await listDecisions(tx, orgId, pursuitId)).find(({ submissionId }) => submissionId === last.id)
    if (last.state !== 'not_yet' || decision === undefined) return { ok: false, reason: 'closed' }
    const openCriteria = decision.criteria.filter(({ met }) => !met).map(({ criterionId }) => criterionId)
    const attempt = last.attempt + 1
    const to = await openDraft(tx, { orgId, pursuitId, attempt, openCriteria }, now)
    if (to === null) return { ok: true, attempt }
    const promptIds = [...openPrompts(version.content, openCriteria)]
    await copyResponses(tx, { orgId, from: last.id, to, promptIds, now })
    await carryEvidence(tx, { orgId, from: last.id, to, promptIds })
    await recordEvent(
      tx,
      {
        type: 'submission.attempt_started',
        orgId,
        subjectId: to,
        actorId: actor.personId,
        payload: { pursuitId, attempt },
      },
      now,
    )
    return { ok: true, attempt }
  })
}
