import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { EVENTS, HEARS, type EventType } from '#src/events.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { answerOffer, confirmQualified, moveToVersion } from '#src/modules/medallions/commands/answers.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { recordEvent } from '#src/platform/events/events.ts'
import { newId } from '#src/platform/database/ids.ts'
import type { World } from '#src/platform/world.ts'
import { issuingWorld } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import {
  CHOICE,
  enrol,
  makeMedallion,
  recordAwards,
  REQUIRED,
  type Medallion,
} from '#test/factories/medallions/taken-up.ts'
import { jobs } from '../../jobs.ts'
import { findCredential } from '../../queries/credentials.ts'
import { listAwardsOf } from '../../queries/awards.ts'
import { changeAward } from '../change-award.ts'
import { verifyCredential } from '../verify.ts'

const { db } = await testDatabase()
const world = issuingWorld(db) as World
let publisher: Organisation
let district: Organisation
let school: Organisation
let leader: Actor
let medallion: Medallion

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  district = await makeDistrict(db)
  school = await makeSchool(db, district)
  leader = await makePerson(db, [{ kind: 'leader', at: district }])
  medallion = await makeMedallion(db, { at: school, by: leader.personId, slug: 'ready-together' })
})

const ALL = [...REQUIRED, ...CHOICE.slice(0, 2)]
const isType = (type: string): type is EventType => Object.hasOwn(EVENTS, type)

/** Runs what credentials does about everything that has happened since, twice each, until nothing more happens. */
let heard = 0
async function settle(): Promise<void> {
  for (;;) {
    const events = await db.selectFrom('event').selectAll().orderBy('at').orderBy('id').offset(heard).execute()
    if (events.length === 0) return
    heard += events.length
    for (const { org_id: orgId, id: eventId, type, subject_id: subjectId, payload } of events)
      for (const task of isType(type) ? (HEARS[type] ?? []) : [])
        if (task.startsWith('credentials.'))
          for (let n = 0; n < 2; n++) await jobs[task]?.(world, { orgId, eventId, type, subjectId, payload })
  }
}

const medallionOf = async ({ personId }: Actor) => {
  await settle()
  return (await listAwardsOf(db, personId)).filter(({ kind }) => kind === 'medallion')
}
const educator = () => makePerson(db, [{ kind: 'educator', at: school }])
const given = (actor: Actor) => ({ db, actor, now: NOON })

test('what was earned before is awarded and signed once the educator accepts and a leader confirms', async () => {
  const person = await educator()
  await recordAwards(db, person.personId, ALL)
  await enrol(db, medallion, person.personId, { state: 'offered', qualifiedAtOffer: true })
  expect(await answerOffer(given(person), { medallionId: medallion.id, answer: 'accept' })).toMatchObject({ ok: true })
  expect(await medallionOf(person)).toEqual([])
  await confirmQualified(given(leader), { medallionId: medallion.id, personIds: [person.personId] })
  const [award, ...others] = await medallionOf(person)
  expect(others).toEqual([])
  const credential = await findCredential(db, award?.credentialId ?? '')
  expect((await verifyCredential(world, credential?.document)).verdict).toBe('valid')
})

test('an offer that is declined awards nothing, whatever is earned', async () => {
  const person = await educator()
  await enrol(db, medallion, person.personId, { state: 'offered' })
  await answerOffer(given(person), { medallionId: medallion.id, answer: 'decline' })
  await recordAwards(db, person.personId, ALL)
  expect(await medallionOf(person)).toEqual([])
})

test('a move to a version that asks for less awards it, and staying does not', async () => {
  const [moves, stays] = [await educator(), await educator()]
  const changing = await makeMedallion(db, { at: school, by: leader.personId, slug: 'changing' })
  for (const { personId } of [moves, stays]) {
    await enrol(db, changing, personId)
    await recordAwards(db, personId, [...REQUIRED, CHOICE[0]])
  }
  const { versionId } = await makeMedallion(db, {
    at: school,
    by: leader.personId,
    slug: 'changing',
    of: { ...changing, number: 1 },
    edit: { groups: [{ id: 'ways', title: 'One way', needed: 1 }] },
  })
  await moveToVersion(given(moves), { medallionId: changing.id, versionId, choice: 'move' })
  await moveToVersion(given(stays), { medallionId: changing.id, versionId, choice: 'stay' })
  expect(await medallionOf(moves)).toMatchObject([{ version: 2 }])
  expect(await medallionOf(stays)).toEqual([])
})

test('a file that was recorded awards it, and what is then taken back or held suspends it for everybody who checks', async () => {
  const person = await educator()
  await enrol(db, medallion, person.personId)
  const bulkId = newId()
  const [first] = await recordAwards(db, person.personId, ALL, { bulkId })
  const recorded = { type: 'bulk.recorded', orgId: publisher.id, subjectId: bulkId, actorId: null } as const
  await inTransaction(db, (tx) => recordEvent(tx, { ...recorded, payload: { awarded: 9 } }, NOON))
  const [award] = await medallionOf(person)
  const credential = await findCredential(db, award?.credentialId ?? '')
  const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  await changeAward(given(registrar), {
    ...(first ?? { orgId: '', awardId: '' }),
    action: 'suspend',
    reason: 'Case 12.',
  })
  expect(await medallionOf(person)).toMatchObject([{ state: 'suspended' }])
  expect((await verifyCredential(world, credential?.document)).verdict).toBe('suspended')
})
