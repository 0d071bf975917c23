import { expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { answerEverything, decideOn, newestAttempt, STATEMENTS_GIVEN } from '#test/factories/pursuits.ts'
import { findPrimaryEmail } from '../../../people/queries/people.ts'
import type { Actor } from '../../../../platform/actor.ts'
import { startNextAttempt, submitForAssessment } from '../../commands/attempts.ts'
import { saveComments, sendComments } from '../../commands/coaching/answer.ts'
import { askCoach } from '../../commands/coaching/ask.ts'
import { startPursuit, withdraw } from '../../commands/pursuits.ts'
import { loadWorkspace } from '../workspace.ts'
import { loadCoaching } from './coaching-view.ts'
import { loadReading } from './reading-view.ts'

const { db } = await testDatabase()
await importFixtureCatalogue(db)
const district = await makeDistrict(db)
const school = await makeSchool(db, district)
const as = (actor: Actor) => ({ db, actor, now: NOON })
const educator = () => makePerson(db, [{ kind: 'educator', at: school }], 'Amara')
const coach = await makePerson(db, [{ kind: 'educator', at: school }], 'Noor')
const email = (await findPrimaryEmail(db, coach.personId))?.email ?? ''
const slug = 'developing-driving-questions'

async function asking(amara: Actor, pursuitId: string): Promise<string> {
  const asked = await askCoach(as(amara), { pursuitId, coachId: '', email, question: 'Is it clear?' })
  if (!asked.ok) throw new Error(asked.reason)
  return asked.requestId
}
async function drafting() {
  const amara = await educator()
  const started = await startPursuit(as(amara), { slug })
  if (!started.ok) throw new Error(started.reason)
  const { pursuitId } = started
  await answerEverything(as(amara), pursuitId)
  return { amara, pursuitId }
}
const seenBy = (who: Actor, id: string) => loadReading(db, who, id).catch(() => null)
const coaching = async (amara: Actor, pursuitId: string) =>
  loadCoaching(db, amara, await loadWorkspace(db, amara, pursuitId))
async function answer(requestId: string, about = 'prompt:p1'): Promise<void> {
  await saveComments(as(coach), { requestId, comments: new Map([[about, 'Say when.']]) })
  await sendComments(as(coach), { requestId })
}

test('a draft is read by the coach who was asked, in no other role, and no word of it after the answer', async () => {
  const { amara, pursuitId } = await drafting()
  const requestId = await asking(amara, pursuitId)
  const others = await Promise.all([
    ...(['leader', 'admin', 'registrar', 'assessor', 'educator'] as const).map((kind) =>
      makePerson(db, [
        { kind, at: school },
        { kind, at: district },
      ]),
    ),
    makePerson(db, []),
  ])
  for (const who of [amara, ...others]) expect(await seenBy(who, requestId)).toBeNull()
  const read = await seenBy(coach, requestId)
  expect(read?.draft?.question).toBe('Is it clear?')
  expect(read?.draft?.parts.flatMap(({ prompts }) => prompts)[0]?.body).toContain('word1')
  await answer(requestId)
  expect(await seenBy(coach, requestId)).toMatchObject({ standing: 'answered', draft: null })
})

test('what a coach wrote stands beside the work until it is decided, also when it was put away meanwhile', async () => {
  const { amara, pursuitId } = await drafting()
  await saveComments(as(coach), { requestId: await asking(amara, pursuitId), comments: new Map([['', 'Not sent.']]) })
  expect(await coaching(amara, pursuitId)).toMatchObject({ whole: [], answered: [], open: { coach: 'Noor' } })
  const [open] = [(await coaching(amara, pursuitId)).open]
  expect(open?.question).toBe('Is it clear?')
  await withdraw(as(amara), { pursuitId })
  await startPursuit(as(amara), { slug })
  const again = await asking(amara, pursuitId)
  await answer(again)
  await withdraw(as(amara), { pursuitId })
  await startPursuit(as(amara), { slug })
  expect((await coaching(amara, pursuitId)).byPrompt['p1']).toMatchObject([{ coach: 'Noor', body: 'Say when.' }])
  await submitForAssessment(as(amara), { pursuitId, statements: STATEMENTS_GIVEN, changedNote: '' })
  const attempt = await newestAttempt(db, pursuitId)
  await decideOn(db, attempt, attempt.openCriteria.slice(0, 1))
  await startNextAttempt(as(amara), { pursuitId })
  const next = await coaching(amara, pursuitId)
  expect([next.places, next.answered, next.open]).toEqual([[], [], null])
})

test('a coach is offered after the third "not yet", and reads only what is open again', async () => {
  const { amara, pursuitId } = await drafting()
  for (const tries of [1, 2, 3]) {
    expect((await coaching(amara, pursuitId)).offered).toBe(false)
    await answerEverything(as(amara), pursuitId)
    const handed = { pursuitId, statements: STATEMENTS_GIVEN, changedNote: 'I said more.' }
    expect(await submitForAssessment(as(amara), handed), String(tries)).toMatchObject({ ok: true })
    const attempt = await newestAttempt(db, pursuitId)
    await decideOn(db, attempt, attempt.openCriteria.slice(0, 1))
    await startNextAttempt(as(amara), { pursuitId })
  }
  expect((await coaching(amara, pursuitId)).offered).toBe(true)
  const read = await seenBy(coach, await asking(amara, pursuitId))
  const prompts = read?.draft?.parts.flatMap((part) => part.prompts) ?? []
  expect(prompts.some(({ locked }) => locked)).toBe(true)
  for (const { locked, body } of prompts) expect(locked).toBe(body === '')
})
