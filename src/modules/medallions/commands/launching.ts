import { randomBytes } from 'node:crypto'
import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { normalEmail } from '../../people/rules.ts'
import { can } from '../policy.ts'
import { findColleague, findPlace, type Chosen } from '../queries/choosing.ts'
import { findCohort, type Cohort } from '../queries/cohorts.ts'
import { holdOffers, insertCohort, insertOffers, joinOthers } from '../queries/launching.ts'
import { listPicks } from '../queries/medallions.ts'
import { findOfferable, type Offerable } from '../queries/offers.ts'
import { problemsOf, problemsOfLetter, type CohortWords, type LaunchProblem } from '../rules/launch.ts'
import { sortChosen, type Sorted } from './sorting.ts'

type Given = { db: Db; actor: Actor; now: Date }

/** Who is asked. confirmed: which of those who qualify already, so that it is awarded to them once they accept. */
export type Asking = { chosen: Chosen; again: boolean; confirmed: 'all' | readonly string[] }

export type Launch = CohortWords &
  Asking & {
    medallionId: string
    /** The organisation of the medallion, or one below it */
    organisationId: string
    /** An address of somebody in the district; empty: nobody */
    coachEmail: string
    togetherId: string | null
    /** Empty: no letter is sent */
    welcome: string
    /** Whether there is an invitation link */
    link: boolean
  }

/** unknown: there is no such medallion, or not for this leader. retired: it is offered to nobody any more. */
export type NotLaunched =
  { ok: false; reason: 'unknown' | 'retired' } | { ok: false; reason: 'wrong'; problems: LaunchProblem[] }

export type Checked = {
  ok: true
  medallion: Offerable
  organisationName: string
  coachName: string | null
  sorted: Sorted
}

/** Says what a launch would do, and changes nothing. */
export async function checkLaunch({ db, actor }: Given, launch: Launch): Promise<Checked | NotLaunched> {
  const prepared = await prepare(db, actor, launch)
  if (!prepared.ok) return prepared
  const { medallion, organisation, coach, sorted } = prepared
  return { ok: true, medallion, organisationName: organisation.name, coachName: coach?.name ?? null, sorted }
}

async function prepare(db: Db, actor: Actor, launch: Launch) {
  const medallion = await findOfferable(db, launch.medallionId)
  const organisation = medallion === null ? null : await findPlace(db, launch.organisationId)
  if (medallion === null || organisation === null) return { ok: false, reason: 'unknown' } as const
  const { path } = organisation
  if (!can(actor, 'launch a cohort', { path, medallionOf: medallion.organisationId }))
    return { ok: false, reason: 'unknown' } as const
  if (medallion.retired) return { ok: false, reason: 'retired' } as const
  const email = normalEmail(launch.coachEmail)
  const coach = email === '' ? null : await findColleague(db, medallion.orgId, email)
  const { togetherId, chosen, again } = launch
  const listed =
    togetherId === null ||
    (await listPicks(db, medallion.orgId, medallion.versionId)).some(
      ({ microCredentialId }) => microCredentialId === togetherId,
    )
  const sorted = await sortChosen(db, medallion, { under: organisation.id, chosen, again })
  const nobody = !launch.link && sorted.offered.length + sorted.joining.length === 0
  const problems: LaunchProblem[] = [
    ...problemsOf(launch),
    ...(email !== '' && coach === null ? (['coach_unknown'] as const) : []),
    ...(listed ? [] : (['together_unlisted'] as const)),
    ...problemsOfLetter(launch.welcome),
    ...(nobody ? (['nobody'] as const) : []),
  ]
  if (problems.length > 0) return { ok: false, reason: 'wrong', problems } as const
  return { ok: true, medallion, organisation, coach, sorted } as const
}

export type Launched = { ok: true; cohortId: string; offered: number; joined: number; isNew: boolean } | NotLaunched

/**
 * Launches a cohort: writes it, offers the medallion to everybody who was chosen, and lets the letters go out. The form
 * brings the id, so that a form that is sent twice makes one cohort.
 */
