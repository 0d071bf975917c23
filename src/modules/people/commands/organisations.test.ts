import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, makePublisher, NOON } from '#test/factories/factories.ts'
import { getOrganisation, listBelow, type Organisation } from '../queries/organisations.ts'
import { findProfile } from '../queries/profiles.ts'
import { countPeople, listMembers } from '../queries/tree.ts'
import { addOrganisation, moveOrganisation, renameOrganisation } from './organisations.ts'
import { describeOrganisation } from './profile.ts'

const { db } = await testDatabase()
const now = NOON

async function tree() {
  const root = await makeDistrict(db, 'Valley District')
  const given = { db, actor: await makePerson(db, [{ kind: 'admin', at: root }]), now }
  const add = async (parent: Organisation, name: string, kind: 'school' | 'district' = 'district') => {
    const made = await addOrganisation(given, { parentId: parent.id, kind, name })
    return getOrganisation(db, made.ok ? made.id : '')
  }
  return { root, given, add }
}

const pathOf = async ({ id }: Organisation) => (await getOrganisation(db, id)).path

describe('adding an organisation', () => {
  it('lets two schools have one name, each with an address of its own, also when they come at once', async () => {
    const { root, given } = await tree()
    const name = `École ${randomUUID().slice(0, 8)}`
    const made = await Promise.all(
      [1, 2, 3].map(() => addOrganisation(given, { parentId: root.id, kind: 'school', name })),
    )
    const schools = await Promise.all(made.map((one) => getOrganisation(db, one.ok ? one.id : '')))
    const slug = name.toLowerCase().replace('é', 'e').replace(' ', '-')
    expect(schools.map((school) => school.slug).sort()).toEqual([slug, `${slug}-2`, `${slug}-3`])
    expect(new Set(schools.map((school) => school.name))).toEqual(new Set([name]))
  })

  it('takes a name in any script, and none that is empty or endless', async () => {
    const { root, given } = await tree()
    const add = (name: string) => addOrganisation(given, { parentId: root.id, kind: 'school', name })
    expect(await add('学校')).toMatchObject({ ok: true })
    expect(await add(`${'a'.repeat(79)} b${'c'.repeat(100)}`)).toMatchObject({ ok: true })
    expect(await add(' \n ')).toEqual({ ok: false, reason: 'name_missing' })
    expect(await add('x'.repeat(10_000))).toEqual({ ok: false, reason: 'name_long' })
  })

  it('is refused under what the actor does not keep, under a publisher, and under nothing', async () => {
    const { root, given } = await tree()
    const other = await tree()
    const publisher = await makePublisher(db)
    const publishing = await makePerson(db, [{ kind: 'admin', at: publisher }])
    const leader = await makePerson(db, [{ kind: 'leader', at: root }])
    for (const [actor, parentId] of [
      [given.actor, other.root.id],
      [given.actor, randomUUID()],
      [publishing, publisher.id],
      [leader, root.id],
    ] as const)
      expect(await addOrganisation({ db, actor, now }, { parentId, kind: 'school', name: 'Nowhere' })).toEqual({
        ok: false,
        reason: 'unknown',
      })
  })
})

describe('moving an organisation', () => {
  it('moves everything below it, at any depth', async () => {
    const { root, given, add } = await tree()
    const [north, south] = [await add(root, 'North'), await add(root, 'South')]
    const area = await add(north, 'Area')
    const school = await add(area, 'School', 'school')
    expect(await moveOrganisation(given, { id: area.id, to: south.id })).toEqual({ ok: true })
    expect(await pathOf(area)).toEqual([root.id, south.id, area.id])
    expect(await pathOf(school)).toEqual([root.id, south.id, area.id, school.id])
    expect((await listBelow(db, [north.id])).map(({ id }) => id)).toEqual([north.id])
    const row = await db.selectFrom('organisation').select('parent_id').where('id', '=', area.id).executeTakeFirst()
    expect(row?.parent_id).toBe(south.id)
    expect(await moveOrganisation(given, { id: area.id, to: root.id })).toEqual({ ok: true })
    expect(await pathOf(school)).toEqual([root.id, area.id, school.id])
  })

  it('makes no cycle, also when two moves that would are made at once', async () => {
    const { root, given, add } = await tree()
    const [north, south] = [await add(root, 'North'), await add(root, 'South')]
    const area = await add(north, 'Area')
    for (const to of [north, area])
      expect(await moveOrganisation(given, { id: north.id, to: to.id })).toEqual({ ok: false, reason: 'cycle' })
    const both = await Promise.all([
      moveOrganisation(given, { id: north.id, to: south.id }),
      moveOrganisation(given, { id: south.id, to: north.id }),
    ])
    expect(both.map((one) => (one.ok ? 'moved' : one.reason)).sort()).toEqual(['cycle', 'moved'])
    expect(await pathOf(area)).toHaveLength(4)
  })

  it('is refused to another tree, for a root, and to who keeps only a part of it', async () => {
    const { root, given, add } = await tree()
    const other = await tree()
    const [north, south] = [await add(root, 'North'), await add(root, 'South')]
    const both = {
      db,
      actor: await makePerson(
        db,
        [root, other.root].map((at) => ({ kind: 'admin', at })),
      ),
      now,
    }
    const unknown = { ok: false, reason: 'unknown' }
    expect(await moveOrganisation(both, { id: north.id, to: other.root.id })).toEqual({
      ok: false,
      reason: 'other_tree',
    })
    expect(await moveOrganisation(given, { id: north.id, to: other.root.id })).toEqual(unknown)
    expect(await moveOrganisation(given, { id: root.id, to: north.id })).toEqual(unknown)
    expect(await moveOrganisation(given, { id: randomUUID(), to: north.id })).toEqual(unknown)
    const part = {
      db,
      actor: await makePerson(
        db,
        [north, south].map((at) => ({ kind: 'admin', at })),
      ),
      now,
    }
    expect(await moveOrganisation(part, { id: north.id, to: south.id })).toEqual(unknown)
  })
})

