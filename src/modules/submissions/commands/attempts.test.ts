import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { countEvents } from '#src/platform/events/events.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { answerEverything, decideOn, makeSubmitted, newestAttempt, STATEMENTS_GIVEN } from '#test/factories/pursuits.ts'
import { getAssessable, getDecidedSubmission } from '../queries/assessable.ts'
import { findPursuit } from '../queries/pursuits.ts'
import { listResponses } from '../queries/responses.ts'
import { moveSubmission, recordDecision } from '../queries/submissions.ts'
import { setChangedNote, startNextAttempt, submitForAssessment } from './attempts.ts'
import { addLink, removeEvidence } from './evidence.ts'
import { startPursuit, withdraw } from './pursuits.ts'

const { db } = await testDatabase()
const slug = 'developing-driving-questions'
let makeEducator: () => Promise<Actor>
const given = (actor: Actor, now = NOON) => ({ db, actor, now })

beforeAll(async () => {
  await importFixtureCatalogue(db)
  const school = await makeSchool(db, await makeDistrict(db))
  makeEducator = () => makePerson(db, [{ kind: 'educator', at: school }])
})

async function begin(): Promise<{ actor: Actor; pursuitId: string }> {
  const actor = await makeEducator()
  const started = await startPursuit(given(actor), { slug })
  if (!started.ok) throw new Error(started.reason)
  return { actor, pursuitId: started.pursuitId }
}

const submit = (actor: Actor, pursuitId: string, changedNote = '', statements = STATEMENTS_GIVEN) =>
  submitForAssessment(given(actor), { pursuitId, statements, changedNote })

describe('handing in', () => {
  test('names everything that is missing, and keeps what was said', async () => {
    const { actor, pursuitId } = await begin()
    const refused = await submit(actor, pursuitId, 'Nothing yet', { ...STATEMENTS_GIVEN, own_work: false })
    expect(refused).toMatchObject({ ok: false, reason: 'incomplete' })
    const missing = !refused.ok && refused.reason === 'incomplete' ? refused.missing : []
    expect(missing.map(({ kind }) => kind)).toEqual([...Array<string>(9).fill('empty'), 'statement'])
    expect(await newestAttempt(db, pursuitId)).toMatchObject({ state: 'draft', changedNote: 'Nothing yet' })
  })

  test('starts the clock: the end of the fifth business day of the school, Thanksgiving left out', async () => {
    const { actor, pursuitId } = await begin()
    await answerEverything(given(actor), pursuitId)
    const dueAt = new Date('2026-12-03T04:59:59Z')
    expect(await submit(actor, pursuitId)).toEqual({ ok: true, dueAt })
    expect(await newestAttempt(db, pursuitId)).toMatchObject({ state: 'submitted', submittedAt: NOON, dueAt })
  })

  test('twice at the same moment hands in once', async () => {
    const { actor, pursuitId } = await begin()
    await answerEverything(given(actor), pursuitId)
    const count = () => inTransaction(db, (tx) => countEvents(tx, 'submission.submitted'))
    const before = await count()
    const answers = await Promise.all([submit(actor, pursuitId), submit(actor, pursuitId), submit(actor, pursuitId)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'closed')).toHaveLength(2)
    expect(await count()).toBe(before + 1)
  })

  test('is nothing a stranger can do, nor anyone after a withdrawal', async () => {
    const { actor, pursuitId } = await begin()
    await answerEverything(given(actor), pursuitId)
    expect(await submit(await makeEducator(), pursuitId)).toEqual({ ok: false, reason: 'unknown' })
    await withdraw(given(actor), { pursuitId })
    expect(await submit(actor, pursuitId)).toEqual({ ok: false, reason: 'closed' })
  })
})

