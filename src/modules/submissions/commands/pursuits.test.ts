import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { countEvents } from '#src/platform/events/events.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { testDatabase } from '#test/database/database.ts'
import {
  importFixtureCatalogue,
  makeDistrict,
  makePerson,
  makeSchool,
  NOON,
  OUTLINE,
} from '#test/factories/factories.ts'
import {
  answerEverything,
  decideOn,
  makeSubmitted,
  newestAttempt,
  publishNewerVersion,
  STATEMENTS_GIVEN,
} from '#test/factories/pursuits.ts'
import { findMicroCredential } from '../../catalogue/queries/versions.ts'
import { listWaitingSubmissions } from '../queries/waiting.ts'
import { listResponses } from '../queries/responses.ts'
import { findPursuit, listPursuits } from '../queries/pursuits.ts'
import { listAttempts, moveSubmission } from '../queries/submissions.ts'
import { startPursuit, withdraw } from './pursuits.ts'
import { startNextAttempt, submitForAssessment } from './attempts.ts'

const { db } = await testDatabase()
const slug = 'developing-driving-questions'
let school: Awaited<ReturnType<typeof makeSchool>>
const educator = (): Promise<Actor> => makePerson(db, [{ kind: 'educator', at: school }])
const given = (actor: Actor, now = NOON) => ({ db, actor, now })

beforeAll(async () => {
  await importFixtureCatalogue(db)
  school = await makeSchool(db, await makeDistrict(db))
})

async function begin(actor: Actor): Promise<string> {
  const started = await startPursuit(given(actor), { slug })
  if (!started.ok) throw new Error(started.reason)
  return started.pursuitId
}

const newest = (pursuitId: string) => newestAttempt(db, pursuitId)

describe('starting', () => {
  test('opens a first draft of the newest version, with every criterion', async () => {
    const actor = await educator()
    const pursuitId = await begin(actor)
    const published = await findMicroCredential(db, slug)
    expect(await findPursuit(db, pursuitId)).toMatchObject({
      personId: actor.personId,
      organisationId: school.id,
      orgId: school.rootId,
      versionId: published?.versionId,
      state: 'active',
    })
    expect(await newest(pursuitId)).toMatchObject({
      attempt: 1,
      state: 'draft',
      openCriteria: ['open', 'needed', 'doable', 'tried', 'revised', 'reasoned', 'included'],
    })
  })

  test('again, and at the same moment, leads to the same pursuit', async () => {
    const actor = await educator()
    const started = await Promise.all(Array.from({ length: 8 }, () => startPursuit(given(actor), { slug })))
    const ids = new Set(started.map((each) => (each.ok ? each.pursuitId : each.reason)))
    expect(ids.size).toBe(1)
    expect(started.filter((each) => each.ok && each.begun)).toHaveLength(1)
    expect(await listPursuits(db, actor.personId)).toHaveLength(1)
  })

  test('is refused for an outline, for what there is not, and for who is no educator', async () => {
    const actor = await educator()
    expect(await startPursuit(given(actor), { slug: OUTLINE })).toEqual({
      ok: false,
      reason: 'outline',
    })
    expect(await startPursuit(given(actor), { slug: 'no-such-thing' })).toEqual({ ok: false, reason: 'unknown' })
    const leader = await makePerson(db, [{ kind: 'leader', at: school }])
    expect(await startPursuit(given(leader), { slug })).toEqual({ ok: false, reason: 'not_an_educator' })
  })
})

