import { describe, expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { makeMedallion, PICKS } from '#test/factories/medallions/designed.ts'
import { recordAwards } from '#test/factories/medallions/taken-up.ts'
import type { Actor } from '../../../platform/actor.ts'
import { inTransaction } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import { countEvents } from '../../../platform/events/events.ts'
import { listMail } from '../../../platform/events/mail.ts'
import { findPrimaryEmail } from '../../people/queries/people.ts'
import { findCohort, listCohorts } from '../queries/cohorts.ts'
import { findEnrolment } from '../queries/enrolments.ts'
import { countMembers, listMembers } from '../queries/members.ts'
import { listPicks } from '../queries/medallions.ts'
import { WELCOME } from '../rules/welcome.ts'
import { answerOffer, takeUp } from './answers.ts'
import { changeCohort, closeCohort, removeEducator, setInvitation } from './cohorts.ts'
import { addEducators, checkLaunch, launchCohort, type Launch } from './launching.ts'
import { welcomeCohort } from './welcome.ts'

const { db } = await testDatabase()
await importFixtureCatalogue(db)
const district = await makeDistrict(db)
const [school, other] = [await makeSchool(db, district, 'School A'), await makeSchool(db, district, 'School B')]
const leader = await makePerson(db, [{ kind: 'leader', at: district }], 'Lea')
const schoolLeader = await makePerson(db, [{ kind: 'leader', at: school }], 'Sol')
const { orgId, medallionId, versionId } = await makeMedallion(db, leader, district)

const as = (actor: Actor) => ({ db, actor, now: NOON })
const educator = (name = 'Sam Test', at = school) => makePerson(db, [{ kind: 'educator', at }], name)
const emailOf = async ({ personId }: Actor) => (await findPrimaryEmail(db, personId))?.email ?? ''
const ids = (people: readonly Actor[]) => people.map(({ personId }) => personId)

const launchOf = (people: readonly Actor[], edit: Partial<Launch> = {}): Launch => ({
  medallionId,
  organisationId: district.id,
  name: 'Autumn',
  startsOn: '2026-09-01',
  endsOn: '2026-12-18',
  coachEmail: '',
  togetherId: null,
  welcome: '',
  link: false,
  chosen: { organisationIds: [], personIds: ids(people), emails: [] },
  again: false,
  confirmed: [],
  ...edit,
})
const launch = (people: readonly Actor[], edit: Partial<Launch> = {}, actor = leader) =>
  launchCohort(as(actor), { cohortId: newId(), ...launchOf(people, edit) })
const stateOf = async ({ personId }: Actor) => (await findEnrolment(db, orgId, medallionId, personId))?.state ?? null

describe('before a launch', () => {
  test('everybody who was chosen stands in one list, and nothing is written', async () => {
    const [fresh, asked, accepted, alone, declined, ready, elsewhere] = await Promise.all(
      ['Fay', 'Ask', 'Acc', 'Alo', 'Dec', 'Rea', 'Els'].map((name) => educator(name)),
    )
    const outside = await makePerson(db, [{ kind: 'educator', at: other }], 'Out')
    if (!fresh || !asked || !accepted || !alone || !declined || !ready || !elsewhere) throw new Error('Seven.')
    await launch([asked, accepted, declined])
    await answerOffer(as(accepted), { medallionId, answer: 'accept' })
    await answerOffer(as(declined), { medallionId, answer: 'decline' })
    await takeUp(as(alone), { medallionId })
    await recordAwards(db, ready.personId, PICKS.slice(0, 8))
    const foreign = await emailOf(await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }]))
    const emails = [await emailOf(ready), await emailOf(outside), 'nobody@nowhere.example', foreign]
    const chosen = { organisationIds: [], personIds: ids([fresh, asked, accepted, alone, declined]), emails }
    const look = (again: boolean) => checkLaunch(as(leader), launchOf([], { organisationId: school.id, chosen, again }))
    const checked = await look(false)
    if (!checked.ok) throw new Error(checked.reason)
    const { sorted } = checked
    expect(sorted.offered.map(({ name, qualified }) => [name, qualified])).toEqual([
      ['Fay', false],
      ['Rea', true],
    ])
    expect(sorted.already.map(({ name, answered }) => [name, answered])).toEqual([
      ['Acc', true],
      ['Ask', false],
    ])
    expect(sorted.joining.map(({ name }) => name)).toEqual(['Alo'])
    expect(sorted.declined.map(({ name }) => name)).toEqual(['Dec'])
    expect(sorted.unknown).toEqual(['nobody@nowhere.example', foreign])
    expect(sorted.elsewhere).toEqual([await emailOf(outside)])
    const again = await look(true)
    expect(again.ok && again.sorted.offered.map(({ name }) => name)).toEqual(['Dec', 'Fay', 'Rea'])
    expect(await stateOf(fresh)).toBeNull()
  })

  test('what is wrong with its words is said by field', async () => {
    const sam = await educator()
    const wrong = await checkLaunch(
      as(leader),
      launchOf([sam], {
        name: ' ',
        startsOn: '2026-12-18',
        endsOn: '2026-09-01',
        coachEmail: 'nobody@nowhere.example',
        togetherId: newId(),
        welcome: 'Dear {nmae}',
      }),
    )
    expect(wrong).toEqual({
      ok: false,
      reason: 'wrong',
      problems: ['name_missing', 'end_first', 'coach_unknown', 'together_unlisted', 'letter_places', 'letter_nowhere'],
    })
    expect(await checkLaunch(as(leader), launchOf([]))).toMatchObject({ problems: ['nobody'] })
    expect(await checkLaunch(as(leader), launchOf([], { link: true }))).toMatchObject({ ok: true })
  })
})

