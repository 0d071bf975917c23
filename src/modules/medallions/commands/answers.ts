import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { can } from '../policy.ts'
import { confirmEnrolment, insertAccepted, updatePassedOver, updateVersion, writeAnswer } from '../queries/answering.ts'
import { findCohort, findCohortByToken } from '../queries/cohorts.ts'
import { findEnrolment, type Enrolment } from '../queries/enrolments.ts'
import { joinOthers } from '../queries/launching.ts'
import { findOfferable, listQualified, listWorkPaths, type Offerable } from '../queries/offers.ts'
import { stateAfter, type Answer, type EnrolmentState } from '../rules/answers.ts'

type Given = { db: Db; actor: Actor; now: Date }

/**
 * unknown: there is no such medallion, or it was never offered to this person. unfit: the answer does not fit what
 * stands, such as leaving what was not accepted. retired: nobody takes it up any more.
 */
export type Answered =
  { ok: true; state: EnrolmentState; changed: boolean } | { ok: false; reason: 'unknown' | 'unfit' | 'retired' }

/**
 * An educator answers an offer of their own, leaves, or comes back. Said twice it is said once; of two answers at one
 * moment the second meets the first.
 */
export async function answerOffer(
  { db, actor, now }: Given,
  { medallionId, answer }: { medallionId: string; answer: Answer },
): Promise<Answered> {
  return inTransaction(db, async (tx): Promise<Answered> => {
    const medallion = await findOfferable(tx, medallionId)
    if (medallion === null) return { ok: false, reason: 'unknown' }
    const held = await findEnrolment(tx, medallion.orgId, medallionId, actor.personId, 'answering')
    if (held === null) return { ok: false, reason: 'unknown' }
    return giveAnswer(tx, { actor, now, medallion, held, answer })
  })
}

type Giving = { actor: Actor; now: Date; medallion: Offerable; held: Enrolment; answer: Answer; cohortId?: string }

async function giveAnswer(tx: Tx, { actor, now, medallion, held, answer, cohortId }: Giving): Promise<Answered> {
  const state = stateAfter(held.state, answer)
  if (state === null) return { ok: false, reason: 'unfit' }
  if (state === held.state && (answer === 'later') === (held.putOffAt !== null))
    return { ok: true, state, changed: false }
  if (state === 'accepted' && medallion.retired) return { ok: false, reason: 'retired' }
  await writeAnswer(
    tx,
    held,
    { state, putOff: answer === 'later', ...(cohortId === undefined ? {} : { cohortId }) },
    now,
  )
  await recordAnswer(tx, actor, held, answer, now)
  return { ok: true, state, changed: true }
}

const recordAnswer = (
  tx: Tx,
  { personId }: Actor,
  { orgId, medallionId }: { orgId: string; medallionId: string },
  answer: Answer,
  now: Date,
): Promise<void> =>
  recordEvent(
    tx,
    { type: 'enrolment.answered', orgId, subjectId: medallionId, actorId: personId, payload: { personId, answer } },
    now,
  )

/** not_yours: it is a medallion of a school or district where this person does not work as an educator. */
export type TakenUp = Answered | { ok: false; reason: 'not_yours' }

/**
 * An educator takes up a medallion of their own school or district, without having been asked. Where it was offered,
 * this accepts the offer.
 */
export async function takeUp({ db, actor, now }: Given, { medallionId }: { medallionId: string }): Promise<TakenUp> {
  return inTransaction(db, async (tx): Promise<TakenUp> => {
    const medallion = await findOfferable(tx, medallionId)
    if (medallion === null) return { ok: false, reason: 'unknown' }
    return enrol(tx, { actor, now, medallion, medallionOf: medallion.organisationId, cohortId: null })
  })
}

type Enrolling = {
  actor: Actor
  now: Date
  medallion: Offerable
  /** Whose educators may: the organisation of the medallion, or of the cohort */
  medallionOf: string
  cohortId: string | null
}

async function enrol(tx: Tx, { actor, now, medallion, medallionOf, cohortId }: Enrolling): Promise<TakenUp> {
  const { orgId, medallionId, versionId } = medallion
  const { personId } = actor
  const held = await findEnrolment(tx, orgId, medallionId, personId, 'answering')
  if (held !== null) {
    const joins = cohortId !== null && !(await runs(tx, held.cohortId))
    if (joins && held.state === 'accepted') {
      await joinOthers(tx, { orgId, medallionId, cohortId }, [personId])
      return { ok: true, state: 'accepted', changed: true }
    }
    return giveAnswer(tx, { actor, now, medallion, held, answer: 'accept', ...(joins ? { cohortId } : {}) })
  }
  if (!can(actor, 'take up', { medallionOf, workPaths: await listWorkPaths(tx, personId) }))
    return { ok: false, reason: 'not_yours' }
  if (medallion.retired) return { ok: false, reason: 'retired' }
  const qualified = await listQualified(tx, { orgId, versionId, personIds: [personId] })
  const key = { orgId, medallionId, personId }
  if (!(await insertAccepted(tx, { ...key, versionId, cohortId, qualifiedAtOffer: qualified.has(personId) }, now))) {
    const other = await findEnrolment(tx, orgId, medallionId, personId, 'answering')
    if (other === null) throw new Error('Another enrolment stood in the way and is gone.')
    return giveAnswer(tx, { actor, now, medallion, held: other, answer: 'accept' })
  }
  await recordAnswer(tx, actor, key, 'accept', now)
  return { ok: true, state: 'accepted', changed: true }
}

