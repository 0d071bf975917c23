import { beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#src/platform/database/database.ts'
import type { Actor } from '#src/platform/actor.ts'
import type { Organisation } from '../../people/queries/organisations.ts'
import { insertEvidence } from '../../submissions/queries/evidence.ts'
import { testDatabase } from '#test/database/database.ts'
import {
  importFixtureCatalogue,
  makeDistrict,
  makePerson,
  makeSchool,
  makeWaitingSubmission,
  NOON,
} from '#test/factories/factories.ts'
import { claimSubmission } from '../commands/claim.ts'
import { raiseConcern } from '../commands/raise-concern.ts'
import { findJudgement } from '../queries/judgement.ts'
import { getJudgementView } from './judgement-view.ts'
import { findEnding, getQueue } from './queue-view.ts'

const { db } = await testDatabase()
let publisher: Organisation
let district: Organisation
let school: Organisation

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  district = await makeDistrict(db, 'Lakeside District')
  school = await makeSchool(db, district, 'Riverside School')
})

const DAY = 86_400_000
const makeWork = async (at = school, dueAt = new Date(NOON.getTime() + DAY)) => {
  const educator = await makePerson(db, [{ kind: 'educator', at }], 'Amara Osei')
  return { educator, ...(await makeWaitingSubmission(db, { ...educator, school: at }, { dueAt })) }
}
const queueOf = (actor: Actor, now = NOON) => getQueue(db, actor, now)
const codes = async (actor: Actor) => (await queueOf(actor)).waiting.map(({ code }) => code)

describe('the queue', () => {
  test('holds what this assessor may judge, without conflicts, the first due first', async () => {
    const late = await makeWork(school, new Date(NOON.getTime() + 3 * DAY))
    const soon = await makeWork()
    const elsewhere = await makeWork(await makeSchool(db, await makeDistrict(db)), new Date(NOON.getTime() + 2 * DAY))
    const all = await makePerson(db, [{ kind: 'assessor', at: publisher }])
    expect(await codes(all)).toEqual([soon.code, elsewhere.code, late.code])
    const own = await makePerson(db, [{ kind: 'assessor', at: district }])
    expect(await codes(own)).not.toContain(elsewhere.code)
    const colleague = await makePerson(db, [
      { kind: 'assessor', at: publisher },
      { kind: 'educator', at: school },
    ])
    expect(await codes(colleague)).toEqual([elsewhere.code])
    expect(await codes(await makePerson(db, [{ kind: 'admin', at: publisher }]))).toEqual([])
    const claimed = await claimSubmission({ db, actor: all, now: NOON }, { submissionId: soon.id })
    if (!claimed.ok) throw new Error(claimed.reason)
    const { judgementId } = claimed
    const after = await queueOf(all, new Date(NOON.getTime() + 2.5 * DAY))
    expect(after.held).toMatchObject([{ judgementId, code: soon.code, scored: 0, clock: { overdue: true } }])
    expect(after.counts).toEqual({ waiting: 2, overdue: 1 })
    expect(await findEnding(db, all, judgementId)).toBeNull()
    await raiseConcern({ db, actor: all, now: NOON }, { judgementId, kind: 'knows_person', note: '' })
    expect(await codes(all)).not.toContain(soon.code)
    expect((await findEnding(db, all, judgementId))?.text).toContain('not be offered anything by this person')
    expect(await findEnding(db, own, judgementId)).toBeNull()
  })
})

test('no view names a person, a school, a district, a file of theirs or an earlier assessor', async () => {
  const work = await makeWork()
  const place = { orgId: work.orgId, submissionId: work.id, promptId: 'a1', kind: 'link' } as const
  await inTransaction(db, (tx) =>
    insertEvidence(tx, { ...place, name: 'Amara Osei: my plan', url: 'https://docs.example.org/x' }, NOON),
  )
  const actor = await makePerson(db, [{ kind: 'assessor', at: publisher }])
  const waiting = JSON.stringify(await queueOf(actor))
  const claimed = await claimSubmission({ db, actor, now: NOON }, { submissionId: work.id })
  const judgement = claimed.ok ? await findJudgement(db, claimed.judgementId) : null
  if (judgement === null) throw new Error('not claimed')
  const view = await getJudgementView(db, actor, judgement, NOON)
  expect(view.parts.flatMap(({ prompts }) => prompts.flatMap(({ evidence }) => evidence))).toMatchObject([
    { label: 'Link 1', url: 'https://docs.example.org/x' },
  ])
  const said = waiting + JSON.stringify(await queueOf(actor)) + JSON.stringify(view)
  for (const secret of [
    'Amara',
    'Riverside',
    'Lakeside',
    work.educator.personId,
    school.id,
    district.id,
    work.pursuitId,
  ])
    expect(said).not.toContain(secret)
})