describe('a launch', () => {
  test('of a form that is sent several times at once makes one cohort and asks everybody once', async () => {
    const people = [await educator(), await educator()]
    const cohortId = newId()
    const before = await inTransaction(db, (tx) => countEvents(tx, 'cohort.launched'))
    const launched = await Promise.all([1, 2, 3].map(() => launchCohort(as(leader), { cohortId, ...launchOf(people) })))
    expect(launched.map((each) => each.ok && each.cohortId)).toEqual([cohortId, cohortId, cohortId])
    expect(launched.filter((each) => each.ok && each.isNew)).toHaveLength(1)
    expect(await listMembers(db, orgId, cohortId)).toHaveLength(2)
    expect(await inTransaction(db, (tx) => countEvents(tx, 'cohort.launched'))).toBe(before + 1)
    // The id of somebody else's cohort tells nothing.
    expect(
      await launchCohort(as(schoolLeader), { cohortId, ...launchOf([], { organisationId: school.id, link: true }) }),
    ).toEqual({ ok: false, reason: 'unknown' })
  })

  test('by two leaders at once asks nobody twice', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => educator()))
    const both = await Promise.all([
      launch(people),
      launch(people.toReversed(), { organisationId: school.id }, schoolLeader),
    ])
    const asked = both.map((each) => (each.ok ? each.offered : 0))
    // Whoever comes second finds them asked, or has nobody left to ask and is told so.
    expect(asked.reduce((sum, n) => sum + n, 0)).toBe(8)
  })

  test('takes whole schools, and confirms those who qualify already when the leader says so', async () => {
    const place = await makeSchool(db, district, 'School C')
    const [ready, other1] = [await educator('Ready', place), await educator('Other', place)]
    await recordAwards(db, ready.personId, PICKS.slice(0, 8))
    const made = await launch([], {
      organisationId: place.id,
      chosen: { organisationIds: [place.id], personIds: [], emails: [] },
      confirmed: 'all',
    })
    expect(made).toMatchObject({ ok: true, offered: 2 })
    const held = await Promise.all(
      [ready, other1].map(({ personId }) => findEnrolment(db, orgId, medallionId, personId)),
    )
    expect(held).toMatchObject([
      { qualifiedAtOffer: true, confirmedAt: NOON, versionId },
      { qualifiedAtOffer: false, confirmedAt: null },
    ])
  })

  test('writes its letter to each who was asked, once, whatever runs twice', async () => {
    const people = [await educator('Ann Arbor'), await educator('Bo Diddley')]
    const [pick] = await listPicks(db, orgId, versionId)
    const made = await launch(people, { welcome: WELCOME, togetherId: pick?.microCredentialId ?? null })
    if (!made.ok) throw new Error(made.reason)
    const write = () => welcomeCohort({ db, now: NOON, publicUrl: 'https://mint.example' }, { cohortId: made.cohortId })
    await Promise.all([write(), write()])
    const late = await educator('Cy Late')
    await addEducators(as(leader), {
      cohortId: made.cohortId,
      chosen: { organisationIds: [], personIds: ids([...people, late]), emails: [] },
      again: false,
      confirmed: [],
    })
    await write()
    const to = await Promise.all([...people, late].map(emailOf))
    const letters = (await listMail(db, 100)).filter(({ to_address }) => to.includes(to_address))
    expect(letters.map(({ to_address }) => to_address).toSorted()).toEqual(to.toSorted())
    const [letter] = letters.filter(({ to_address }) => to_address === to[0])
    expect(letter?.body).toContain('Dear Ann Arbor')
    expect(letter?.body).toContain('https://mint.example/medal')
    expect(letter?.body).toContain('together: “Aligning')
  })
})

