import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { countEvents } from '#src/platform/events/events.ts'
import type { Organisation } from '../../people/queries/organisations.ts'
import { insertRole } from '../../people/queries/people.ts'
import { moveSubmission } from '../../submissions/queries/submissions.ts'
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
import { claimSubmission } from './claim.ts'

const { db } = await testDatabase()
let publisher: Organisation
let school: Organisation

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  school = await makeSchool(db, await makeDistrict(db))
})

const makeEducator = (at = school) => makePerson(db, [{ kind: 'educator', at }])
const makeAssessor = () => makePerson(db, [{ kind: 'assessor', at: publisher }])
const makeWaiting = async () => makeWaitingSubmission(db, { ...(await makeEducator()), school })
const claim = (actor: Actor, submissionId: string) => claimSubmission({ db, actor, now: NOON }, { submissionId })
const countClaims = () => inTransaction(db, (tx) => countEvents(tx, 'assessment.claimed'))
const stateOf = async (id: string) => (await findSubmissionOwner(db, id))?.state

describe('claiming', () => {
  test('gives the submission to the assessor alone, for 72 hours', async () => {
    const { id } = await makeWaiting()
    const assessor = await makeAssessor()
    const claimed = await claim(assessor, id)
    if (!claimed.ok) throw new Error(claimed.reason)
    expect(await findJudgement(db, claimed.judgementId)).toMatchObject({
      submissionId: id,
      assessorId: assessor.personId,
      state: 'claimed',
      expiresAt: new Date('2026-11-27T12:00:00Z'),
    })
    expect(await stateOf(id)).toBe('in_assessment')
    expect(await claim(await makeAssessor(), id)).toEqual({ ok: false, reason: 'taken' })
    expect(await claim(assessor, id)).toEqual(claimed)
  })

  test('at once by ten assessors: exactly one gets it', async () => {
    const { id } = await makeWaiting()
    const assessors = await Promise.all(Array.from({ length: 10 }, makeAssessor))
    const before = await countClaims()
    const answers = await Promise.all(assessors.map((assessor) => claim(assessor, id)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'taken')).toHaveLength(9)
    expect(await countClaims()).toBe(before + 1)
  })

  test('pressed ten times by one assessor leads to one judgement', async () => {
    const { id } = await makeWaiting()
    const assessor = await makeAssessor()
    const answers = await Promise.all(Array.from({ length: 10 }, () => claim(assessor, id)))
    expect(new Set(answers.map((answer) => (answer.ok ? answer.judgementId : answer.reason))).size).toBe(1)
  })

  test('against a withdrawal: one of the two, and never both', async () => {
    for (let round = 0; round < 10; round++) {
      const { orgId, id } = await makeWaiting()
      const assessor = await makeAssessor()
      const [claimed, withdrawn] = await Promise.all([
        claim(assessor, id),
        inTransaction(db, (tx) => moveSubmission(tx, { orgId, id, from: 'submitted', to: 'withdrawn', now: NOON })),
      ])
      expect(claimed.ok).toBe(!withdrawn)
      expect(await stateOf(id)).toBe(withdrawn ? 'withdrawn' : 'in_assessment')
      if (!claimed.ok) expect(claimed.reason).toBe('withdrawn')
    }
  })

  test('is refused to the educator, to their school now or before, and to whoever is no assessor', async () => {
    const educator = await makePerson(db, [
      { kind: 'educator', at: school },
      { kind: 'assessor', at: publisher },
    ])
    const { id } = await makeWaitingSubmission(db, { ...educator, school })
    const colleague = await makePerson(db, [
      { kind: 'educator', at: school },
      { kind: 'assessor', at: publisher },
    ])
    const former = await makeAssessor()
    await inTransaction(db, (tx) =>
      insertRole(
        tx,
        { orgId: school.rootId, organisationId: school.id, personId: former.personId, kind: 'educator' },
        NOON,
      ),
    )
    await db
      .updateTable('role')
      .set({ ended_at: NOON })
      .where('person_id', '=', former.personId)
      .where('kind', '=', 'educator')
      .execute()
    const admin = await makePerson(db, [{ kind: 'admin', at: publisher }])
    for (const actor of [educator, colleague, former, admin])
      expect(await claim(actor, id)).toEqual({ ok: false, reason: 'unknown' })
    expect(await stateOf(id)).toBe('submitted')
  })

  test('of what is not there is unknown', async () => {
    expect(await claim(await makeAssessor(), '0190a000-0000-7000-8000-000000000000')).toEqual({
      ok: false,
      reason: 'unknown',
    })
  })
})
