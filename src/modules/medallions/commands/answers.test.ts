import { describe, expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { makeMedallion, medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { recordAwards } from '#test/factories/medallions/taken-up.ts'
import type { Actor } from '../../../platform/actor.ts'
import { newId } from '../../../platform/database/ids.ts'
import { countEvents } from '../../../platform/events/events.ts'
import { inTransaction } from '../../../platform/database/database.ts'
import { findCohort } from '../queries/cohorts.ts'
import { findEnrolment, listAcceptedFor, listEnrolmentsOf, listWouldAward } from '../queries/enrolments.ts'
import { listPicks } from '../queries/medallions.ts'
import { answerOffer, confirmQualified, joinByLink, moveToVersion, takeUp } from './answers.ts'
import { closeCohort } from './cohorts.ts'
import { followJoined } from './follow-joined.ts'
import { launchCohort } from './launching.ts'
import { startDraft } from './drafts.ts'
import { saveDraft } from './designing/saving.ts'
import { publishMedallion, retireMedallion } from './publish.ts'

const { db } = await testDatabase()
await importFixtureCatalogue(db)
const district = await makeDistrict(db)
const [school, other] = [await makeSchool(db, district, 'School A'), await makeSchool(db, district, 'School B')]
const leader = await makePerson(db, [{ kind: 'leader', at: school }], 'Lea')
const otherLeader = await makePerson(db, [{ kind: 'leader', at: other }], 'Olga')
const { orgId, medallionId, versionId } = await makeMedallion(db, leader, school)

const as = (actor: Actor) => ({ db, actor, now: NOON })
const educator = (at = school) => makePerson(db, [{ kind: 'educator', at }])
const events = (type: Parameters<typeof countEvents>[1]) => inTransaction(db, (tx) => countEvents(tx, type))

/** Cohorts of the school's medallion, for these people. */
async function launch(people: readonly Actor[], more: { link?: boolean } = {}): Promise<string> {
  const cohortId = newId()
  const launched = await launchCohort(as(leader), {
    cohortId,
    medallionId,
    organisationId: school.id,
    name: 'Autumn',
    startsOn: '2026-09-01',
    endsOn: '2026-12-18',
    coachEmail: '',
    togetherId: null,
    welcome: '',
    link: more.link ?? false,
    chosen: { organisationIds: [], personIds: people.map(({ personId }) => personId), emails: [] },
    again: false,
    confirmed: [],
  })
  if (!launched.ok) throw new Error(JSON.stringify(launched))
  return cohortId
}

describe('an offer', () => {
  test('is accepted, left and taken up again, each once however often it is said', async () => {
    const sam = await educator()
    await launch([sam])
    const before = await events('enrolment.answered')
    const say = (answer: 'accept' | 'decline' | 'later' | 'leave') => answerOffer(as(sam), { medallionId, answer })
    expect(await say('later')).toEqual({ ok: true, state: 'offered', changed: true })
    expect(await say('later')).toEqual({ ok: true, state: 'offered', changed: false })
    expect((await findEnrolment(db, orgId, medallionId, sam.personId))?.putOffAt).toEqual(NOON)
    expect(await say('leave')).toEqual({ ok: false, reason: 'unfit' })
    const both = await Promise.all([say('accept'), say('accept'), say('accept')])
    expect(both.filter((answered) => answered.ok && answered.changed)).toHaveLength(1)
    expect(await say('decline')).toEqual({ ok: false, reason: 'unfit' })
    expect(await say('leave')).toEqual({ ok: true, state: 'left', changed: true })
    expect(await say('accept')).toEqual({ ok: true, state: 'accepted', changed: true })
    expect(await events('enrolment.answered')).toBe(before + 4)
    expect(await findEnrolment(db, orgId, medallionId, sam.personId)).toMatchObject({ putOffAt: null, versionId })
  })

  test('that is accepted and declined at one moment is accepted, and what did not count is not written down', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => educator()))
    await launch(people)
    for (const sam of people) {
      const before = await events('enrolment.answered')
      const given = await Promise.all(
        (['accept', 'decline'] as const).map((answer) => answerOffer(as(sam), { medallionId, answer })),
      )
      const state = (await findEnrolment(db, orgId, medallionId, sam.personId))?.state
      // Declining first does not keep somebody from accepting; having accepted, nobody declines.
      expect(state).toBe('accepted')
      expect(await events('enrolment.answered')).toBe(
        before + given.filter((answered) => answered.ok && answered.changed).length,
      )
    }
  })

  test('that was never made is answered by nobody', async () => {
    expect(await answerOffer(as(await educator()), { medallionId, answer: 'accept' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
    expect(await answerOffer(as(leader), { medallionId: newId(), answer: 'accept' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
  })
})

describe('without a cohort', () => {
  test('educators take up a medallion of their own school, once; others do not', async () => {
    const sam = await educator()
    const taken = await Promise.all([1, 2, 3].map(() => takeUp(as(sam), { medallionId })))
    expect(taken.filter((answered) => answered.ok && answered.changed)).toHaveLength(1)
    expect(await findEnrolment(db, orgId, medallionId, sam.personId)).toMatchObject({
      state: 'accepted',
      cohortId: null,
      qualifiedAtOffer: false,
    })
    for (const stranger of [await educator(other), await educator(district), leader])
      expect(await takeUp(as(stranger), { medallionId })).toEqual({ ok: false, reason: 'not_yours' })
    const [mine] = await listEnrolmentsOf(db, sam.personId)
    expect(mine).toMatchObject({ title: 'Work That Matters', organisationName: 'School A', cohort: null })
  })

  test('who has earned all of it waits for the word of a leader who answers for it', async () => {
    const sam = await educator()
    await recordAwards(db, sam.personId, PICKS.slice(0, 8))
    await takeUp(as(sam), { medallionId })
    expect((await findEnrolment(db, orgId, medallionId, sam.personId))?.qualifiedAtOffer).toBe(true)
    const would = async () => (await listWouldAward(db, { orgId, versionId })).map(({ personId }) => personId)
    expect(await would()).not.toContain(sam.personId)
    const confirm = (actor: Actor) => confirmQualified(as(actor), { medallionId, personIds: [sam.personId] })
    for (const nobody of [otherLeader, sam]) expect(await confirm(nobody)).toEqual({ ok: false, reason: 'unknown' })
    const said = await Promise.all([confirm(leader), confirm(leader)])
    expect(said.filter((each) => each.ok && each.confirmed === 1)).toHaveLength(1)
    expect(await would()).toContain(sam.personId)
  })
})

describe('an invitation link', () => {
  test('lets educators of the school join, until the cohort is closed', async () => {
    const cohortId = await launch([], { link: true })
    const token = (await findCohort(db, cohortId))?.invitationToken ?? ''
    const sam = await educator()
    expect(await joinByLink(as(sam), { token })).toEqual({ ok: true, state: 'accepted', changed: true })
    expect(await joinByLink(as(sam), { token })).toEqual({ ok: true, state: 'accepted', changed: false })
    expect((await findEnrolment(db, orgId, medallionId, sam.personId))?.cohortId).toBe(cohortId)
    expect(await joinByLink(as(await educator(other)), { token })).toEqual({ ok: false, reason: 'not_yours' })
    expect(await joinByLink(as(sam), { token: 'no-such-token-at-all-here' })).toEqual({ ok: false, reason: 'unknown' })
    await closeCohort(as(leader), { cohortId })
    expect(await joinByLink(as(await educator()), { token })).toEqual({ ok: false, reason: 'closed' })
  })

  test('takes in who works on it alone, and leaves who is in another cohort where they are', async () => {
    const [alone, inAutumn] = [await educator(), await educator()]
    await takeUp(as(alone), { medallionId })
    const autumn = await launch([inAutumn])
    const cohortId = await launch([], { link: true })
    const token = (await findCohort(db, cohortId))?.invitationToken ?? ''
    await joinByLink(as(alone), { token })
    await joinByLink(as(inAutumn), { token })
    const cohortOf = async ({ personId }: Actor) => (await findEnrolment(db, orgId, medallionId, personId))?.cohortId
    expect(await cohortOf(alone)).toBe(cohortId)
    expect(await cohortOf(inAutumn)).toBe(autumn)
  })
})

test('somebody under way stays with their version or moves to the newest, and then it asks for what that one lists', async () => {
  const { medallionId: own, versionId: first } = await makeMedallion(db, leader, school)
  const [sam, kim] = [await educator(), await educator()]
  for (const who of [sam, kim]) await takeUp(as(who), { medallionId: own })
  const draft = await startDraft(as(leader), { organisationId: school.id, from: { medallion: own } })
  expect(draft.ok).toBe(true)
  if (!draft.ok) return
  const content = medallionOf([...PICKS.slice(0, 7), PICKS[11]])
  await saveDraft(as(leader), { draftId: draft.draftId, content, baseRevision: 1 })
  const next = await publishMedallion(as(leader), { draftId: draft.draftId, changeNote: 'Colleagues instead.' })
  expect(next).toMatchObject({ ok: true, medallionId: own, number: 2 })
  if (!next.ok) return
  const choose = (who: Actor, choice: 'move' | 'stay', to = next.versionId) =>
    moveToVersion(as(who), { medallionId: own, versionId: to, choice })
  expect(await choose(sam, 'stay')).toEqual({ ok: true, changed: true })
  expect(await choose(sam, 'stay')).toEqual({ ok: true, changed: false })
  expect(await choose(kim, 'move', first)).toEqual({ ok: false, reason: 'unfit' })
  const moved = await Promise.all([choose(kim, 'move'), choose(kim, 'move')])
  expect(moved.filter((each) => each.ok && each.changed)).toHaveLength(1)
  expect(await findEnrolment(db, orgId, own, sam.personId)).toMatchObject({
    versionId: first,
    passedOverId: next.versionId,
  })
  const [mine] = await listEnrolmentsOf(db, kim.personId)
  expect(mine).toMatchObject({ versionNumber: 2, newestNumber: 2 })
  const dropped = (await listPicks(db, orgId, first)).find(({ slug }) => slug === PICKS[7])?.microCredentialId ?? ''
  const askedOf = async ({ personId }: Actor) =>
    (await listAcceptedFor(db, { personId, microCredentialId: dropped })).length
  expect([await askedOf(sam), await askedOf(kim)]).toEqual([1, 0])
})

test('a retired medallion is taken up by nobody, and who is under way goes on', async () => {
  const { medallionId: own } = await makeMedallion(db, leader, school)
  const [sam, late] = [await educator(), await educator()]
  await takeUp(as(sam), { medallionId: own })
  await retireMedallion(as(leader), { medallionId: own, because: 'Another one follows.' })
  expect(await takeUp(as(late), { medallionId: own })).toEqual({ ok: false, reason: 'retired' })
  expect(await answerOffer(as(sam), { medallionId: own, answer: 'accept' })).toMatchObject({ changed: false })
  expect((await listEnrolmentsOf(db, sam.personId))[0]).toMatchObject({ state: 'accepted', retired: true })
})

test('offers to an entry go to whom it turns out to be, who keeps an answer of their own', async () => {
  const [entry, person] = [await educator(), await educator()]
  await launch([entry])
  const follow = () => followJoined(db, { entryId: entry.personId, personId: person.personId })
  await Promise.all([follow(), follow()])
  expect(await findEnrolment(db, orgId, medallionId, entry.personId)).toBeNull()
  expect(await findEnrolment(db, orgId, medallionId, person.personId)).toMatchObject({ state: 'offered' })
  await answerOffer(as(person), { medallionId, answer: 'decline' })
  const second = await educator()
  await launch([second])
  await followJoined(db, { entryId: second.personId, personId: person.personId })
  expect(await findEnrolment(db, orgId, medallionId, person.personId)).toMatchObject({ state: 'declined' })
})