/** Whether a cohort is under way; no cohort is not. */
const runs = async (tx: Tx, cohortId: string | null): Promise<boolean> =>
  cohortId !== null && (await findCohort(tx, cohortId))?.closedAt === null

/** closed: the cohort of this link is closed. */
export type Joined = TakenUp | { ok: false; reason: 'closed' }

/** An educator joins the cohort of an invitation link; whoever is in another one that runs stays in that one. */
export async function joinByLink({ db, actor, now }: Given, { token }: { token: string }): Promise<Joined> {
  return inTransaction(db, async (tx): Promise<Joined> => {
    const cohort = await findCohortByToken(tx, token)
    if (cohort === null) return { ok: false, reason: 'unknown' }
    if (cohort.closedAt !== null) return { ok: false, reason: 'closed' }
    const medallion = await findOfferable(tx, cohort.medallionId)
    if (medallion === null) return { ok: false, reason: 'unknown' }
    const version = { ...medallion, versionId: cohort.versionId }
    return enrol(tx, { actor, now, medallion: version, medallionOf: cohort.organisationId, cohortId: cohort.id })
  })
}

export type Moved = { ok: true; changed: boolean } | { ok: false; reason: 'unknown' | 'unfit' }

/**
 * Somebody under way chooses between the version they began with and the newest one. What they have earned counts in
 * both. unfit: they are not under way, or a newer version was published since they were asked.
 */
export async function moveToVersion(
  { db, actor, now }: Given,
  { medallionId, versionId, choice }: { medallionId: string; versionId: string; choice: 'move' | 'stay' },
): Promise<Moved> {
  return inTransaction(db, async (tx): Promise<Moved> => {
    const medallion = await findOfferable(tx, medallionId)
    if (medallion === null) return { ok: false, reason: 'unknown' }
    const { orgId } = medallion
    const held = await findEnrolment(tx, orgId, medallionId, actor.personId, 'answering')
    if (held === null) return { ok: false, reason: 'unknown' }
    if (held.state === 'declined' || held.state === 'left' || medallion.versionId !== versionId)
      return { ok: false, reason: 'unfit' }
    if (held.versionId === versionId || (choice === 'stay' && held.passedOverId === versionId))
      return { ok: true, changed: false }
    if (choice === 'stay') {
      await updatePassedOver(tx, held, versionId)
      return { ok: true, changed: true }
    }
    await updateVersion(tx, held, versionId)
    const { personId } = actor
    await recordEvent(
      tx,
      { type: 'enrolment.moved', orgId, subjectId: medallionId, actorId: personId, payload: { personId, versionId } },
      now,
    )
    return { ok: true, changed: true }
  })
}

export type Confirmed = { ok: true; confirmed: number } | { ok: false; reason: 'unknown' }

/**
 * A leader says that what people had earned before they were offered a medallion counts for it; it is awarded once they
 * accept. Of a cohort its leaders say so, and of who took it up alone those of the medallion's organisation. People
 * who wait for no such word are passed over.
 */
export async function confirmQualified(
  { db, actor, now }: Given,
  { medallionId, personIds }: { medallionId: string; personIds: readonly string[] },
): Promise<Confirmed> {
  return inTransaction(db, async (tx): Promise<Confirmed> => {
    const medallion = await findOfferable(tx, medallionId)
    if (medallion === null) return { ok: false, reason: 'unknown' }
    const waiting: Enrolment[] = []
    for (const personId of new Set(personIds)) {
      const held = await findEnrolment(tx, medallion.orgId, medallionId, personId)
      const cohortId = held?.cohortId ?? null
      const cohort = cohortId === null ? null : await findCohort(tx, cohortId)
      if (held === null || !can(actor, 'lead a cohort', { path: cohort?.path ?? medallion.path }))
        return { ok: false, reason: 'unknown' }
      waiting.push(held)
    }
    let confirmed = 0
    for (const held of waiting.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)))
      if (await confirm(tx, held, actor, now)) confirmed += 1
    return { ok: true, confirmed }
  })
}

async function confirm(tx: Tx, held: Enrolment, actor: Actor, now: Date): Promise<boolean> {
  if (!(await confirmEnrolment(tx, held, actor.personId, now))) return false
  const { orgId, medallionId: subjectId, personId } = held
  const payload = { personId }
  await recordEvent(tx, { type: 'enrolment.confirmed', orgId, subjectId, actorId: actor.personId, payload }, now)
  return true
}
