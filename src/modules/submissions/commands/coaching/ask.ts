import { findColleague } from '../../../medallions/queries/choosing.ts'
import { listAcceptedFor } from '../../../medallions/queries/enrolments.ts'
import { isEmail, normalEmail } from '../../../people/rules.ts'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { endRequest, insertRequest, listAskedAbout } from '../../queries/coaching/requests.ts'
import { isOpen, LONGEST_QUESTION } from '../../rules/coaching/coaching.ts'
import { loadOwnAttempt, loadOwnDraft, type Given } from '../draft.ts'

type Coach = { id: string; name: string }

/** The coaches of somebody for one micro-credential: of the cohorts that run and whose medallion lists it. */
export async function listCoachesFor(db: Db, whose: { personId: string; microCredentialId: string }): Promise<Coach[]> {
  const coaches = (await listAcceptedFor(db, whose)).flatMap(({ coachId, coachName }) =>
    coachId === null || coachName === null || coachId === whose.personId ? [] : [[coachId, coachName] as const],
  )
  return [...new Map(coaches)].map(([id, name]) => ({ id, name }))
}

/**
 * unknown: no pursuit of one's own. closed: it is handed in, or put away. asked: somebody is asked already. empty: no
 * question. long: it is too long. nobody: no colleague has this address. oneself: it is one's own.
 */
export type AskRefusal = 'unknown' | 'closed' | 'asked' | 'empty' | 'long' | 'nobody' | 'oneself'
export type AskedFor = { ok: true; requestId: string } | { ok: false; reason: AskRefusal }

/**
 * Asks a coach to read the draft before it is handed in: the coach of a cohort, or where there is none a colleague, by an
 * address of theirs in the same district. From then on they may read it.
 */
export async function askCoach(
  { db, actor, now }: Given,
  { pursuitId, coachId, email, question }: { pursuitId: string; coachId: string; email: string; question: string },
): Promise<AskedFor> {
  const words = question.replaceAll('\r\n', '\n').trim()
  if (words === '') return { ok: false, reason: 'empty' }
  if (words.length > LONGEST_QUESTION) return { ok: false, reason: 'long' }
  return inTransaction(db, async (tx): Promise<AskedFor> => {
    const own = await loadOwnDraft(tx, actor, pursuitId, 'moving')
    if (!own.ok) return own
    const { orgId, microCredentialId } = own.pursuit
    const coaches = await listCoachesFor(tx, { personId: actor.personId, microCredentialId })
    const chosen = coaches.find(({ id }) => id === coachId)?.id
    const address = normalEmail(email)
    const colleague =
      coaches.length === 0 && isEmail(address) ? (await findColleague(tx, orgId, address))?.personId : undefined
    const reader = chosen ?? colleague
    if (reader === undefined) return { ok: false, reason: 'nobody' }
    if (reader === actor.personId) return { ok: false, reason: 'oneself' }
    const request = { orgId, submissionId: own.attempt.id, coachId: reader, question: words }
    const requestId = await insertRequest(tx, request, now)
    if (requestId === null) return { ok: false, reason: 'asked' }
    await recordEvent(
      tx,
      { type: 'coaching.asked', orgId, subjectId: requestId, actorId: actor.personId, payload: { coachId: reader } },
      now,
    )
    return { ok: true, requestId }
  })
}

export type TakenBack = { ok: true } | { ok: false; reason: 'unknown' | 'over' }

/** Takes the question back: the coach reads no more. over: there is nothing to take back. */
export async function takeBackQuestion(
  { db, actor, now }: Given,
  { pursuitId }: { pursuitId: string },
): Promise<TakenBack> {
  return inTransaction(db, async (tx): Promise<TakenBack> => {
    const own = await loadOwnAttempt(tx, actor, pursuitId, 'writing')
    if (!own.ok) return own
    const { orgId } = own.pursuit
    const open = (await listAskedAbout(tx, orgId, pursuitId)).find(isOpen)
    if (open === undefined || !(await endRequest(tx, { orgId, id: open.id, to: 'withdrawn', now })))
      return { ok: false, reason: 'over' }
    await recordEvent(
      tx,
      { type: 'coaching.withdrawn', orgId, subjectId: open.id, actorId: actor.personId, payload: {} },
      now,
    )
    return { ok: true }
  })
}
