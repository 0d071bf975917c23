import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { neededOf } from '#src/modules/medallions/rules/qualify.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { issuingWorld } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { Dice } from '#test/factories/dice.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool } from '#test/factories/factories.ts'
import {
  CHOICE,
  enrol,
  makeMedallion,
  medallionContent,
  recordAwards,
  REQUIRED,
  type Medallion,
} from '#test/factories/medallions/taken-up.ts'
import { listAwardsOf } from '../../queries/awards.ts'
import { listComponentAwards, listEarnedPicks } from '../../queries/medallions/earned.ts'
import { awardCollections } from '../award.ts'
import { changeAward, suspendCollections } from '../change-award.ts'
import { awardMedallion } from './award.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)
let school: Organisation
let registrar: Actor
let old: Medallion
let newer: Medallion

beforeAll(async () => {
  const publisher = await importFixtureCatalogue(db)
  school = await makeSchool(db, await makeDistrict(db))
  registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  const by = registrar.personId
  old = await makeMedallion(db, { at: school, by, slug: 'ready-together' })
  const groups = [{ id: 'ways', title: 'Ways', needed: 1 }]
  newer = await makeMedallion(db, {
    at: school,
    by,
    slug: 'ready-together',
    of: { ...old, number: 1 },
    edit: { groups },
  })
})

const ALL = [...REQUIRED, ...CHOICE]
const educator = async () => (await makePerson(db, [{ kind: 'educator', at: school }])).personId
const ofMedallion = async (personId: string) =>
  (await listAwardsOf(db, personId)).filter(({ kind }) => kind === 'medallion')

test('whatever is earned of it, it is awarded where all of it is, and nowhere else', async () => {
  const dice = new Dice(18)
  const { picks, groups } = medallionContent('ready-together')
  expect(neededOf({ picks, groups })).toBe(9)
  for (let round = 0; round < 120; round++) {
    const personId = await educator()
    const earned = ALL.filter(() => dice.chance(0.93))
    await recordAwards(db, personId, earned)
    await awardMedallion(world, await enrol(db, old, personId))
    const whole =
      REQUIRED.every((slug) => earned.includes(slug)) && CHOICE.filter((s) => earned.includes(s)).length >= 2
    expect([earned, (await ofMedallion(personId)).length]).toEqual([earned, whole ? 1 : 0])
  }
})

test('whatever happens at the same moment, it is there once at most, and in force only while all of it is', async () => {
  const dice = new Dice(81)
  const given = { db, actor: registrar, now: world.now() }
  const found = { awarded: 0, suspended: 0 }
  for (let round = 0; round < 120; round++) {
    const personId = await educator()
    const early = await recordAwards(db, personId, ALL.slice(0, -3))
    const enrolled = await enrol(db, old, personId, { state: 'offered' })
    const change = (set: object) => db.updateTable('enrolment').set(set).where('person_id', '=', personId).execute()
    const late = await recordAwards(db, personId, ALL.slice(-3 + dice.below(2)))
    const revoked = dice.chance(0.5) ? early[dice.below(early.length)] : undefined
    await Promise.all([
      ...late.map((award) => awardCollections(world, award)),
      change({ state: 'accepted', answered_at: world.now() }).then(() => awardMedallion(world, enrolled)),
      dice.chance(0.5)
        ? change({ version_id: newer.versionId }).then(() => awardMedallion(world, enrolled))
        : Promise.resolve(),
      revoked === undefined
        ? Promise.resolve()
        : changeAward(given, { ...revoked, action: dice.chance(0.5) ? 'revoke' : 'suspend', reason: 'Case 12.' }).then(
            () => suspendCollections(world, revoked),
          ),
    ])
    const [award, ...others] = await ofMedallion(personId)
    expect(others).toEqual([])
    if (revoked === undefined) expect(award?.state).toBe('active')
    if (award === undefined) continue
    found.awarded++
    if (award.state === 'suspended') found.suspended++
    const counted = await listComponentAwards(db, award)
    const inForce = (await listEarnedPicks(db, award.versionId, personId)).flatMap(({ award: each }) => each?.id ?? [])
    if (award.state === 'active') expect(counted.filter(({ id }) => !inForce.includes(id))).toEqual([])
    expect(award.hours).toBe(counted.reduce((sum, { hours }) => sum + hours, 0))
  }
  expect(found.suspended).toBeGreaterThan(0)
  expect(found.awarded).toBeGreaterThan(found.suspended)
})
