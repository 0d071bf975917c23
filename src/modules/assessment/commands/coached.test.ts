import { expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import {
  importFixtureCatalogue,
  makeDistrict,
  makePerson,
  makeSchool,
  makeWaitingSubmission,
  NOON,
} from '#test/factories/factories.ts'
import { makeMedallion } from '#test/factories/medallions/designed.ts'
import { findPrimaryEmail } from '../../people/queries/people.ts'
import { launchCohort } from '../../medallions/commands/launching.ts'
import { askCoach } from '../../submissions/commands/coaching/ask.ts'
import { startPursuit } from '../../submissions/commands/pursuits.ts'
import { findSubmissionOwner } from '../../submissions/queries/waiting.ts'
import type { Actor } from '../../../platform/actor.ts'
import { newId } from '../../../platform/database/ids.ts'
import { getQueue } from '../routes/queue-view.ts'
import { claimSubmission } from './claim.ts'
import { releaseCoached, releaseCoachedIn, releaseCoachedOf } from './release-coached.ts'

const { db } = await testDatabase()
await importFixtureCatalogue(db)
const district = await makeDistrict(db)
const [school, other] = [await makeSchool(db, district), await makeSchool(db, district)]
const leader = await makePerson(db, [{ kind: 'leader', at: school }])
const { orgId, medallionId } = await makeMedallion(db, leader, school)

const as = (actor: Actor) => ({ db, actor, now: NOON })
const given = { db, now: NOON }
const emailOf = async ({ personId }: Actor) => (await findPrimaryEmail(db, personId))?.email ?? ''

/** Somebody who assesses for the district and works at another of its schools, and an educator with work to assess. */
async function pair() {
  const assessor = await makePerson(db, [
    { kind: 'assessor', at: district },
    { kind: 'educator', at: other },
  ])
  const educator = await makePerson(db, [{ kind: 'educator', at: school }])
  const { id: submissionId } = await makeWaitingSubmission(db, { personId: educator.personId, school })
  const stateOf = async () => (await findSubmissionOwner(db, submissionId))?.state
  const offered = async () =>
    (await getQueue(db, assessor, NOON)).waiting.some((each) => each.submissionId === submissionId)
  return { assessor, educator, submissionId, stateOf, offered }
}

async function coachInCohort({ assessor, educator }: { assessor: Actor; educator: Actor }): Promise<string> {
  const cohortId = newId()
  const launched = await launchCohort(as(leader), {
    cohortId,
    medallionId,
    organisationId: school.id,
    name: 'Autumn',
    startsOn: '2026-09-01',
    endsOn: '2026-12-18',
    coachEmail: await emailOf(assessor),
    togetherId: null,
    welcome: '',
    link: false,
    chosen: { organisationIds: [], personIds: [educator.personId], emails: [] },
    again: false,
    confirmed: [],
  })
  if (!launched.ok) throw new Error(launched.reason)
  return cohortId
}

async function askToRead({ assessor, educator }: { assessor: Actor; educator: Actor }): Promise<void> {
  const started = await startPursuit(as(educator), { slug: 'rubric-design' })
  if (!started.ok) throw new Error(started.reason)
  const { pursuitId } = started
  const asked = await askCoach(as(educator), {
    pursuitId,
    coachId: '',
    email: await emailOf(assessor),
    question: 'Well?',
  })
  if (!asked.ok) throw new Error(asked.reason)
}

test.each([
  ['in a cohort', coachInCohort],
  ['by reading a draft', askToRead],
])('nobody is offered or claims the work of somebody whom they coach %s', async (_, coach) => {
  const both = await pair()
  expect(await both.offered()).toBe(true)
  await coach(both)
  expect(await both.offered()).toBe(false)
  expect(await claimSubmission(as(both.assessor), both)).toEqual({ ok: false, reason: 'unknown' })
})

test('what was claimed before goes back to the queue, whichever way they came to coach', async () => {
  const ways = [
    async (both: Awaited<ReturnType<typeof pair>>) => {
      await askToRead(both)
      await releaseCoached(given, { coachId: both.assessor.personId })
    },
    async (both: Awaited<ReturnType<typeof pair>>) => releaseCoachedIn(given, { cohortId: await coachInCohort(both) }),
    async (both: Awaited<ReturnType<typeof pair>>) => {
      await coachInCohort(both)
      await releaseCoachedOf(given, { orgId, medallionId, personId: both.educator.personId })
    },
  ]
  for (const coach of ways) {
    const [both, others] = [await pair(), await pair()]
    expect(await claimSubmission(as(both.assessor), both)).toMatchObject({ ok: true })
    expect(await claimSubmission(as(both.assessor), others)).toMatchObject({ ok: true })
    await coach(both)
    await releaseCoached(given, { coachId: both.assessor.personId })
    expect([await both.stateOf(), await others.stateOf()]).toEqual(['submitted', 'in_assessment'])
  }
})
