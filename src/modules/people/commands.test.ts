import { describe, expect, it } from 'vitest'
import type { Config } from '#src/platform/start/config.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson } from '#test/factories/factories.ts'
import {
  addPerson,
  addSchool,
  completeSetup,
  ensurePublisher,
  offerSetup,
  sendSignInLink,
  setupLinkWorks,
} from './commands.ts'
import { findActor, findPersonByEmail, findPrimaryEmail, listPeople } from './queries/people.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-24T12:00:00Z')
const config = { mode: 'production', publicUrl: 'https://credentials.example.org' } as Config
const world = { db, config, now: () => now }

async function district() {
  const place = await makeDistrict(db)
  return { place, given: { db, actor: await makePerson(db, [{ kind: 'admin', at: place }]), now } }
}

describe('the first admin', () => {
  it('is made by a link that works once', async () => {
    await ensurePublisher(world, false)
    const lines: string[] = []
    await offerSetup(world, (line) => lines.push(line))
    const first = /token=(\S+)/.exec(lines[0] ?? '')?.[1] ?? ''
    await offerSetup(world, (line) => lines.push(line))
    const second = /token=(\S+)/.exec(lines[1] ?? '')?.[1] ?? ''
    expect(await setupLinkWorks(world, first)).toBe(false)
    expect(await setupLinkWorks(world, second)).toBe(true)
    expect(await setupLinkWorks({ db, now: () => new Date(now.getTime() + 25 * 3600_000) }, second)).toBe(false)

    const input = {
      name: 'Ada',
      email: 'Ada@Example.org ',
      passwordHash: 'x',
      publisher: 'Valley Credentials',
      district: 'Valley District',
      country: 'US',
      timeZone: 'America/Denver',
    }
    const results = await Promise.all([1, 2, 3].map(() => completeSetup({ db, now }, { ...input, token: second })))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const personId = await findPersonByEmail(db, 'ada@example.org')
    const admin = await findActor(db, personId ?? '')
    expect(admin?.roles.map(({ kind, organisationName }) => `${kind} ${organisationName}`).sort()).toEqual([
      'admin Valley Credentials',
      'admin Valley District',
      'registrar Valley Credentials',
    ])

    await offerSetup(world, (line) => lines.push(line))
    expect(lines).toHaveLength(2)
  })
})

describe('adding people', () => {
  it('makes a person, gives the role, and tells them by mail', async () => {
    const { place, given } = await district()
    const added = await addPerson(given, {
      name: ' Noor ',
      email: 'NOOR@one.example',
      organisationId: place.id,
      kind: 'educator',
      publicUrl: config.publicUrl,
    })
    expect(added).toMatchObject({ ok: true, isNew: true })
    const { people, total } = await listPeople(db, place.id, { search: 'noor', limit: 10, offset: 0 })
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
    expect(await addSchool(given, { parentId: other.place.id, name: 'Foreign School' })).toEqual({
      ok: false,
      reason: 'unknown',
    })
  })

  it.each([
    [{ name: ' ', email: 'a@b.example' }, 'name_missing'],
    [{ name: 'Ann', email: 'ann at school' }, 'email_wrong'],
  ])('refuses %o as %s', async (words, reason) => {
    const { place, given } = await district()
    expect(await addPerson(given, { ...words, organisationId: place.id, kind: 'educator', publicUrl: '' })).toEqual({
      ok: false,
      reason,
    })
  })

  it('adds a school once under one name', async () => {
    const { place, given } = await district()
    expect(await addSchool(given, { parentId: place.id, name: 'École Élémentaire' })).toMatchObject({ ok: true })
    expect(await addSchool(given, { parentId: place.id, name: 'ecole elementaire' })).toEqual({
      ok: false,
      reason: 'name_taken',
    })
    expect(await addSchool(given, { parentId: place.id, name: '***' })).toEqual({ ok: false, reason: 'name_missing' })
  })
})

describe('a sign-in link', () => {
  it('goes only to an address that belongs to somebody', async () => {
    const { given } = await district()
    const address = (await findPrimaryEmail(db, given.actor.personId))?.email ?? ''
    const before = await db.selectFrom('mail').select('id').execute()
    await sendSignInLink(world, 'nobody@nowhere.example', 'token')
    expect(await db.selectFrom('mail').select('id').execute()).toHaveLength(before.length)
    await sendSignInLink(world, address.toUpperCase(), 'tok/en')
    const letter = await db
      .selectFrom('mail')
      .select('body')
      .where('to_address', '=', address)
      .executeTakeFirstOrThrow()
    expect(letter.body).toContain('https://credentials.example.org/sign-in/link?token=tok%2Fen')
  })
})