describe('withdrawing', () => {
  test('a draft, and then taking it up again with every word', async () => {
    const actor = await educator()
    const pursuitId = await begin(actor)
    await answerEverything(given(actor), pursuitId)
    const before = await newest(pursuitId)
    expect(await withdraw(given(actor), { pursuitId })).toEqual({ ok: true })
    expect(await findPursuit(db, pursuitId)).toMatchObject({ state: 'withdrawn' })
    expect(await withdraw(given(actor), { pursuitId })).toEqual({ ok: false, reason: 'closed' })

    expect(await startPursuit(given(actor), { slug })).toEqual({ ok: true, pursuitId, begun: true })
    const after = await newest(pursuitId)
    expect(after).toMatchObject({ attempt: 2, state: 'draft', openCriteria: before.openCriteria })
    const texts = async (id: string) =>
      (await listResponses(db, after.orgId, id)).map(({ promptId, body }) => `${promptId}: ${body}`).toSorted()
    expect(await texts(after.id)).toEqual(await texts(before.id))
    // Nothing was decided, so nobody is asked what changed.
    expect(
      await submitForAssessment(given(actor), { pursuitId, statements: STATEMENTS_GIVEN, changedNote: '' }),
    ).toMatchObject({ ok: true })
  })

  test('a draft of an older version: a fresh one of the newer begins, and the old words stay where they are', async () => {
    const actor = await educator()
    const old = 'infusing-skills'
    const first = await startPursuit(given(actor), { slug: old })
    if (!first.ok) throw new Error(first.reason)
    await withdraw(given(actor), first)
    const versionId = await publishNewerVersion(db, old)
    const second = await startPursuit(given(actor), { slug: old })
    if (!second.ok) throw new Error(second.reason)
    expect(second.pursuitId).not.toBe(first.pursuitId)
    expect(await findPursuit(db, second.pursuitId)).toMatchObject({ versionId })
  })

  test('a submission leaves the queue', async () => {
    const actor = await educator()
    const pursuitId = await makeSubmitted(given(actor), slug)
    const inQueue = async () =>
      (
        await listWaitingSubmissions(
          db,
          { publisherIds: [], orgIds: [school.rootId], exceptPersonIds: [], exceptOrganisationIds: [] },
          100,
        )
      ).some(({ personId }) => personId === actor.personId)
    expect(await inQueue()).toBe(true)
    expect(await withdraw(given(actor), { pursuitId })).toEqual({ ok: true })
    expect(await inQueue()).toBe(false)
  })

  test('is nothing a stranger can do', async () => {
    const pursuitId = await begin(await educator())
    const stranger = await makePerson(db, [
      { kind: 'educator', at: school },
      { kind: 'admin', at: school },
    ])
    expect(await withdraw(given(stranger), { pursuitId })).toEqual({ ok: false, reason: 'unknown' })
  })

  test('keeps what was met when a later attempt is withdrawn', async () => {
    const actor = await educator()
    const pursuitId = await makeSubmitted(given(actor), slug)
    await decideOn(db, await newest(pursuitId), ['revised'])
    await startNextAttempt(given(actor), { pursuitId })
    await withdraw(given(actor), { pursuitId })
    expect(await startPursuit(given(actor), { slug })).toMatchObject({ ok: true, pursuitId })
    expect(await newest(pursuitId)).toMatchObject({ attempt: 3, openCriteria: ['revised'] })
  })

  test('against a claim at the same moment: one of the two happens', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const actor = await educator()
        const pursuitId = await makeSubmitted(given(actor), slug)
        const { orgId, id } = await newest(pursuitId)
        const [taken, claimed] = await Promise.all([
          withdraw(given(actor), { pursuitId }),
          inTransaction(db, (tx) =>
            moveSubmission(tx, { orgId, id, from: 'submitted', to: 'in_assessment', now: NOON }),
          ),
        ])
        const { state } = await newest(pursuitId)
        return { withdrawn: taken.ok, claimed, state }
      }),
    )
    for (const { withdrawn, claimed, state } of outcomes) {
      expect(withdrawn).toBe(!claimed)
      expect(state).toBe(claimed ? 'in_assessment' : 'withdrawn')
    }
  })
})

describe('an overview of pursuits', () => {
  test('shows the newest attempt of each, and what is open', async () => {
    const actor = await educator()
    const pursuitId = await makeSubmitted(given(actor), slug)
    await decideOn(db, await newest(pursuitId), ['open', 'revised'])
    const [summary] = await listPursuits(db, actor.personId)
    expect(summary).toMatchObject({
      pursuitId,
      slug,
      title: 'Developing Driving Questions',
      pursuitState: 'active',
      submissionState: 'not_yet',
      attempt: 1,
      unmet: 2,
    })
    expect(summary?.decidedAt).toBeInstanceOf(Date)
    expect(await listAttempts(db, school.rootId, pursuitId)).toHaveLength(1)
  })
})

test('each start, withdrawal and submission is recorded once', async () => {
  const types = ['pursuit.started', 'submission.submitted', 'submission.withdrawn', 'pursuit.withdrawn'] as const
  const count = () =>
    inTransaction(db, async (tx) => {
      const counts: number[] = []
      for (const type of types) counts.push(await countEvents(tx, type))
      return counts
    })
  const before = await count()
  const actor = await educator()
  const pursuitId = await makeSubmitted(given(actor), slug)
  await startPursuit(given(actor), { slug })
  await withdraw(given(actor), { pursuitId })
  expect(await count()).toEqual(before.map((n) => n + 1))
})
