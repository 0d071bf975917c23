import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { RoleKind } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, makeSchool } from '#test/factories/factories.ts'
import type { Organisation } from '../queries/organisations.ts'
import { endRole, offerRole } from '../queries/belonging.ts'
import { findActor, findPersonByEmail, findPrimaryEmail, listPeople } from '../queries/people.ts'
import { addPerson, endPersonsRole, moveEducator } from './roles.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-24T12:00:00Z')
const later = new Date('2026-12-01T12:00:00Z')

async function district() {
  const place = await makeDistrict(db)
  return { place, given: { db, actor: await makePerson(db, [{ kind: 'admin', at: place }]), now } }
}

/** The roles that a person holds now: `educator Test School`. */
const held = async (personId: string): Promise<string[]> =>
  ((await findActor(db, personId))?.roles ?? [])
    .map(({ kind, organisationName }) => `${kind} ${organisationName}`)
    .sort()

const roleId = async (personId: string, kind: RoleKind, at: Organisation): Promise<string> =>
  (
    await db
      .selectFrom('role')
      .select('id')
      .where('person_id', '=', personId)
      .where('kind', '=', kind)
      .where('organisation_id', '=', at.id)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow()
  ).id

describe('adding people', () => {
  it('makes a person, gives the role, and tells them by mail', async () => {
    const { place, given } = await district()
    const added = await addPerson(given, {
      name: ' Noor ',
      email: 'NOOR@one.example',
      organisationId: place.id,
      kind: 'educator',
      publicUrl: 'https://mintmark.example',
    })
    expect(added).toMatchObject({ ok: true, isNew: true })
    const { people, total } = await listPeople(db, place, { search: 'noor', limit: 10, offset: 0 })
    expect(total).toBe(1)
    expect(people[0]).toMatchObject({ name: 'Noor', email: 'noor@one.example', roles: [{ kind: 'educator' }] })
    const letters = await db.selectFrom('mail').select('body').where('to_address', '=', 'noor@one.example').execute()
    expect(letters).toHaveLength(1)
  })

  it('knows a person again whose address differs only in case, and refuses a role twice', async () => {
    const { place, given } = await district()
    const person = {
      name: 'Dev',
      email: 'dev@two.example',
      organisationId: place.id,
      kind: 'educator' as const,
      publicUrl: '',
    }
    const first = await addPerson(given, person)
    expect(await addPerson(given, { ...person, email: 'DEV@two.example' })).toEqual({ ok: false, reason: 'role_held' })
    const second = await addPerson(given, { ...person, kind: 'assessor' })
    expect(second).toMatchObject({ ok: true, isNew: false, personId: first.ok && first.personId })
  })

  it('refuses an organisation of another tree as unknown', async () => {
    const { given } = await district()
    const other = await district()
    const tried = await addPerson(given, {
      name: 'Eve',
      email: 'eve@three.example',
      organisationId: other.place.id,
      kind: 'admin',
      publicUrl: '',
    })
    expect(tried).toEqual({ ok: false, reason: 'unknown' })
    expect(await findPersonByEmail(db, 'eve@three.example')).toBeNull()
  })

  it.each([
    [{ name: ' ', email: 'a@b.example' }, 'name_missing'],
    [{ name: 'Ann', email: 'ann at school' }, 'email_wrong'],
    [{ name: 'A'.repeat(10_000), email: 'a@b.example' }, 'name_long'],
    [{ name: 'Ann', email: `${'a'.repeat(10_000)}@b.example` }, 'email_wrong'],
  ])('refuses %o as %s', async (words, reason) => {
    const { place, given } = await district()
    expect(await addPerson(given, { ...words, organisationId: place.id, kind: 'educator', publicUrl: '' })).toEqual({
      ok: false,
      reason,
    })
  })

  it('makes one person of an address that two admins add at once', async () => {
    const { place, given } = await district()
    const person = { name: 'Kim', email: 'kim@race.example', organisationId: place.id, publicUrl: '' }
    const kinds = ['educator', 'leader', 'author'] as const
    const added = await Promise.all(kinds.map((kind) => addPerson(given, { ...person, kind })))
    expect(new Set(added.map((one) => one.ok && one.personId)).size).toBe(1)
    expect(added.filter((one) => one.ok && one.isNew)).toHaveLength(1)
  })

  it('asks an educator of another district instead, and tells nothing of where they work', async () => {
    const [here, there] = [await district(), await district()]
    const { personId } = await makePerson(db, [{ kind: 'educator', at: there.place }])
    const email = (await findPrimaryEmail(db, personId))?.email ?? ''
    const person = { name: 'Ida', email: email.toUpperCase(), organisationId: here.place.id, publicUrl: '' }
    expect(await addPerson(here.given, { ...person, kind: 'educator' })).toMatchObject({ outcome: 'offered' })
    expect(await addPerson(here.given, { ...person, kind: 'educator' })).toMatchObject({ outcome: 'offered' })
    expect(await held(personId)).toEqual(['educator Test District'])
    const waiting = await db.selectFrom('invitation').select('email').where('org_id', '=', here.place.id).execute()
    expect(waiting).toEqual([{ email }])
    expect(await addPerson(here.given, { ...person, kind: 'author' })).toMatchObject({ outcome: 'given' })
  })

  it('finds people by what they are called, whatever signs that is', async () => {
    const { place } = await district()
    const school = await makeSchool(db, place)
    await makePerson(db, [{ kind: 'educator', at: school }], '100%_\\ Percent')
    await makePerson(db, [{ kind: 'leader', at: place }], 'Robin Plain')
    const found = async (search: string, at = place) =>
      (await listPeople(db, at, { search, limit: 10, offset: 0 })).people.map(({ name }) => name)
    expect(await found('%')).toEqual(['100%_\\ Percent'])
    expect(await found('_')).toEqual(['100%_\\ Percent'])
    expect(await found('\\ p')).toEqual(['100%_\\ Percent'])
    expect(await found('ROBIN')).toEqual(['Robin Plain'])
    expect(await found('robin', school)).toEqual([])
  })
})

