import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { normalEmail } from '../../people/rules.ts'
import { can } from '../policy.ts'
import { findColleague } from '../queries/choosing.ts'
import { findCohort, type Cohort } from '../queries/cohorts.ts'
import { removeFromCohort, updateCohort } from '../queries/launching.ts'
import { problemsOf, type CohortWords, type LaunchProblem } from '../rules/launch.ts'
import { newInvitation } from './launching.ts'

type Given = { db: Db; actor: Actor; now: Date }

/** unknown: there is no such cohort, or not for this leader. closed: it is closed, and stays as it is. */
type NotLed = { ok: false; reason: 'unknown' | 'closed' }

/** Does something with a cohort that runs and that the actor leads. */
const leading = <T>(
  { db, actor }: Given,
  cohortId: string,
  work: (tx: Tx, cohort: Cohort) => Promise<T>,
): Promise<T | NotLed> =>
  inTransaction(db, async (tx): Promise<T | NotLed> => {
    const cohort = await findCohort(tx, cohortId)
    if (cohort === null || !can(actor, 'lead a cohort', cohort)) return { ok: false, reason: 'unknown' }
    return cohort.closedAt === null ? work(tx, cohort) : { ok: false, reason: 'closed' }
  })

export type Changed = { ok: true } | NotLed | { ok: false; reason: 'wrong'; problems: LaunchProblem[] }

/** Gives a cohort another name, other dates or another coach (an address of somebody in the district; empty: nobody). */
export async function changeCohort(
  given: Given,
  { cohortId, coachEmail, ...words }: CohortWords & { cohortId: string; coachEmail: string },
): Promise<Changed> {
  return leading(given, cohortId, async (tx, cohort): Promise<Changed> => {
    const { orgId, id } = cohort
    const email = normalEmail(coachEmail)
    const coach = email === '' ? null : await findColleague(tx, orgId, email)
    const problems: LaunchProblem[] = [
      ...problemsOf(words),
      ...(email !== '' && coach === null ? (['coach_unknown'] as const) : []),
    ]
    if (problems.length > 0) return { ok: false, reason: 'wrong', problems }
    await updateCohort(tx, cohort, {
      name: words.name.trim(),
      starts_on: words.startsOn,
      ends_on: words.endsOn,
      coach_id: coach?.personId ?? null,
    })
    const { actor, now } = given
    await recordEvent(tx, { type: 'cohort.changed', orgId, subjectId: id, actorId: actor.personId, payload: {} }, now)
    return { ok: true }
  })
}

/** Makes an invitation link, in the place of an older one, which leads nowhere from then on; or takes it away. */
export const setInvitation = (
  given: Given,
  { cohortId, open }: { cohortId: string; open: boolean },
): Promise<{ ok: true } | NotLed> =>
  leading(given, cohortId, async (tx, cohort) => {
    await updateCohort(tx, cohort, { invitation_token: open ? newInvitation() : null })
    return { ok: true } as const
  })

/** Takes somebody out of a cohort. What they accepted stays theirs: they go on alone. */
export const removeEducator = (
  given: Given,
  { cohortId, personId }: { cohortId: string; personId: string },
): Promise<{ ok: true } | NotLed> =>
  leading(given, cohortId, async (tx, { orgId, medallionId }): Promise<{ ok: true } | NotLed> => {
    if (!(await removeFromCohort(tx, { orgId, cohortId, personId }))) return { ok: false, reason: 'unknown' }
    const { actor, now } = given
    await recordEvent(
      tx,
      {
        type: 'enrolment.removed',
        orgId,
        subjectId: medallionId,
        actorId: actor.personId,
        payload: { personId, cohortId },
      },
      now,
    )
    return { ok: true }
  })

/** Ends a cohort: nobody is asked into it any more, and its link leads nowhere. Who is at work goes on. */
export const closeCohort = (given: Given, { cohortId }: { cohortId: string }): Promise<{ ok: true } | NotLed> =>
  leading(given, cohortId, async (tx, cohort) => {
    const { actor, now } = given
    const { orgId, id } = cohort
    await updateCohort(tx, cohort, { closed_at: now })
    await recordEvent(tx, { type: 'cohort.closed', orgId, subjectId: id, actorId: actor.personId, payload: {} }, now)
    return { ok: true } as const
  })
