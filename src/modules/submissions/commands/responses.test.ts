import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { decideOn, makeSubmitted, newestAttempt } from '#test/factories/pursuits.ts'
import { findResponse, listConflicts, listResponses, listSelfAssessment } from '../queries/responses.ts'
import { startNextAttempt } from './attempts.ts'
import { startPursuit } from './pursuits.ts'
import { LONGEST_RESPONSE, saveResponse, saveSelfAssessment, settleConflict } from './responses.ts'

const { db } = await testDatabase()
const slug = 'developing-driving-questions'
let makeEducator: () => Promise<Actor>
let actor: Actor
let pursuitId: string
const given = (who = actor, now = NOON) => ({ db, actor: who, now })

beforeAll(async () => {
  await importFixtureCatalogue(db)
  const school = await makeSchool(db, await makeDistrict(db))
  makeEducator = () => makePerson(db, [{ kind: 'educator', at: school }])
})

beforeEach(async () => {
  actor = await makeEducator()
  const started = await startPursuit(given(), { slug })
  if (!started.ok) throw new Error(started.reason)
  pursuitId = started.pursuitId
})

const save = (body: string, baseRevision: number, promptId = 'p1', who = actor) =>
  saveResponse(given(who), { pursuitId, promptId, body, baseRevision })
const stored = async (promptId = 'p1') => {
  const { orgId, id } = await newestAttempt(db, pursuitId)
  return findResponse(db, { orgId, submissionId: id, promptId })
}
const conflicts = async () => {
  const { orgId, id } = await newestAttempt(db, pursuitId)
  return listConflicts(db, orgId, id)
}

describe('saving', () => {
  test('counts the revisions of one tab', async () => {
    expect(await save('A rain garden', 0)).toEqual({ ok: true, revision: 1, savedAt: NOON })
    expect(await save('A rain garden?', 1)).toEqual({ ok: true, revision: 2, savedAt: NOON })
    expect(await stored()).toMatchObject({ body: 'A rain garden?', revision: 2 })
  })

  test('keeps both texts when another tab was faster', async () => {
    await save('From the laptop', 0)
    const late = await save('From the phone', 0)
    expect(late).toMatchObject({ ok: false, reason: 'newer_elsewhere', revision: 1, body: 'From the laptop' })
    expect(await stored()).toMatchObject({ body: 'From the laptop' })
    expect(await conflicts()).toMatchObject([{ promptId: 'p1', body: 'From the phone' }])
    await save('From the phone', 0)
    expect(await conflicts()).toHaveLength(1)
  })

  test('the same text twice is no conflict', async () => {
    await save('Same', 0)
    expect(await save('Same', 0)).toMatchObject({ ok: true, revision: 1 })
    expect(await conflicts()).toEqual([])
  })

  test('what stands there already is not saved again, so that another tab can go on', async () => {
    await save('Same', 0)
    expect(await save('Same', 1)).toMatchObject({ ok: true, revision: 1 })
    expect(await save('Same and more', 1)).toMatchObject({ ok: true, revision: 2 })
  })

  test('the words of a form and of a script are the same words', async () => {
    await save('one\ntwo', 0)
    expect(await save('one\r\ntwo', 0)).toMatchObject({ ok: true, revision: 1 })
  })

  test('a prompt left empty leaves no trace, and an emptied one is kept empty', async () => {
    expect(await save('', 0)).toMatchObject({ ok: true, revision: 0 })
    expect(await stored()).toBeNull()
    await save('x', 0)
    expect(await save('', 1)).toMatchObject({ ok: true, revision: 2 })
    expect(await stored()).toMatchObject({ body: '' })
  })

  test('loses none of twenty texts that arrive at once', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => `Text ${i}`)
    const answers = await Promise.all(texts.map((text) => save(text, 0)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const kept = [(await stored())?.body ?? '', ...(await conflicts()).map(({ body }) => body)]
    expect(kept.toSorted()).toEqual(texts.toSorted())
  })

  test('is refused for strangers, for other prompts, for too much, and once it is submitted', async () => {
    expect(await save('x', 0, 'p1', await makeEducator())).toEqual({ ok: false, reason: 'unknown' })
    expect(await save('x', 0, 'p99')).toEqual({ ok: false, reason: 'unknown' })
    expect(await save('x'.repeat(LONGEST_RESPONSE + 1), 0)).toEqual({ ok: false, reason: 'too_long' })
    const other = await makeEducator()
    const submitted = await makeSubmitted(given(other), slug)
    expect(
      await saveResponse(given(other), { pursuitId: submitted, promptId: 'p1', body: 'late', baseRevision: 1 }),
    ).toEqual({
      ok: false,
      reason: 'closed',
    })
  })

  test('is refused under a prompt whose criteria are met', async () => {
    const other = await makeEducator()
    const later = await makeSubmitted(given(other), slug)
    await decideOn(db, await newestAttempt(db, later), ['revised'])
    await startNextAttempt(given(other), { pursuitId: later })
    const change = (promptId: string) =>
      saveResponse(given(other), { pursuitId: later, promptId, body: 'New words', baseRevision: 1 })
    expect(await change('p1')).toEqual({ ok: false, reason: 'locked' })
    expect(await change('a1')).toMatchObject({ ok: true, revision: 2 })
  })
})

