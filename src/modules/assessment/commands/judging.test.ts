import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { countEvents } from '#src/platform/events/events.ts'
import type { EventType } from '#src/events.ts'
import type { Organisation } from '../../people/queries/organisations.ts'
import { listDecisions, moveSubmission } from '../../submissions/queries/submissions.ts'
import { findSubmissionOwner } from '../../submissions/queries/waiting.ts'
import { testDatabase } from '#test/database/database.ts'
import {
  importFixtureCatalogue,
  makeDistrict,
  makePerson,
  makeSchool,
  makeWaitingSubmission,
  NOON,
} from '#test/factories/factories.ts'
import { findJudgement } from '../queries/judgement.ts'
import { listScores } from '../queries/score.ts'
import { claimSubmission } from './claim.ts'
import { decideSubmission } from './decide.ts'
import { expireClaims, releaseJudgement } from './give-up.ts'
import { raiseConcern } from './raise-concern.ts'
import { saveScore } from './save-score.ts'

const { db } = await testDatabase()
let publisher: Organisation
let school: Organisation

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  school = await makeSchool(db, await makeDistrict(db))
})

const HOUR = 3_600_000
const later = (hours: number) => new Date(NOON.getTime() + hours * HOUR)
const COMMENT = 'The first table names no task; next, add one row.'
const makeAssessor = () => makePerson(db, [{ kind: 'assessor', at: publisher }])
const stateOf = async (id: string) => (await findSubmissionOwner(db, id))?.state
const count = (type: EventType) => inTransaction(db, (tx) => countEvents(tx, type))

async function claim(actor: Actor, submissionId: string, now = NOON): Promise<string> {
  const claimed = await claimSubmission({ db, actor, now }, { submissionId })
  if (!claimed.ok) throw new Error(claimed.reason)
  return claimed.judgementId
}

async function makeHeld() {
  const educator = await makePerson(db, [{ kind: 'educator', at: school }])
  const work = await makeWaitingSubmission(db, { ...educator, school })
  const actor = await makeAssessor()
  return { ...work, educator, actor, judgementId: await claim(actor, work.id), first: work.criteria[0] ?? '' }
}
type Held = Awaited<ReturnType<typeof makeHeld>>

const save = (held: Held, levelId: string | null, comment = '', baseRevision = 0, now = NOON) =>
  saveScore(
    { db, actor: held.actor, now },
    { judgementId: held.judgementId, criterionId: held.first, levelId, comment, baseRevision },
  )

async function scoreAll({ actor, judgementId, criteria }: Held, levelFor: (criterionId: string) => string) {
  for (const criterionId of criteria) {
    const saved = await saveScore(
      { db, actor, now: NOON },
      { judgementId, criterionId, levelId: levelFor(criterionId), comment: COMMENT, baseRevision: 0 },
    )
    expect(saved.ok).toBe(true)
  }
}
const judge = (held: Held, now = NOON) =>
  decideSubmission({ db, actor: held.actor, now }, { judgementId: held.judgementId })
const scoresOf = ({ orgId, judgementId }: Held) => listScores(db, { orgId, id: judgementId })

