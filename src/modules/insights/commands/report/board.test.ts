import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { enrol, makeMedallion, recordAwards, REQUIRED, type Medallion } from '#test/factories/medallions/taken-up.ts'
import { decideOn, makeSubmitted, newestAttempt } from '#test/factories/pursuits.ts'
import { findAsked } from './asked.ts'
import { makeReport } from './board.ts'

const { db } = await testDatabase()
let district: Organisation
let large: Organisation
let small: Organisation
let elsewhere: Organisation
let medallion: Medallion
let mover: Actor
const people: Actor[] = []

const period = { kind: 'dates', name: 'the autumn', from: '2026-09-01', until: '2026-11-30' } as const
const report = (organisation: Organisation, medallionId: string | null = null) =>
  makeReport(db, { organisation, medallionId, period }, NOON)
const on = (day: string) => ({ awardedAt: new Date(`${day}T12:00:00Z`) })
const educator = (at: Organisation) => makePerson(db, [{ kind: 'educator', at }])

beforeAll(async () => {
  await importFixtureCatalogue(db)
  district = await makeDistrict(db)
  large = await makeSchool(db, district, 'Large School')
  small = await makeSchool(db, district, 'Small School')
  elsewhere = await makeSchool(db, await makeDistrict(db, 'Another District'), 'Elsewhere')
  const leader = await makePerson(db, [{ kind: 'leader', at: district }])
  medallion = await makeMedallion(db, { at: district, by: leader.personId, slug: 'ready-together' })
  for (let n = 0; n < 6; n += 1) people.push(await educator(large))
  const [first, second] = people
  if (first === undefined || second === undefined) throw new Error('Six were made.')
  for (const { personId } of people) {
    await enrol(db, medallion, personId)
    await recordAwards(db, personId, [REQUIRED[0]], on('2026-10-05'))
  }
  // Before the time of the report, and after it; a seventh that no medallion lists.
  await recordAwards(db, first.personId, [REQUIRED[1]], on('2026-08-31'))
  await recordAwards(db, second.personId, [REQUIRED[1]], on('2026-12-01'))
  await recordAwards(db, second.personId, ['infusing-skills'], on('2026-11-20'))
  await recordAwards(db, (await educator(small)).personId, [REQUIRED[0]], on('2026-10-06'))
  await recordAwards(db, (await educator(elsewhere)).personId, [REQUIRED[0]], on('2026-10-06'))

  // Earned in the small school, moved to the large one, and earned again there.
  mover = await educator(small)
  await recordAwards(db, mover.personId, [REQUIRED[2]], on('2026-09-10'))
  const moved = new Date('2026-10-01T12:00:00Z')
  await db
    .updateTable('role')
    .set({ started_at: new Date('2025-01-01T00:00:00Z'), ended_at: moved })
    .where('person_id', '=', mover.personId)
    .execute()
  await db
    .insertInto('role')
    .values({
      org_id: district.id,
      id: crypto.randomUUID(),
      organisation_id: large.id,
      person_id: mover.personId,
      kind: 'educator',
      started_at: moved,
    })
    .execute()
  await recordAwards(db, mover.personId, [REQUIRED[3]], on('2026-11-02'))
})

describe('the report of a district', () => {
  test('counts what its educators earned in the time, once, by goal, stack, month and school', async () => {
    const { people: all, earned, goals, stacks, overTime, schools, medallions } = await report(district)
    expect(all).toEqual({ educators: 8, takingPart: 6, holding: 0, earners: 8 })
    expect(earned.awards).toBe(10)
    expect(goals).toEqual([])
    expect(stacks.reduce((sum, { awards }) => sum + awards, 0)).toBe(10)
    expect(stacks.reduce((sum, { hours }) => sum + hours, 0)).toBe(earned.hours)
    expect(overTime.reduce((sum, { awards }) => sum + awards, 0)).toBe(10)
    expect(overTime.find(({ name }) => name === 'Week from 29 September 2026')?.awards).toBe(6)
    expect(medallions).toMatchObject([{ title: 'Ready Together', takingPart: 6, notBegun: 0, holding: 0 }])
    // Of the small school nothing is said, and nothing of the other by which it could be worked out.
    expect(schools?.map(({ name, educators }) => [name, educators])).toEqual([
      ['Large School', null],
      ['Small School', null],
    ])
  })

  test('of one medallion it counts its picks alone, by its goals', async () => {
    const { earned, goals, stacks, mission } = await report(district, medallion.id)
    expect(earned.awards).toBe(9)
    expect(goals.map(({ id, picks, awards }) => [id, picks, awards])).toEqual([
      ['taking-part', 7, 9],
      ['deciding', 3, 0],
    ])
    expect(stacks.every(({ title }) => title !== '')).toBe(true)
    expect(mission?.text).toMatch('No one sits out.')
  })

  test('what somebody earned before they moved stays with the school that they left', async () => {
    expect((await report(small)).earned.awards).toBe(2)
    expect((await report(large)).earned.awards).toBe(8)
    expect((await report(small)).schools).toBeNull()
  })

  test('names nobody who does not share a credential, and says how work was decided only of five people or more', async () => {
    const told = await report(district)
    expect(JSON.stringify(told)).not.toMatch('Sam Test')
    expect([told.shared, told.decisions]).toEqual([[], null])
    for (const actor of people.slice(0, 5)) {
      const pursuitId = await makeSubmitted({ db, actor, now: new Date('2026-11-20T12:00:00Z') }, 'rubric-design')
      await decideOn(db, await newestAttempt(db, pursuitId), [])
    }
    expect((await report(large)).decisions).toMatchObject({
      decisions: 5,
      earned: 5,
      atOnce: 5,
      attempts: 1,
      medianDays: 4,
    })
    expect((await report(small)).decisions).toBeNull()
  })
})

describe('who may ask', () => {
  test.each<[string, () => Promise<Actor>, seen: (string | undefined)[]]>([
    [
      'leader of the district',
      () => makePerson(db, [{ kind: 'leader', at: district }]),
      ['district', 'large', 'small'],
    ],
    ['leader of one school', () => makePerson(db, [{ kind: 'leader', at: large }]), ['large']],
    ['leader of another district', () => makePerson(db, [{ kind: 'leader', at: elsewhere }]), []],
    ['educator', () => educator(large), []],
    ['admin', () => makePerson(db, [{ kind: 'admin', at: district }]), []],
    ['registrar', () => makePerson(db, [{ kind: 'registrar', at: district }]), []],
  ])('%s', async (_, make, seen) => {
    const actor = await make()
    const asked = (of: Organisation) => findAsked(db, actor, new URLSearchParams({ of: of.id }), NOON)
    const found = await Promise.all(
      Object.entries({ district, large, small }).map(async ([name, of]) => ((await asked(of)) === null ? [] : [name])),
    )
    expect(found.flat()).toEqual(seen)
  })

  test('days that are none, and a medallion of another tree, are answered without a report of something else', async () => {
    const leader = await makePerson(db, [{ kind: 'leader', at: district }])
    const ask = (words: Record<string, string>) => findAsked(db, leader, new URLSearchParams(words), NOON)
    expect(await ask({ period: 'dates', from: '2026-02-30', until: '2026-03-01' })).toMatchObject({
      wrong: expect.stringMatching('Give both days') as unknown,
      period: { from: '2026-07-01', until: '2027-06-30' },
    })
    expect(await ask({ medallion: elsewhere.id })).toBeNull()
    expect(await ask({ of: 'x\u0000' })).toBeNull()
    expect((await ask({ period: 'last-quarter' }))?.period.name).toBe('July to September 2026')
  })
})
