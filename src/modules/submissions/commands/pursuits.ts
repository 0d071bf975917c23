import { findMicroCredential, getVersion, type MicroCredential } from '../../catalogue/queries/versions.ts'
import { workplace } from '../../people/rules.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { can } from '../policy.ts'
import { carryEvidence } from '../queries/evidence.ts'
import { insertPursuit, listPursuitsOf, movePursuit, type Pursuit } from '../queries/pursuits.ts'
import { copyResponses } from '../queries/responses.ts'
import { findNewestAttempt, listDecisions, moveSubmission, updateChangedNote } from '../queries/submissions.ts'
import { mayWithdraw } from '../rules/states.ts'
import { promptsOf } from '../rules/work.ts'
import { loadOwnAttempt, openDraft, type Given } from './draft.ts'

export type Started =
  | { ok: true; pursuitId: string; begun: boolean }
  /**
   * not_an_educator: no educator's role is held; unknown: no such micro-credential; outline: it is still being written;
   * retired: nobody begins it any more.
   */
  | { ok: false; reason: 'not_an_educator' | 'unknown' | 'outline' | 'retired' }

/**
 * Begins to work on a micro-credential in its newest version. Asked again it answers with the pursuit that is there,
 * under way or earned. One that was withdrawn is taken up again with all that was written, unless nothing was decided
 * in it and a newer version waits: then a fresh one begins. A retired micro-credential is only taken up again.
 */
export async function startPursuit({ db, actor, now }: Given, { slug }: { slug: string }): Promise<Started> {
  const work = workplace(actor)
  if (work === null || !can(actor, { action: 'start a pursuit' })) return { ok: false, reason: 'not_an_educator' }
  return inTransaction(db, async (tx): Promise<Started> => {
    const wanted = await findMicroCredential(tx, slug)
    if (wanted === null) return { ok: false, reason: 'unknown' }
    const known = await listPursuitsOf(tx, actor.personId, wanted.id)
    const current = known.find(({ state }) => state !== 'withdrawn')
    if (current !== undefined) return { ok: true, pursuitId: current.id, begun: false }
    if (wanted.state === 'outline') return { ok: false, reason: 'outline' }
    const retired = wanted.state === 'retired'
    for (const withdrawn of known)
      if (retired || (await canBeTakenUp(tx, withdrawn, wanted))) {
        await takeUpAgain(tx, withdrawn, actor.personId, now)
        return { ok: true, pursuitId: withdrawn.id, begun: true }
      }
    if (retired) return { ok: false, reason: 'retired' }
    const pursuit = {
      orgId: work.orgId,
      personId: actor.personId,
      organisationId: work.organisationId,
      publisherId: wanted.publisherId,
      microCredentialId: wanted.id,
      versionId: wanted.versionId,
    }
    const pursuitId = await insertPursuit(tx, pursuit, now)
    if (pursuitId === null) {
      const other = (await listPursuitsOf(tx, actor.personId, wanted.id)).find(({ state }) => state !== 'withdrawn')
      if (other === undefined) throw new Error('Another pursuit stood in the way and is gone.')
      return { ok: true, pursuitId: other.id, begun: false }
    }
    const openCriteria = wanted.content.rubric.criteria.map(({ id }) => id)
    await openDraft(tx, { orgId: work.orgId, pursuitId, attempt: 1, openCriteria }, now)
    await recordStart(tx, { ...pursuit, id: pursuitId }, actor.personId, now)
    return { ok: true, pursuitId, begun: true }
  })
}

type Begun = Pick<Pursuit, 'orgId' | 'id' | 'microCredentialId' | 'versionId'>

const recordStart = (
  tx: Tx,
  { orgId, id, microCredentialId, versionId }: Begun,
  actorId: string,
  now: Date,
): Promise<void> =>
  recordEvent(
    tx,
    { type: 'pursuit.started', orgId, subjectId: id, actorId, payload: { microCredentialId, versionId } },
    now,
  )

/** What was decided counts, whatever the version; what was only begun had better go by the newest one. */
async function canBeTakenUp(tx: Tx, withdrawn: Pursuit, wanted: MicroCredential): Promise<boolean> {
  return withdrawn.versionId === wanted.versionId || (await listDecisions(tx, withdrawn.orgId, withdrawn.id)).length > 0
}

async function takeUpAgain(tx: Tx, pursuit: Pursuit, actorId: string, now: Date): Promise<void> {
  const { orgId, id } = pursuit
  const last = await findNewestAttempt(tx, orgId, id)
  if (last === null || !(await movePursuit(tx, { orgId, id, from: 'withdrawn', to: 'active', now }))) return
  const { openCriteria } = last
  const to = await openDraft(tx, { orgId, pursuitId: id, attempt: last.attempt + 1, openCriteria }, now)
  if (to === null) return
  const { content } = await getVersion(tx, pursuit.publisherId, pursuit.versionId)
  const promptIds = promptsOf(content).map((prompt) => prompt.id)
  await copyResponses(tx, { orgId, from: last.id, to, promptIds, now })
  await carryEvidence(tx, { orgId, from: last.id, to, promptIds })
  await updateChangedNote(tx, orgId, to, last.changedNote)
  await recordStart(tx, pursuit, actorId, now)
}

export type Withdrawn = { ok: true } | { ok: false; reason: 'unknown' | 'closed' }

/**
 * Takes back a draft, or a submission that nobody assesses yet, and puts the pursuit away. Nothing is deleted: starting
 * the micro-credential again takes it up where it was. 'closed': an assessor was faster, or it is decided.
 */
export async function withdraw({ db, actor, now }: Given, { pursuitId }: { pursuitId: string }): Promise<Withdrawn> {
  return inTransaction(db, async (tx): Promise<Withdrawn> => {
    const own = await loadOwnAttempt(tx, actor, pursuitId, 'moving')
    if (!own.ok) return own
    const { attempt, pursuit } = own
    const { orgId } = pursuit
    if (!mayWithdraw(attempt.state)) return { ok: false, reason: 'closed' }
    if (!(await moveSubmission(tx, { orgId, id: attempt.id, from: attempt.state, to: 'withdrawn', now })))
      return { ok: false, reason: 'closed' }
    await movePursuit(tx, { orgId, id: pursuit.id, from: 'active', to: 'withdrawn', now })
    const actorId = actor.personId
    await recordEvent(
      tx,
      { type: 'submission.withdrawn', orgId, subjectId: attempt.id, actorId, payload: { pursuitId } },
      now,
    )
    await recordEvent(tx, { type: 'pursuit.withdrawn', orgId, subjectId: pursuitId, actorId, payload: {} }, now)
    return { ok: true }
  })
}
