import { beforeAll, describe, expect, test } from 'vitest'
import { earn, issuingWorld } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool } from '#test/factories/factories.ts'
import {
  CHOICE,
  enrol,
  makeMedallion,
  recordAwards,
  REQUIRED,
  type Medallion,
} from '#test/factories/medallions/taken-up.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { newId } from '#src/platform/database/ids.ts'
import { listAwardsOf } from '../../queries/awards.ts'
import { awardCollections, awardDecided } from '../award.ts'
import { changeAward, suspendCollections } from '../change-award.ts'
import { awardMedallion, awardMedallionsOf } from './award.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)
let publisher: Organisation
let district: Organisation
let school: Organisation
let leader: string
let medallion: Medallion

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  district = await makeDistrict(db)
  school = await makeSchool(db, district)
  leader = (await makePerson(db, [{ kind: 'leader', at: school }])).personId
  medallion = await makeMedallion(db, { at: school, by: leader, slug: 'ready-together' })
})

const educator = async () => (await makePerson(db, [{ kind: 'educator', at: school }])).personId
const ofMedallions = async (personId: string) =>
  (await listAwardsOf(db, personId)).filter(({ kind }) => kind === 'medallion')
/** As the job of an award does it. */
const tell = (award: { orgId: string; awardId: string }) => awardCollections(world, award)
const ALL = [...REQUIRED, ...CHOICE.slice(0, 2)]

describe('a medallion', () => {
  test('is awarded by its own organisation with the last of what it needs, and says what it was earned with', async () => {
    const personId = await educator()
    await enrol(db, medallion, personId)
    const early = await recordAwards(db, personId, ALL.slice(0, -1))
    for (const award of early) await tell(award)
    expect(await ofMedallions(personId)).toEqual([])
    const [last] = await recordAwards(db, personId, [CHOICE[2]], { awardedAt: new Date('2026-11-20T08:00:00Z') })
    if (last === undefined) throw new Error('One was recorded.')
    await Promise.all([tell(last), tell(last), ...early.map(tell)])
    const [award, ...others] = await ofMedallions(personId)
    expect(others).toEqual([])
    expect(award).toMatchObject({
      orgId: school.id,
      achievementId: medallion.id,
      slug: medallion.slug,
      title: 'Ready Together',
      version: 1,
      state: 'active',
      medallion: { monogram: 'RT', petals: [...REQUIRED, CHOICE[0], CHOICE[2]] },
    })
    const counted = (await listAwardsOf(db, personId)).filter(({ kind }) => kind === 'micro-credential')
    expect(award?.hours).toBe(counted.reduce((sum, { hours }) => sum + hours, 0))
  })

  test('counts of a choice what was earned first, and no more than is needed', async () => {
    const personId = await educator()
    await recordAwards(db, personId, [...REQUIRED, CHOICE[1]])
    await recordAwards(db, personId, [CHOICE[2]], { awardedAt: new Date('2020-01-01T08:00:00Z') })
    await recordAwards(db, personId, [CHOICE[0]], { awardedAt: new Date('2026-11-24T13:00:00Z') })
    await awardMedallion(world, await enrol(db, medallion, personId))
    const [award] = await ofMedallions(personId)
    expect(award?.medallion?.petals.slice(-2)).toEqual([CHOICE[1], CHOICE[2]])
  })

  test('waits for the educator’s yes, and for a leader’s word where all of it was earned before', async () => {
    const personId = await educator()
    await recordAwards(db, personId, ALL)
    const enrolled = await enrol(db, medallion, personId, { state: 'offered', qualifiedAtOffer: true })
    const change = (set: object) => db.updateTable('enrolment').set(set).where('person_id', '=', personId).execute()
    await awardMedallion(world, enrolled)
    await change({ state: 'accepted', answered_at: world.now() })
    await awardMedallion(world, enrolled)
    expect(await ofMedallions(personId)).toEqual([])
    await change({ confirmed_by: leader, confirmed_at: world.now() })
    await Promise.all([awardMedallion(world, enrolled), awardMedallion(world, enrolled)])
    expect(await ofMedallions(personId)).toHaveLength(1)
  })

  test('is nobody’s who has left it, and asks for what the version of the enrolment lists', async () => {
    const [gone, moved] = [await educator(), await educator()]
    const fewer = await makeMedallion(db, { at: school, by: leader, slug: 'fewer' })
    for (const personId of [gone, moved]) await recordAwards(db, personId, [...REQUIRED, CHOICE[0]])
    const left = await enrol(db, fewer, gone)
    await db.updateTable('enrolment').set({ state: 'left' }).where('person_id', '=', gone).execute()
    const under = await enrol(db, fewer, moved)
    const newer = await makeMedallion(db, {
      at: school,
      by: leader,
      slug: 'fewer',
      of: { ...fewer, number: 1 },
      edit: { groups: [{ id: 'ways', title: 'One way', needed: 1 }] },
    })
    for (const enrolled of [left, under]) await awardMedallion(world, enrolled)
    expect([...(await ofMedallions(gone)), ...(await ofMedallions(moved))]).toEqual([])
    const move = db.updateTable('enrolment').set({ version_id: newer.versionId }).where('person_id', '=', moved)
    await Promise.all([move.execute(), awardMedallion(world, under)])
    await awardMedallion(world, under)
    expect(await ofMedallions(moved)).toMatchObject([{ version: 2, state: 'active' }])
  })

  test('is awarded for what a file recorded, as the file is told of', async () => {
    const [one, two] = [await educator(), await educator()]
    const bulkId = newId()
    for (const personId of [one, two]) await enrol(db, medallion, personId)
    await recordAwards(db, one, ALL, { bulkId })
    await recordAwards(db, two, ALL.slice(1), { bulkId })
    await Promise.all([1, 2].map(() => awardMedallionsOf(world, { orgId: publisher.id, bulkId })))
    expect(await ofMedallions(one)).toHaveLength(1)
    expect(await ofMedallions(two)).toEqual([])
  })

  test('twenty decisions at once award it once, also while two districts and a choice are waiting for it', async () => {
    const other = await makeMedallion(db, { at: district, by: leader, slug: 'ready-together' })
    const person = await makePerson(db, [{ kind: 'educator', at: school }])
    const { personId } = person
    await recordAwards(db, personId, REQUIRED.slice(0, 5))
    const late = [...REQUIRED.slice(5), ...CHOICE]
    const decided = await Promise.all(late.map((slug) => earn(db, person, slug)))
    const told = async (each: { orgId: string; submissionId: string }) => {
      const awardId = await awardDecided(world, each)
      if (awardId !== null) await tell({ orgId: publisher.id, awardId })
    }
    const accepting = [medallion, other].map(async (each) => awardMedallion(world, await enrol(db, each, personId)))
    await Promise.all([...Array.from({ length: 4 }, () => decided.map(told)).flat(), ...accepting])
    expect((await ofMedallions(personId)).map(({ orgId }) => orgId).sort()).toEqual([school.id, district.id].sort())
    const events = await db.selectFrom('event').select('payload').where('type', '=', 'award.made').execute()
    const told2 = events.filter(({ payload }) => /"medallion"/.test(JSON.stringify(payload)))
    expect(told2.filter(({ payload }) => JSON.stringify(payload).includes(personId))).toHaveLength(2)
  })
})