describe('renaming an organisation', () => {
  it('keeps its address', async () => {
    const { root, given, add } = await tree()
    const school = await add(root, `Old ${randomUUID().slice(0, 8)}`, 'school')
    expect(await renameOrganisation(given, { id: school.id, name: ' New\u0007  Name ' })).toEqual({ ok: true })
    expect(await getOrganisation(db, school.id)).toMatchObject({ name: 'New Name', slug: school.slug })
    expect(await renameOrganisation(given, { id: school.id, name: '' })).toEqual({ ok: false, reason: 'name_missing' })
    const stranger = { ...given, actor: (await tree()).given.actor }
    expect(await renameOrganisation(stranger, { id: school.id, name: 'Mine' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
  })
})

describe('who is where', () => {
  it('counts people once for what stands above their schools', async () => {
    const { root, add } = await tree()
    const [north, south] = [await add(root, 'North', 'school'), await add(root, 'South', 'school')]
    const both = [north, south].map((at) => ({ kind: 'educator' as const, at }))
    await makePerson(db, both)
    await makePerson(db, [...both.slice(0, 1), { kind: 'leader', at: root }])
    const counted = await countPeople(db, [root.id])
    const of = ({ id }: Organisation) => Object.fromEntries(counted.get(id) ?? [])
    expect(of(root)).toEqual({ admin: 1, educator: 2, leader: 1 })
    expect(of(north)).toEqual({ educator: 2 })
    expect(of(south)).toEqual({ educator: 1 })
    expect([...(await countPeople(db, [north.id])).keys()]).not.toContain(south.id)
  })

  it('lists those of an organisation itself, by role and by name', async () => {
    const { root, add } = await tree()
    const school = await add(root, 'School', 'school')
    const roles = (['leader', 'educator'] as const).map((kind) => ({ kind, at: school }))
    await makePerson(db, roles, 'Bo 50%')
    await makePerson(db, [{ kind: 'educator', at: school }], 'Al 500')
    const list = async (search: string, kind: 'leader' | null = null) => {
      const { total, members } = await listMembers(db, school.id, { search, kind, limit: 1, offset: 0 })
      return {
        total,
        names: members.map(({ name, roles: held }) => `${name}: ${held.map((role) => role.kind).join()}`),
      }
    }
    expect(await list('')).toEqual({ total: 2, names: ['Al 500: educator'] })
    expect(await list('50%')).toEqual({ total: 1, names: ['Bo 50%: leader,educator'] })
    expect(await list('', 'leader')).toEqual({ total: 1, names: ['Bo 50%: leader,educator'] })
    expect((await listMembers(db, root.id, { search: 'Bo', kind: null, limit: 9, offset: 0 })).total).toBe(0)
  })
})

describe('what an organisation says of itself', () => {
  const words = {
    monogram: 'VD',
    ink: '#486BB8',
    mission: 'Every learner asks real questions.',
    goals: [{ id: '', name: 'Inquiry', text: 'Questions first.' }],
  }

  it('is kept for its leaders and admins, and by nobody else', async () => {
    const { root, given, add } = await tree()
    const [north, south] = [await add(root, 'North', 'school'), await add(root, 'South', 'school')]
    const leader = { db, actor: await makePerson(db, [{ kind: 'leader', at: north }]), now }
    expect(await describeOrganisation(leader, { id: north.id, written: words, seen: '' })).toEqual({ ok: true })
    for (const id of [south.id, root.id, randomUUID()])
      expect(await describeOrganisation(leader, { id, written: words, seen: '' })).toEqual({
        ok: false,
        reason: 'unknown',
      })
    expect(await findProfile(db, north.id)).toEqual({
      ...words,
      ink: '#486bb8',
      goals: [{ id: 'inquiry', name: 'Inquiry', text: 'Questions first.' }],
    })
    expect(await findProfile(db, south.id)).toBeNull()
    const goals = [{ id: 'inquiry', name: 'Curiosity', text: '' }]
    const changed = { id: north.id, written: { ...words, goals }, seen: now.toISOString() }
    expect(await describeOrganisation(given, changed)).toEqual({ ok: true })
    expect((await findProfile(db, north.id))?.goals).toEqual(goals)
  })

  it('is not lost to somebody who has not seen it', async () => {
    const { root, given } = await tree()
    const save = (mission: string) =>
      describeOrganisation(given, { id: root.id, written: { ...words, mission }, seen: '' })
    const both = await Promise.all([save('One.'), save('Two.')])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'saved_meanwhile', seen: now.toISOString() })
  })
})