describe('a decision', () => {
  test('earned ends the pursuit, and says the level of every criterion', async () => {
    const actor = await makeEducator()
    const pursuitId = await makeSubmitted(given(actor), slug)
    const attempt = await newestAttempt(db, pursuitId)
    await decideOn(db, attempt, [])
    expect(await findPursuit(db, pursuitId)).toMatchObject({ state: 'earned' })
    const decided = await getDecidedSubmission(db, attempt.orgId, attempt.id)
    expect(decided).toMatchObject({ personId: actor.personId, outcome: 'earned', decidedAt: NOON })
    expect(decided.levels).toEqual(Object.fromEntries(attempt.openCriteria.map((id) => [id, 'demonstrated'])))
  })

  test('is not taken for a submission that nobody assesses, nor a second time', async () => {
    const pursuitId = await makeSubmitted(given(await makeEducator()), slug)
    const { orgId, id } = await newestAttempt(db, pursuitId)
    const criteria = [{ criterionId: 'open', levelId: 'demonstrated', met: true, comment: '' }]
    const decide = () =>
      inTransaction(db, (tx) => recordDecision(tx, { orgId, submissionId: id, outcome: 'earned', criteria, now: NOON }))
    expect(await decide()).toBe(false)
    await inTransaction(db, (tx) =>
      moveSubmission(tx, { orgId, id, from: 'submitted', to: 'in_assessment', now: NOON }),
    )
    expect(new Set(await Promise.all([decide(), decide()]))).toEqual(new Set([false, true]))
    await expect(getDecidedSubmission(db, orgId, pursuitId)).rejects.toThrow('not decided')
  })

  test('never comes about by a move that the rules do not know', async () => {
    const pursuitId = await makeSubmitted(given(await makeEducator()), slug)
    const { orgId, id } = await newestAttempt(db, pursuitId)
    await expect(
      inTransaction(db, (tx) => moveSubmission(tx, { orgId, id, from: 'submitted', to: 'earned', now: NOON })),
    ).rejects.toThrow('never goes')
  })
})

describe('the next attempt', () => {
  async function notYet(unmet: string[]) {
    const { actor, pursuitId } = await begin()
    await answerEverything(given(actor), pursuitId)
    const link = await addLink(given(actor), {
      pursuitId,
      promptId: 'p5',
      url: 'https://example.org/log',
      name: 'The log',
    })
    if (!link.ok) throw new Error(link.reason)
    await submit(actor, pursuitId)
    const first = await newestAttempt(db, pursuitId)
    await decideOn(db, first, unmet)
    return { actor, pursuitId, first }
  }

  test('opens only what was not met, with its words and evidence', async () => {
    const { actor, pursuitId, first } = await notYet(['doable'])
    expect(await startNextAttempt(given(actor), { pursuitId })).toEqual({ ok: true, attempt: 2 })
    const second = await newestAttempt(db, pursuitId)
    expect(second).toMatchObject({ attempt: 2, state: 'draft', openCriteria: ['doable'] })
    expect(second.code).not.toBe(first.code)
    expect((await listResponses(db, second.orgId, second.id)).map(({ promptId }) => promptId).toSorted()).toEqual([
      'p1',
      'p5',
    ])
    const { evidence } = await getAssessable(db, second.orgId, second.id)
    expect(evidence).toMatchObject([{ promptId: 'p5', name: 'The log', url: 'https://example.org/log' }])
    // Taking it away now leaves what was assessed then as it was.
    await removeEvidence(given(actor), evidence[0]?.id ?? '')
    expect((await getAssessable(db, first.orgId, first.id)).evidence).toHaveLength(1)
  })

  test('asks what changed, and shows assessors the attempt before, blind', async () => {
    const { actor, pursuitId } = await notYet(['doable'])
    await startNextAttempt(given(actor), { pursuitId })
    expect(await submit(actor, pursuitId)).toMatchObject({ ok: false, missing: [{ kind: 'changed_note' }] })
    expect(await setChangedNote(given(actor), { pursuitId, note: 'Two sources by name.' })).toEqual({ ok: true })
    expect(await submit(actor, pursuitId, 'Two sources by name.')).toMatchObject({ ok: true })
    const second = await newestAttempt(db, pursuitId)
    const seen = await getAssessable(db, second.orgId, second.id)
    expect(seen).toMatchObject({ attempt: 2, openCriteria: ['doable'], changedNote: 'Two sources by name.' })
    expect(seen.previous).toHaveLength(1)
    expect(seen.previous[0]?.decision.criteria.find(({ criterionId }) => criterionId === 'doable')).toMatchObject({
      met: false,
    })
    expect(JSON.stringify(seen)).not.toContain(actor.personId)
    await decideOn(db, second, [])
    const decided = await getDecidedSubmission(db, second.orgId, second.id)
    expect(Object.keys(decided.levels).toSorted()).toEqual([
      'doable',
      'included',
      'needed',
      'open',
      'reasoned',
      'revised',
      'tried',
    ])
  })

  test('comes only after a not yet, once, and only for its educator', async () => {
    const { actor, pursuitId } = await notYet(['open'])
    expect(await startNextAttempt(given(await makeEducator()), { pursuitId })).toEqual({ ok: false, reason: 'unknown' })
    const answers = await Promise.all([
      startNextAttempt(given(actor), { pursuitId }),
      startNextAttempt(given(actor), { pursuitId }),
    ])
    expect(answers).toEqual([
      { ok: true, attempt: 2 },
      { ok: true, attempt: 2 },
    ])
    const fresh = await begin()
    expect(await startNextAttempt(given(fresh.actor), fresh)).toEqual({ ok: false, reason: 'closed' })
  })
})
