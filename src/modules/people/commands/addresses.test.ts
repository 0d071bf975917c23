import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { listAddresses, listRequests, loginAddressOf } from '../queries/addresses.ts'
import { normalEmail } from '../rules.ts'
import { findActor, findPersonByEmail, findPrimaryEmail, markVerified } from '../queries/people.ts'
import { askForAddress, confirmAddress, makePrimary, MOST_ADDRESSES, openAddress, removeAddress } from './addresses.ts'
import { addPerson } from './roles.ts'

const { db } = await testDatabase()
const now = NOON
const publicUrl = 'https://mintmark.example'
const newAddress = (): string => `${randomUUID()}@more.example`

async function person() {
  const actor = await makePerson(db, [])
  return { actor, first: (await findPrimaryEmail(db, actor.personId))?.email ?? '', given: { db, actor, now } }
}

const letters = (email: string) =>
  db.selectFrom('mail').select(['subject', 'body']).where('to_address', '=', email).orderBy('id').execute()

async function asked(actor: Actor, email: string): Promise<string> {
  expect(await askForAddress({ db, actor, now }, { email, publicUrl })).toMatchObject({ ok: true })
  return /addresses\/(\S+)/.exec((await letters(normalEmail(email))).at(-1)?.body ?? '')?.[1] ?? ''
}

describe('another address', () => {
  it('is added by the link that went there, once, and signs in', async () => {
    const { actor, first, given } = await person()
    const email = newAddress()
    const token = await asked(actor, ` ${email.toUpperCase()} `)
    expect(await listAddresses(db, actor.personId)).toHaveLength(1)
    expect(await listRequests(db, actor.personId, now)).toEqual([email])
    const tries = await Promise.all([1, 2, 3].map(() => confirmAddress(given, token)))
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await listAddresses(db, actor.personId)).map((address) => address.email)).toEqual([first, email])
    expect(await loginAddressOf(db, email)).toBe(first)
    expect(await askForAddress(given, { email: email.toUpperCase(), publicUrl })).toEqual({ ok: false, reason: 'held' })
  })

  it('is given to nobody else by that link, nor after a day, nor by an older link', async () => {
    const { actor, given } = await person()
    const email = newAddress()
    const older = await asked(actor, email)
    const token = await asked(actor, email)
    const stranger = { db, actor: (await person()).actor, now }
    const late = { ...given, now: new Date(now.getTime() + 24 * 3600_000) }
    for (const tried of [confirmAddress(stranger, token), confirmAddress(late, token), confirmAddress(given, older)])
      expect(await tried).toEqual({ ok: false, reason: 'gone' })
    expect(await confirmAddress(given, token)).toMatchObject({ ok: true })
  })

  it('tells nobody that it belongs to another person, but them', async () => {
    const [one, other] = [await person(), await person()]
    expect(await askForAddress(one.given, { email: other.first, publicUrl })).toEqual({ ok: true, email: other.first })
    expect((await letters(other.first)).at(-1)?.subject).toBe('This address already has a Mintmark account')
    expect(await listRequests(db, one.actor.personId, now)).toEqual([])
  })

  it('goes to the first of two who confirm it', async () => {
    const [one, other] = [await person(), await person()]
    const email = newAddress()
    const [mine, theirs] = [await asked(one.actor, email), await asked(other.actor, email)]
    const both = await Promise.all([confirmAddress(one.given, mine), confirmAddress(other.given, theirs)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both).toContainEqual({ ok: false, reason: 'taken' })
  })

  it('is refused where it is none, or one too many', async () => {
    const { actor, given } = await person()
    for (const email of ['', 'x', 'a b@c.example', `${'a'.repeat(10_000)}@b.example`])
      expect(await askForAddress(given, { email, publicUrl })).toEqual({ ok: false, reason: 'email_wrong' })
    for (let n = 1; n < MOST_ADDRESSES; n++) await confirmAddress(given, await asked(actor, newAddress()))
    expect(await askForAddress(given, { email: newAddress(), publicUrl })).toEqual({ ok: false, reason: 'too_many' })
  })
})