export async function launchCohort(
  { db, actor, now }: Given,
  { cohortId, ...launch }: Launch & { cohortId: string },
): Promise<Launched> {
  return inTransaction(db, async (tx): Promise<Launched> => {
    await holdOffers(tx, launch.medallionId)
    const prepared = await prepare(tx, actor, launch)
    const there = await findCohort(tx, cohortId)
    if (there !== null) return ownLaunch(actor, there)
    if (!prepared.ok) return prepared
    const { medallion, organisation, coach, sorted } = prepared
    const { orgId, medallionId, versionId } = medallion
    const cohort = {
      orgId,
      id: cohortId,
      medallionId,
      versionId,
      organisationId: organisation.id,
      name: launch.name.trim(),
      startsOn: launch.startsOn,
      endsOn: launch.endsOn,
      coachId: coach?.personId ?? null,
      togetherId: launch.togetherId,
      welcome: launch.welcome.trim(),
      invitationToken: launch.link ? newInvitation() : null,
      launchedBy: actor.personId,
    }
    if (!(await insertCohort(tx, cohort, now))) {
      const first = await findCohort(tx, cohortId)
      return first === null ? { ok: false, reason: 'unknown' } : ownLaunch(actor, first)
    }
    const asked = await ask(tx, { actor, now, cohort, sorted, confirmed: launch.confirmed })
    await recordEvent(
      tx,
      {
        type: 'cohort.launched',
        orgId,
        subjectId: cohortId,
        actorId: actor.personId,
        payload: { medallionId, offered: asked.offered },
      },
      now,
    )
    return { ok: true, cohortId, ...asked, isNew: true }
  })
}

/** The answer to a form that came twice; the id of somebody else's cohort is nobody's business. */
const ownLaunch = (actor: Actor, { id, path }: Cohort): Launched =>
  can(actor, 'lead a cohort', { path })
    ? { ok: true, cohortId: id, offered: 0, joined: 0, isNew: false }
    : { ok: false, reason: 'unknown' }

/** What stands in an invitation link. */
export const newInvitation = (): string => randomBytes(18).toString('base64url')

type Ask = {
  actor: Actor
  now: Date
  cohort: { orgId: string; id: string; medallionId: string; versionId: string; welcome: string }
  sorted: Sorted
  confirmed: Asking['confirmed']
}

async function ask(tx: Tx, { actor, now, cohort, sorted, confirmed }: Ask) {
  const { orgId, id: cohortId, medallionId, versionId } = cohort
  const counts = confirmed === 'all' ? null : new Set(confirmed)
  const into = { orgId, medallionId, versionId, cohortId, by: actor.personId, welcome: cohort.welcome !== '' }
  const offers = sorted.offered.map(({ personId, qualified }) => ({
    personId,
    qualified,
    confirmed: qualified && (counts === null || counts.has(personId)),
  }))
  const offered = await insertOffers(tx, into, offers, now)
  const joined = await joinOthers(
    tx,
    into,
    sorted.joining.map(({ personId }) => personId),
  )
  return { offered, joined }
}

export type Added =
  | { ok: true; offered: number; joined: number; sorted: Sorted }
  /** closed: the cohort is closed, and takes in nobody. */
  | { ok: false; reason: 'unknown' | 'closed' | 'retired' }

/** Asks more educators into a cohort that runs, with its version and its letter. Who is in it already stays as they are. */
export async function addEducators(
  { db, actor, now }: Given,
  { cohortId, chosen, again, confirmed }: Asking & { cohortId: string },
): Promise<Added> {
  return inTransaction(db, async (tx): Promise<Added> => {
    const found = await readyToAsk(tx, actor, cohortId)
    if (!found.ok) return found
    const { cohort } = found
    await holdOffers(tx, cohort.medallionId)
    const sorted = await sortChosen(tx, cohort, { under: cohort.organisationId, chosen, again })
    const asked = await ask(tx, { actor, now, cohort, sorted, confirmed })
    if (asked.offered > 0)
      await recordEvent(
        tx,
        {
          type: 'enrolment.offered',
          orgId: cohort.orgId,
          subjectId: cohort.medallionId,
          actorId: actor.personId,
          payload: { cohortId, offered: asked.offered },
        },
        now,
      )
    return { ok: true, ...asked, sorted }
  })
}

/** Says who would be asked into a cohort, and changes nothing. */
export async function checkEducators(
  { db, actor }: Given,
  { cohortId, chosen, again }: Omit<Asking, 'confirmed'> & { cohortId: string },
): Promise<Added> {
  const found = await readyToAsk(db, actor, cohortId)
  if (!found.ok) return found
  const { cohort } = found
  const sorted = await sortChosen(db, cohort, { under: cohort.organisationId, chosen, again })
  return { ok: true, offered: sorted.offered.length, joined: sorted.joining.length, sorted }
}

async function readyToAsk(
  db: Db,
  actor: Actor,
  cohortId: string,
): Promise<{ ok: true; cohort: Cohort } | { ok: false; reason: 'unknown' | 'closed' | 'retired' }> {
  const cohort = await findCohort(db, cohortId)
  if (cohort === null || !can(actor, 'lead a cohort', cohort)) return { ok: false, reason: 'unknown' }
  if (cohort.closedAt !== null) return { ok: false, reason: 'closed' }
  const medallion = await findOfferable(db, cohort.medallionId)
  return medallion?.retired === false ? { ok: true, cohort } : { ok: false, reason: 'retired' }
}