describe('what becomes of what it was earned with', () => {
  test.each([
    ['revoke', 'revoked'],
    ['suspend', 'suspended'],
  ] as const)(
    '%s: the medallion is suspended by its own issuer, what did not count touches nothing',
    async (action, said) => {
      const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
      const personId = await educator()
      const awards = await recordAwards(db, personId, [...ALL, CHOICE[2]])
      await awardMedallion(world, await enrol(db, medallion, personId))
      const change = async (award: { orgId: string; awardId: string } | undefined) => {
        if (award === undefined) throw new Error('It was recorded.')
        await changeAward({ db, actor: registrar, now: world.now() }, { ...award, action, reason: 'Case 12.' })
        await Promise.all([suspendCollections(world, award), suspendCollections(world, award)])
      }
      await change(awards.at(-1))
      expect(await ofMedallions(personId)).toMatchObject([{ state: 'active' }])
      await change(awards[0])
      const [award] = await ofMedallions(personId)
      expect(award?.state).toBe('suspended')
      expect(award?.reason).toMatch(RegExp(`^Aligning.*, which it is built on, was ${said}\\.$`))
      const events = await db
        .selectFrom('event')
        .select(['org_id', 'actor_id'])
        .where('type', '=', 'award.suspended')
        .where('subject_id', '=', award?.id ?? '')
        .execute()
      expect(events).toEqual([{ org_id: school.id, actor_id: null }])

      const given = { db, actor: registrar, now: world.now() }
      const [first] = awards
      await changeAward(given, {
        orgId: publisher.id,
        awardId: first?.awardId ?? '',
        action: 'reinstate',
        reason: 'All is well.',
      })
      expect(await ofMedallions(personId)).toMatchObject([{ state: 'suspended' }])
      const reinstate = {
        orgId: school.id,
        awardId: award?.id ?? '',
        action: 'reinstate',
        reason: 'Looked into.',
      } as const
      expect(await changeAward(given, reinstate)).toEqual({ ok: false, reason: 'unknown' })
      const above = await makePerson(db, [{ kind: 'registrar', at: district }])
      expect(await changeAward({ ...given, actor: above }, reinstate)).toEqual({ ok: true })
      expect(await ofMedallions(personId)).toMatchObject([{ state: 'active' }])
    },
  )

  test('the last one decided while another is being revoked never leaves it in force', async () => {
    const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
    for (let round = 0; round < 6; round++) {
      const personId = await educator()
      await enrol(db, medallion, personId)
      const awards = await recordAwards(db, personId, ALL)
      const [first] = awards
      const last = awards.at(-1)
      if (first === undefined || last === undefined) throw new Error('They were recorded.')
      await Promise.all([
        tell(last),
        changeAward(
          { db, actor: registrar, now: world.now() },
          { ...first, action: 'revoke', reason: 'The work was not theirs.' },
        ).then(() => suspendCollections(world, first)),
      ])
      expect((await ofMedallions(personId)).every(({ state }) => state === 'suspended')).toBe(true)
    }
  })
})
