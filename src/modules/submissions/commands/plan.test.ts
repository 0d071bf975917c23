import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { findGoal, listPlan } from '../queries/plan.ts'
import { addToPlan, changePlanItem, movePlanItem, removeFromPlan, setGoal } from './plan.ts'

const { db } = await testDatabase()
let makeEducator: () => Promise<Actor>
let orgId: string
const given = (actor: Actor) => ({ db, actor, now: NOON })
const plan = ({ personId }: Actor) => listPlan(db, { orgId, personId })
const slugs = async (actor: Actor) => (await plan(actor)).map(({ slug }) => slug)

beforeAll(async () => {
  await importFixtureCatalogue(db)
  const district = await makeDistrict(db)
  const school = await makeSchool(db, district)
  orgId = district.id
  makeEducator = () => makePerson(db, [{ kind: 'educator', at: school }])
})

test('a plan holds a goal and chosen micro-credentials, outlines too, each once and in order', async () => {
  const actor = await makeEducator()
  await setGoal(given(actor), 'Feedback my students use')
  await setGoal(given(actor), ' Questions my students own ')
  expect(await findGoal(db, { orgId, personId: actor.personId })).toBe('Questions my students own')
  for (const slug of ['infusing-skills', 'meaningful-feedback', 'rubric-design', 'infusing-skills'])
    expect(await addToPlan(given(actor), slug)).toEqual({ ok: true })
  expect(await addToPlan(given(actor), 'no-such-thing')).toEqual({ ok: false, reason: 'unknown' })
  expect(await slugs(actor)).toEqual(['infusing-skills', 'meaningful-feedback', 'rubric-design'])
})

test('items move by one place, and stay within the plan', async () => {
  const actor = await makeEducator()
  for (const slug of ['infusing-skills', 'meaningful-feedback', 'rubric-design']) await addToPlan(given(actor), slug)
  const id = (await plan(actor))[2]?.id ?? ''
  await movePlanItem(given(actor), { id, direction: 'up' })
  expect(await slugs(actor)).toEqual(['infusing-skills', 'rubric-design', 'meaningful-feedback'])
  await movePlanItem(given(actor), { id, direction: 'up' })
  await movePlanItem(given(actor), { id, direction: 'up' })
  expect(await slugs(actor)).toEqual(['rubric-design', 'infusing-skills', 'meaningful-feedback'])
  await movePlanItem(given(actor), { id, direction: 'down' })
  expect(await slugs(actor)).toEqual(['infusing-skills', 'rubric-design', 'meaningful-feedback'])
})

test('an item has a date and a reason, and goes when it is removed', async () => {
  const actor = await makeEducator()
  await addToPlan(given(actor), 'infusing-skills')
  const id = (await plan(actor))[0]?.id ?? ''
  expect(await changePlanItem(given(actor), { id, targetDate: '2027-02-30', why: '' })).toEqual({
    ok: false,
    reason: 'bad_date',
  })
  expect(await changePlanItem(given(actor), { id, targetDate: '2027-02-28', why: 'Our spring project' })).toEqual({
    ok: true,
  })
  expect(await plan(actor)).toMatchObject([{ targetDate: '2027-02-28', why: 'Our spring project' }])
  await changePlanItem(given(actor), { id, targetDate: '', why: '' })
  expect(await plan(actor)).toMatchObject([{ targetDate: null, why: '' }])
  expect(await removeFromPlan(given(actor), id)).toEqual({ ok: true })
  expect(await plan(actor)).toEqual([])
})

test("nobody changes another person's plan, and a leader has none", async () => {
  const actor = await makeEducator()
  await addToPlan(given(actor), 'infusing-skills')
  const id = (await plan(actor))[0]?.id ?? ''
  const other = await makeEducator()
  expect(await removeFromPlan(given(other), id)).toEqual({ ok: false, reason: 'unknown' })
  expect(await changePlanItem(given(other), { id, targetDate: '', why: 'mine' })).toEqual({
    ok: false,
    reason: 'unknown',
  })
  expect(await movePlanItem(given(other), { id, direction: 'down' })).toEqual({ ok: false, reason: 'unknown' })
  const leader = await makePerson(db, [])
  expect(await setGoal(given(leader), 'x')).toEqual({ ok: false, reason: 'not_an_educator' })
  expect(await slugs(actor)).toEqual(['infusing-skills'])
})