describe('saving a score', () => {
  test('counts revisions, begins the 72 hours anew, and the judgement is in progress', async () => {
    const held = await makeHeld()
    expect(await save(held, 'developing', 'Too')).toMatchObject({ ok: true, revision: 1 })
    expect(await save(held, 'developing', COMMENT, 1, later(10))).toEqual({
      ok: true,
      revision: 2,
      savedAt: later(10),
      expiresAt: later(82),
    })
    expect(await findJudgement(db, held.judgementId)).toMatchObject({ state: 'in_progress', expiresAt: later(82) })
  })

  test('from an older tab is refused with what stands there, and the same words are no conflict', async () => {
    const held = await makeHeld()
    await save(held, 'developing', 'From the first tab')
    expect(await save(held, 'demonstrated', 'From the second tab')).toMatchObject({
      ok: false,
      reason: 'conflict',
      current: { levelId: 'developing', comment: 'From the first tab', revision: 1 },
    })
    expect(await save(held, 'developing', 'From the first tab')).toMatchObject({ ok: true, revision: 1 })
  })

  test('reads the line ends of a form as those of the script', async () => {
    const held = await makeHeld()
    await save(held, null, 'One\nTwo')
    expect(await save(held, null, 'One\r\nTwo')).toMatchObject({ ok: true, revision: 1 })
  })

  test('is refused for a stranger, a foreign criterion, a foreign level and a whole book', async () => {
    const held = await makeHeld()
    expect(await save({ ...held, actor: await makeAssessor() }, null)).toEqual({ ok: false, reason: 'unknown' })
    expect(await save({ ...held, first: 'nowhere' }, null)).toEqual({ ok: false, reason: 'not_open' })
    expect(await save(held, 'excellent')).toEqual({ ok: false, reason: 'level_unknown' })
    expect(await save(held, null, 'x'.repeat(5001))).toEqual({ ok: false, reason: 'too_long' })
    expect(await scoresOf(held)).toEqual([])
  })
})

describe('a claim that ends without a decision', () => {
  test('by release goes back to the queue, and its words come back to the same assessor alone', async () => {
    const held = await makeHeld()
    await save(held, 'developing', COMMENT)
    expect(await releaseJudgement({ db, actor: held.actor, now: NOON }, held)).toEqual({ ok: true })
    expect(await stateOf(held.id)).toBe('submitted')
    const other = await makeAssessor()
    const others = await claim(other, held.id)
    expect(await scoresOf({ ...held, judgementId: others })).toEqual([])
    await releaseJudgement({ db, actor: other, now: NOON }, { judgementId: others })
    const again = await claim(held.actor, held.id)
    expect(again).not.toBe(held.judgementId)
    expect(await scoresOf({ ...held, judgementId: again })).toMatchObject([{ levelId: 'developing', comment: COMMENT }])
    expect(await findJudgement(db, again)).toMatchObject({ state: 'in_progress' })
  })

  test('runs out after 72 quiet hours and not before, once, and loses nothing', async () => {
    const held = await makeHeld()
    await save(held, 'demonstrated', '', 0, later(1))
    const before = await count('assessment.expired')
    await expireClaims({ db, now: later(73) })
    expect(await stateOf(held.id)).toBe('in_assessment')
    await Promise.all([expireClaims({ db, now: later(73.01) }), expireClaims({ db, now: later(73.01) })])
    expect(await stateOf(held.id)).toBe('submitted')
    expect(await findJudgement(db, held.judgementId)).toMatchObject({ state: 'expired' })
    expect(await count('assessment.expired')).toBeGreaterThan(before)
    expect(await expireClaims({ db, now: later(73.01) })).toBe(0)
    // Still typing in the open page: refused, and kept for the next claim.
    expect(await save(held, 'demonstrated', COMMENT, 1, later(74))).toEqual({ ok: false, reason: 'ended' })
    const again = await claim(held.actor, held.id, later(75))
    expect(await scoresOf({ ...held, judgementId: again })).toMatchObject([
      { levelId: 'demonstrated', comment: COMMENT },
    ])
  })

  test('because the assessor knows the person is never offered to them again, nor anything else by that person', async () => {
    const held = await makeHeld()
    const raised = await raiseConcern({ db, actor: held.actor, now: NOON }, { ...held, kind: 'knows_person', note: '' })
    expect(raised).toEqual({ ok: true, released: true })
    expect(await stateOf(held.id)).toBe('submitted')
    const other = await makeWaitingSubmission(
      db,
      { ...held.educator, school },
      { slug: 'developing-driving-questions' },
    )
    for (const submissionId of [held.id, other.id])
      expect(await claimSubmission({ db, actor: held.actor, now: NOON }, { submissionId })).toEqual({
        ok: false,
        reason: 'unknown',
      })
  })
})