describe('giving a role by a file or by hand', () => {
  it('is direct within a tree, and held once', async () => {
    const { place, given } = await district()
    const [north, south] = [await makeSchool(db, place, 'North'), await makeSchool(db, place, 'South')]
    const { personId } = await makePerson(db, [{ kind: 'educator', at: north }])
    const give = (organisation: Organisation) =>
      inTransaction(db, (tx) =>
        offerRole(tx, { organisation, personId, kind: 'educator', by: given.actor.personId, now }),
      )
    expect(await give(south)).toBe('given')
    expect(await give(south)).toBe('held')
    expect(await give((await district()).place)).toBe('offered')
    expect(await held(personId)).toEqual(['educator North', 'educator South'])
  })
})

describe('ending a role', () => {
  it('ends what its holder sees, and is done once', async () => {
    const { place, given } = await district()
    const { personId } = await makePerson(db, [{ kind: 'leader', at: place }])
    const role = await roleId(personId, 'leader', place)
    expect(await endPersonsRole({ ...given, now: later }, role)).toEqual({ ok: true })
    expect(await held(personId)).toEqual([])
    expect(await endPersonsRole({ ...given, now: later }, role)).toEqual({ ok: false, reason: 'unknown' })
    const row = await db.selectFrom('role').select('ended_at').where('id', '=', role).executeTakeFirstOrThrow()
    expect(row.ended_at).toEqual(later)
  })

  it('leaves a tree its last admin, also when two admins end each other at once', async () => {
    const { place, given } = await district()
    const own = await roleId(given.actor.personId, 'admin', place)
    expect(await endPersonsRole(given, own)).toEqual({ ok: false, reason: 'last_admin' })
    const other = await makePerson(db, [{ kind: 'admin', at: place }])
    const theirs = await roleId(other.personId, 'admin', place)
    const both = await Promise.all([endPersonsRole(given, theirs), endPersonsRole({ ...given, actor: other }, own)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is refused to admins of another tree and of another school, and for what is no role', async () => {
    const [here, there] = [await district(), await district()]
    const [north, south] = [await makeSchool(db, here.place), await makeSchool(db, here.place)]
    const { personId } = await makePerson(db, [{ kind: 'educator', at: north }])
    const role = await roleId(personId, 'educator', north)
    const neighbour = await makePerson(db, [{ kind: 'admin', at: south }])
    const leader = await makePerson(db, [{ kind: 'leader', at: north }])
    for (const actor of [there.given.actor, neighbour, leader])
      expect(await endPersonsRole({ db, actor, now }, role)).toEqual({ ok: false, reason: 'unknown' })
    expect(await endPersonsRole(here.given, randomUUID())).toEqual({ ok: false, reason: 'unknown' })
    const ended = await inTransaction(db, (tx) =>
      endRole(tx, { orgId: there.place.id, roleId: role, by: there.given.actor.personId, now }),
    )
    expect(ended).toBe('unknown')
  })
})

describe('moving an educator to another school', () => {
  it('is one step within a tree, and impossible out of it', async () => {
    const { place, given } = await district()
    const [north, south] = [await makeSchool(db, place, 'North'), await makeSchool(db, place, 'South')]
    const { personId } = await makePerson(db, [{ kind: 'educator', at: north }])
    const role = await roleId(personId, 'educator', north)
    const abroad = (await district()).place
    expect(await moveEducator(given, { roleId: role, to: abroad.id })).toEqual({ ok: false, reason: 'unknown' })
    const moves = await Promise.all([1, 2].map(() => moveEducator(given, { roleId: role, to: south.id })))
    expect(moves.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await held(personId)).toEqual(['educator South'])
  })
})
