import { expect, test } from 'vitest'
import { answerOwn } from '#src/modules/people/commands/invitations.ts'
import { offerRole } from '#src/modules/people/queries/belonging.ts'
import { listInvitationsOf } from '#src/modules/people/queries/invitations.ts'
import { findActor } from '#src/modules/people/queries/people.ts'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { answerEverything, decideOn, newestAttempt, STATEMENTS_GIVEN } from '#test/factories/pursuits.ts'
import { findGoal, listPlan } from './queries/plan.ts'
import { findPursuit } from './queries/pursuits.ts'
import { startNextAttempt, submitForAssessment } from './commands/attempts.ts'
import { addToPlan, removeFromPlan, setGoal } from './commands/plan.ts'
import { startPursuit } from './commands/pursuits.ts'

const { db } = await testDatabase()
const later = new Date(NOON.getTime() + 86_400_000)

const actorOf = async (personId: string): Promise<Actor> => {
  const found = await findActor(db, personId)
  if (found === null) throw new Error('The person was made a moment ago.')
  return found
}

test('an educator who moves to another district keeps the plan and finishes the work that was begun', async () => {
  await importFixtureCatalogue(db)
  const [old, next] = [await makeDistrict(db, 'Old District'), await makeDistrict(db, 'Next District')]
  const before = await makePerson(db, [{ kind: 'educator', at: await makeSchool(db, old) }])
  const { personId } = before
  const given = { db, actor: before, now: NOON }
  await setGoal(given, 'Questions my students own')
  await addToPlan(given, 'infusing-skills')
  const begun = await startPursuit(given, { slug: 'meaningful-feedback' })
  const pursuitId = begun.ok ? begun.pursuitId : ''

  const organisation = await makeSchool(db, next)
  const by = (await makePerson(db, [{ kind: 'admin', at: next }])).personId
  await inTransaction(db, (tx) => offerRole(tx, { organisation, personId, kind: 'educator', by, now: NOON }))
  const id = (await listInvitationsOf(db, personId, NOON))[0]?.id ?? ''
  expect(await answerOwn({ db, actor: before, now: NOON }, { id, answer: 'accepted' })).toEqual({ ok: true })

  const actor = await actorOf(personId)
  const moved = { db, actor, now: later }
  expect(actor.roles.map(({ orgId }) => orgId)).toEqual([next.id])
  const owner = { orgId: next.id, personId }
  expect(await findGoal(db, owner)).toBe('Questions my students own')
  await addToPlan(moved, 'infusing-skills')
  await addToPlan(moved, 'rubric-design')
  expect((await listPlan(db, owner)).map(({ slug }) => slug)).toEqual(['infusing-skills', 'rubric-design'])
  await setGoal(moved, 'And answer')
  expect(await findGoal(db, owner)).toBe('And answer')
  expect(await removeFromPlan(moved, (await listPlan(db, owner))[0]?.id ?? '')).toEqual({ ok: true })

  expect(await startPursuit(moved, { slug: 'meaningful-feedback' })).toEqual({ ok: true, pursuitId, begun: false })
  await answerEverything(moved, pursuitId)
  const submitted = await submitForAssessment(moved, { pursuitId, statements: STATEMENTS_GIVEN, changedNote: '' })
  expect(submitted).toMatchObject({ ok: true })
  const attempt = await newestAttempt(db, pursuitId)
  await decideOn(db, attempt, attempt.openCriteria.slice(0, 1))
  expect(await startNextAttempt(moved, { pursuitId })).toEqual({ ok: true, attempt: 2 })
  await answerEverything(moved, pursuitId)
  expect((await findPursuit(db, pursuitId))?.orgId).toBe(old.id)
})