describe('the primary address', () => {
  it('can be another confirmed one, and then signs in too; it is never removed', async () => {
    const { actor, first, given } = await person()
    const email = newAddress()
    await confirmAddress(given, await asked(actor, email))
    expect(await makePrimary(given, email.toUpperCase())).toEqual({ ok: true })
    expect(await listAddresses(db, actor.personId)).toEqual([
      { email, primary: true, verified: true },
      { email: first, primary: false, verified: true },
    ])
    const login = await db.selectFrom('auth.login').select('email').where('id', '=', actor.personId).executeTakeFirst()
    expect(login).toEqual({ email })
    expect(await removeAddress(given, email)).toEqual({ ok: false, reason: 'unknown' })
    expect(await removeAddress(given, first)).toEqual({ ok: true })
    expect(await findPersonByEmail(db, first)).toBeNull()
    expect(await removeAddress(given, email)).toEqual({ ok: false, reason: 'unknown' })
  })

  it('is one, whatever is chosen at once', async () => {
    const { actor, given } = await person()
    const more = [newAddress(), newAddress()]
    for (const email of more) await confirmAddress(given, await asked(actor, email))
    await Promise.all([...more, ...more].map((email) => makePrimary(given, email)))
    await Promise.all(more.map((email) => removeAddress(given, email)))
    expect((await listAddresses(db, actor.personId)).filter(({ primary }) => primary)).toHaveLength(1)
  })

  it('is never that of another person', async () => {
    const [one, other] = [await person(), await person()]
    expect(await makePrimary(one.given, other.first)).toEqual({ ok: false, reason: 'unknown' })
    expect(await removeAddress(one.given, other.first)).toEqual({ ok: false, reason: 'unknown' })
    expect(await findPersonByEmail(db, other.first)).toBe(other.actor.personId)
  })

  it('stays when what was asked for is given up', async () => {
    const { actor, given } = await person()
    const email = newAddress()
    const token = await asked(actor, email)
    expect(await removeAddress(given, email)).toEqual({ ok: true })
    expect(await confirmAddress(given, token)).toEqual({ ok: false, reason: 'gone' })
  })
})

describe('an address that somebody else has entered', () => {
  /** An educator of one district, and an entry that another has made of them under an address of its own. */
  async function entered() {
    const [old, next] = [await makeDistrict(db, 'Old District'), await makeDistrict(db, 'Next District')]
    const actor = await makePerson(db, [
      { kind: 'educator', at: old },
      { kind: 'author', at: next },
    ])
    const admin = await makePerson(db, [{ kind: 'admin', at: next }])
    const email = newAddress()
    const person = { name: 'The same', email, organisationId: next.id, publicUrl }
    for (const kind of ['educator', 'author'] as const) await addPerson({ db, actor: admin, now }, { ...person, kind })
    return { actor, given: { db, actor, now }, email, entryId: (await findPersonByEmail(db, email)) ?? '' }
  }
  const heldBy = async (personId: string) =>
    ((await findActor(db, personId))?.roles ?? []).map(({ kind, organisationName }) => `${kind} ${organisationName}`)

  it('comes with the roles entered under it, which end what was taught elsewhere', async () => {
    const { actor, given, email, entryId } = await entered()
    const token = await asked(actor, email)
    expect(await openAddress(given, token)).toMatchObject({
      gains: [{ kind: 'educator' }, { kind: 'author' }],
      ends: [{ organisationName: 'Old District' }],
    })
    const tries = await Promise.all([1, 2].map(() => confirmAddress(given, token)))
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await heldBy(actor.personId)).toEqual(['author Next District', 'educator Next District'])
    expect(await heldBy(entryId)).toEqual([])
    expect(await findPersonByEmail(db, email)).toBe(actor.personId)
    expect(await makePrimary(given, email)).toEqual({ ok: true })
  })

  it('stays with whoever has been there themselves meanwhile', async () => {
    const { actor, given, email, entryId } = await entered()
    const token = await asked(actor, email)
    await markVerified(db, email, now)
    expect(await confirmAddress(given, token)).toEqual({ ok: false, reason: 'taken' })
    expect(await findPersonByEmail(db, email)).toBe(entryId)
    expect(await heldBy(actor.personId)).toEqual(['educator Old District', 'author Next District'])
  })
})