describe('choosing between two texts', () => {
  const clash = async () => {
    await save('From the laptop', 0)
    await save('From the phone', 0)
    const [conflict] = await conflicts()
    if (conflict === undefined) throw new Error('no conflict')
    return conflict.id
  }

  test('the one that was kept', async () => {
    const conflictId = await clash()
    expect(await settleConflict(given(), { pursuitId, conflictId, keep: 'kept' })).toEqual({ ok: true })
    expect(await stored()).toMatchObject({ body: 'From the phone', revision: 2 })
    expect(await conflicts()).toEqual([])
    const { orgId, id } = await newestAttempt(db, pursuitId)
    const rows = await db
      .selectFrom('response_conflict')
      .select('body')
      .where('org_id', '=', orgId)
      .where('submission_id', '=', id)
      .execute()
    expect(rows.map(({ body }) => body).toSorted()).toEqual(['From the laptop', 'From the phone'])
  })

  test('the one that stands', async () => {
    const conflictId = await clash()
    await settleConflict(given(), { pursuitId, conflictId, keep: 'current' })
    expect(await stored()).toMatchObject({ body: 'From the laptop', revision: 1 })
    expect(await conflicts()).toEqual([])
    expect(await settleConflict(given(), { pursuitId, conflictId, keep: 'kept' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
  })

  test('saving a third text as the answer settles it', async () => {
    const conflictId = await clash()
    const both = {
      pursuitId,
      promptId: 'p1',
      body: 'From the laptop and the phone',
      baseRevision: 1,
      settles: conflictId,
    }
    expect(await saveResponse(given(), both)).toMatchObject({ ok: true, revision: 2 })
    expect(await conflicts()).toEqual([])
  })

  test('saving the kept text from its own tab settles it', async () => {
    await clash()
    expect(await save('From the phone', 1)).toMatchObject({ ok: true, revision: 2 })
    expect(await conflicts()).toEqual([])
  })
})

test('an own estimate is kept, changed and taken back', async () => {
  const estimate = (criterionId: string, levelId: string | null) =>
    saveSelfAssessment(given(), { pursuitId, criterionId, levelId })
  const { orgId, id } = await newestAttempt(db, pursuitId)
  await estimate('open', 'developing')
  await estimate('open', 'demonstrated')
  expect(await listSelfAssessment(db, orgId, id)).toEqual(new Map([['open', 'demonstrated']]))
  await estimate('open', null)
  expect(await listSelfAssessment(db, orgId, id)).toEqual(new Map())
  expect(await estimate('open', 'splendid')).toEqual({ ok: false, reason: 'unknown' })
  expect(await estimate('splendour', 'developing')).toEqual({ ok: false, reason: 'unknown' })
  expect(await listResponses(db, orgId, id)).toEqual([])
})
