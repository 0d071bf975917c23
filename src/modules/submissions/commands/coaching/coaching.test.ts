import { describe, expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { makeMedallion, PICKS } from '#test/factories/medallions/designed.ts'
import { answerEverything, newestAttempt, STATEMENTS_GIVEN } from '#test/factories/pursuits.ts'
import { takeUp } from '../../../medallions/commands/answers.ts'
import { launchCohort } from '../../../medallions/commands/launching.ts'
import { findPrimaryEmail } from '../../../people/queries/people.ts'
import type { Actor } from '../../../../platform/actor.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { listMail } from '../../../../platform/events/mail.ts'
import { listComments } from '../../queries/coaching/comments.ts'
import { findRequest, listAskedAbout, listAskedOf, listCoachesReading } from '../../queries/coaching/requests.ts'
import { findPursuit } from '../../queries/pursuits.ts'
import { submitForAssessment } from '../attempts.ts'
import { startPursuit, withdraw } from '../pursuits.ts'
import { saveComments, sendComments } from './answer.ts'
import { askCoach, listCoachesFor, takeBackQuestion } from './ask.ts'
import { tellCoach, tellCoached } from './tell.ts'

const { db } = await testDatabase()
await importFixtureCatalogue(db)
const district = await makeDistrict(db)
const school = await makeSchool(db, district)
const leader = await makePerson(db, [{ kind: 'leader', at: school }])
const coach = await makePerson(db, [{ kind: 'educator', at: school }], 'Noor Coach')
const { medallionId } = await makeMedallion(db, leader, school)
const slug = PICKS[0]

const as = (actor: Actor) => ({ db, actor, now: NOON })
const emailOf = async ({ personId }: Actor) => (await findPrimaryEmail(db, personId))?.email ?? ''
const educator = () => makePerson(db, [{ kind: 'educator', at: school }], 'Amara Educator')

async function draftOf(who: Actor): Promise<string> {
  const started = await startPursuit(as(who), { slug })
  if (!started.ok) throw new Error(started.reason)
  return started.pursuitId
}

/** Somebody in a cohort with the coach, at work on a draft. */
async function coached() {
  const amara = await educator()
  await launchCohort(as(leader), {
    cohortId: newId(),
    medallionId,
    organisationId: school.id,
    name: 'Autumn',
    startsOn: '2026-09-01',
    endsOn: '2026-12-18',
    coachEmail: await emailOf(coach),
    togetherId: null,
    welcome: '',
    link: false,
    chosen: { organisationIds: [], personIds: [amara.personId], emails: [] },
    again: false,
    confirmed: [],
  })
  await takeUp(as(amara), { medallionId })
  const pursuitId = await draftOf(amara)
  const ask = (question = 'Is it clear?', who = amara) =>
    askCoach(as(who), { pursuitId, coachId: coach.personId, email: '', question })
  return { amara, pursuitId, ask }
}

describe('asking', () => {
  test('goes to the coach of the cohort, once while it is open', async () => {
    const { amara, pursuitId, ask } = await coached()
    const microCredentialId = (await findPursuit(db, pursuitId))?.microCredentialId ?? ''
    expect(await listCoachesFor(db, { personId: amara.personId, microCredentialId })).toEqual([
      { id: coach.personId, name: 'Noor Coach' },
    ])
    const asked = await Promise.all([ask(), ask(), ask()])
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1)
    expect(asked.filter((each) => !each.ok && each.reason === 'asked')).toHaveLength(2)
    expect(await ask('  ')).toEqual({ ok: false, reason: 'empty' })
    expect(await ask('x'.repeat(2001))).toEqual({ ok: false, reason: 'long' })
    expect(await ask('Mine?', coach)).toEqual({ ok: false, reason: 'unknown' })
    const [open] = await listAskedAbout(db, school.rootId, pursuitId)
    expect((await listAskedOf(db, coach.personId)).map(({ id }) => id)).toContain(open?.id)
  })

  test('goes to a colleague by an address of theirs where there is no coach, and to nobody else', async () => {
    const amara = await educator()
    const pursuitId = await draftOf(amara)
    const stranger = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    const ask = (email: string) => askCoach(as(amara), { pursuitId, coachId: coach.personId, email, question: 'Well?' })
    for (const email of ['', 'nobody@nowhere.example', await emailOf(stranger)])
      expect(await ask(email)).toEqual({ ok: false, reason: 'nobody' })
    expect(await ask(await emailOf(amara))).toEqual({ ok: false, reason: 'oneself' })
    expect(await ask((await emailOf(leader)).toUpperCase())).toMatchObject({ ok: true })
  })
})