describe('a cohort', () => {
  test('gets other words and another coach; its members leave it, and it ends', async () => {
    const coach = await makePerson(db, [{ kind: 'author', at: district }], 'Coach')
    const [asked, accepted] = [await educator(), await educator()]
    const made = await launch([asked, accepted], { coachEmail: `  ${(await emailOf(coach)).toUpperCase()} ` })
    if (!made.ok) throw new Error(JSON.stringify(made))
    const { cohortId } = made
    expect((await listCohorts(db, { coachId: coach.personId }, { limit: 10, offset: 0 })).map(({ id }) => id)).toEqual([
      cohortId,
    ])
    await answerOffer(as(accepted), { medallionId, answer: 'accept' })
    for (const { personId } of [asked, accepted])
      expect(await removeEducator(as(leader), { cohortId, personId })).toEqual({ ok: true })
    expect([await stateOf(asked), await stateOf(accepted)]).toEqual([null, 'accepted'])
    const words = { name: 'Winter', startsOn: '2027-01-01', endsOn: '2027-02-01', coachEmail: '' }
    expect(await changeCohort(as(leader), { cohortId, ...words })).toEqual({ ok: true })
    expect(await changeCohort(as(leader), { cohortId, ...words, endsOn: '2027-02-30' })).toMatchObject({
      problems: ['end_missing'],
    })
    expect(await findCohort(db, cohortId)).toMatchObject({ name: 'Winter', startsOn: '2027-01-01', coachId: null })
    await setInvitation(as(leader), { cohortId, open: true })
    const first = (await findCohort(db, cohortId))?.invitationToken
    await setInvitation(as(leader), { cohortId, open: true })
    expect((await findCohort(db, cohortId))?.invitationToken).not.toBe(first)
    expect(await closeCohort(as(leader), { cohortId })).toEqual({ ok: true })
    expect(await closeCohort(as(leader), { cohortId })).toEqual({ ok: false, reason: 'closed' })
  })

  test('is seen without those who have left, who keep what they accepted', async () => {
    const [stays, leaves] = [await educator('Stays'), await educator('Leaves')]
    const made = await launch([stays, leaves])
    if (!made.ok) throw new Error(made.reason)
    await answerOffer(as(leaves), { medallionId, answer: 'accept' })
    await db.updateTable('role').set({ ended_at: NOON }).where('person_id', '=', leaves.personId).execute()
    const { cohortId } = made
    expect((await listMembers(db, orgId, cohortId)).map(({ name }) => name)).toEqual(['Stays'])
    expect(await countMembers(db, orgId, cohortId)).toEqual({ all: 1, accepted: 0, offered: 1, found: 1 })
    const summary = (await listCohorts(db, { organisationIds: [district.id] }, { limit: 10, offset: 0 })).find(
      ({ id }) => id === cohortId,
    )
    expect(summary).toMatchObject({ members: 1, accepted: 0, offered: 1 })
    expect(await stateOf(leaves)).toBe('accepted')
  })

  test('that is closed leaves who did not answer to the next one', async () => {
    const sam = await educator()
    const made = await launch([sam])
    if (!made.ok) throw new Error(made.reason)
    await closeCohort(as(leader), { cohortId: made.cohortId })
    const next = await launch([sam])
    expect(next).toMatchObject({ ok: true, offered: 1 })
    expect((await findEnrolment(db, orgId, medallionId, sam.personId))?.cohortId).toBe(next.ok ? next.cohortId : '')
  })
})