test('another concern is written down and the work goes on', async () => {
  const held = await makeHeld()
  const raise = (actor: Actor, note: string) =>
    raiseConcern({ db, actor, now: NOON }, { judgementId: held.judgementId, kind: 'file_does_not_open', note })
  expect(await raise(held.actor, 'The second file')).toEqual({ ok: true, released: false })
  expect(await raise(await makeAssessor(), '')).toEqual({ ok: false, reason: 'unknown' })
  expect(await raise(held.actor, 'x'.repeat(1001))).toEqual({ ok: false, reason: 'too_long' })
  expect(await stateOf(held.id)).toBe('in_assessment')
})

describe('a decision', () => {
  test('is refused while something is missing, and says what', async () => {
    const held = await makeHeld()
    await save(held, 'developing')
    const refused = await judge(held)
    if (refused.ok || refused.reason !== 'incomplete') throw new Error('not refused')
    expect(refused.missing[0]).toEqual({ criterionId: held.first, what: 'comment' })
    expect(refused.missing).toHaveLength(held.criteria.length)
    expect(await stateOf(held.id)).toBe('in_assessment')
  })

  test('is earned when every criterion is met, and not yet for a single one that is not', async () => {
    const held = await makeHeld()
    await scoreAll(held, () => 'demonstrated')
    expect(await judge(held)).toEqual({ ok: true, outcome: 'earned' })
    expect(await stateOf(held.id)).toBe('earned')

    const other = await makeHeld()
    await scoreAll(other, (id) => (id === other.first ? 'developing' : 'distinguished'))
    expect(await judge(other)).toEqual({ ok: true, outcome: 'not_yet' })
    const [decision] = await listDecisions(db, other.orgId, other.pursuitId)
    expect(decision?.criteria.filter(({ met }) => !met)).toEqual([
      { criterionId: other.first, levelId: 'developing', met: false, comment: COMMENT },
    ])
  })

  test('asked for twenty times at once is one decision and one event', async () => {
    const held = await makeHeld()
    await scoreAll(held, () => 'demonstrated')
    const before = await count('assessment.decided')
    const answers = await Promise.all(Array.from({ length: 20 }, () => judge(held)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'decided')).toHaveLength(19)
    expect(await count('assessment.decided')).toBe(before + 1)
    expect(await listDecisions(db, held.orgId, held.pursuitId)).toHaveLength(1)
    expect(await save(held, 'developing', COMMENT, 1)).toEqual({ ok: false, reason: 'decided' })
  })

  test('on a submission that was withdrawn meanwhile is refused, and nothing is lost', async () => {
    const held = await makeHeld()
    await scoreAll(held, () => 'demonstrated')
    await expireClaims({ db, now: later(100) })
    expect(await judge(held, later(100))).toEqual({ ok: false, reason: 'ended' })
    await inTransaction(db, (tx) =>
      moveSubmission(tx, { orgId: held.orgId, id: held.id, from: 'submitted', to: 'withdrawn', now: later(101) }),
    )
    expect(await judge(held, later(102))).toEqual({ ok: false, reason: 'withdrawn' })
    expect(await scoresOf(held)).toHaveLength(held.criteria.length)
    expect(await listDecisions(db, held.orgId, held.pursuitId)).toEqual([])
  })

  test('belongs to the one who holds the judgement', async () => {
    const held = await makeHeld()
    expect(await judge({ ...held, actor: await makeAssessor() })).toEqual({ ok: false, reason: 'unknown' })
    const admin = await makePerson(db, [{ kind: 'admin', at: publisher }])
    expect(await releaseJudgement({ db, actor: admin, now: NOON }, held)).toEqual({ ok: false, reason: 'unknown' })
  })

  test('against a release at the same moment: one of the two', async () => {
    for (let round = 0; round < 5; round++) {
      const held = await makeHeld()
      await scoreAll(held, () => 'demonstrated')
      const [decided, released] = await Promise.all([
        judge(held),
        releaseJudgement({ db, actor: held.actor, now: NOON }, held),
      ])
      expect(decided.ok).toBe(!released.ok)
      expect(await stateOf(held.id)).toBe(decided.ok ? 'earned' : 'submitted')
    }
  })
})