describe('answering', () => {
  test('is kept for the coach until it is sent, and ends their reading', async () => {
    const { amara, pursuitId, ask } = await coached()
    const asked = await ask()
    if (!asked.ok) throw new Error(asked.reason)
    const { requestId } = asked
    const { orgId, id: submissionId } = await newestAttempt(db, pursuitId)
    expect(await listCoachesReading(db, orgId, submissionId)).toEqual([coach.personId])
    const write = (words: [string, string][], who = coach) =>
      saveComments(as(who), { requestId, comments: new Map(words) })
    expect(await sendComments(as(coach), { requestId })).toEqual({ ok: false, reason: 'silent' })
    expect(await write([['', 'Go on.']], amara)).toEqual({ ok: false, reason: 'unknown' })
    await write([
      ['', 'Go on.'],
      ['prompt:p1', 'Say when.\r\nAnd where.'],
      ['prompt:nowhere', 'Nobody asked.'],
    ])
    expect(
      await write([
        ['', ' '],
        ['prompt:p1', 'x'.repeat(5001)],
      ]),
    ).toEqual({ ok: true, tooLong: ['prompt:p1'] })
    expect((await listComments(db, orgId, [requestId])).map(({ about, body }) => [about, body])).toEqual([
      ['prompt:p1', 'Say when.\nAnd where.'],
    ])
    const sent = await Promise.all([sendComments(as(coach), { requestId }), sendComments(as(coach), { requestId })])
    expect(sent.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await write([['', 'One more thing.']])).toEqual({ ok: false, reason: 'over' })
    expect(await listCoachesReading(db, orgId, submissionId)).toEqual([])
    expect((await ask('And now?')).ok).toBe(true)
  })

  test.each(['taken back', 'handed in', 'put away'] as const)(
    'is over once the draft or the question is %s',
    async (how) => {
      const { amara, pursuitId, ask } = await coached()
      await answerEverything(as(amara), pursuitId)
      const asked = await ask()
      if (!asked.ok) throw new Error(asked.reason)
      const { requestId } = asked
      if (how === 'taken back') await takeBackQuestion(as(amara), { pursuitId })
      if (how === 'put away') await withdraw(as(amara), { pursuitId })
      if (how === 'handed in')
        expect(
          await submitForAssessment(as(amara), { pursuitId, statements: STATEMENTS_GIVEN, changedNote: '' }),
        ).toMatchObject({ ok: true })
      const { orgId, id } = await newestAttempt(db, pursuitId)
      expect(await listCoachesReading(db, orgId, id)).toEqual([])
      expect(await saveComments(as(coach), { requestId, comments: new Map([['', 'Late.']]) })).toEqual({
        ok: false,
        reason: 'over',
      })
      expect(await sendComments(as(coach), { requestId })).toEqual({ ok: false, reason: 'over' })
      expect(await takeBackQuestion(as(amara), { pursuitId })).toEqual({ ok: false, reason: 'over' })
    },
  )
})

test('both are told by letter, once, without a word of the draft', async () => {
  const { pursuitId, amara, ask } = await coached()
  const asked = await ask('My secret question?')
  if (!asked.ok) throw new Error(asked.reason)
  const { requestId } = asked
  const about = { eventId: newId(), requestId }
  const given = { db, now: NOON, publicUrl: 'https://mint.example' }
  await tellCoach(given, about)
  await tellCoach(given, about)
  await saveComments(as(coach), { requestId, comments: new Map([['', 'My secret answer.']]) })
  await sendComments(as(coach), { requestId })
  await tellCoached(given, { ...about, eventId: newId() })
  const to = [await emailOf(coach), await emailOf(amara)]
  const letters = (await listMail(db, 50)).filter(({ to_address }) => to.includes(to_address))
  expect(letters).toHaveLength(2)
  expect(letters.map(({ body }) => body).join()).not.toContain('secret')
  expect(letters.map(({ body }) => body).join()).toContain(`https://mint.example/coaching/${requestId}`)
  expect(letters.map(({ body }) => body).join()).toContain(`https://mint.example/pursuits/${pursuitId}/check`)
  expect((await findRequest(db, requestId))?.state).toBe('answered')
})
