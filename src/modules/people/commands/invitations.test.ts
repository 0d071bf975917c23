import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Actor, RoleKind } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import type { World } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { offerRole } from '../queries/belonging.ts'
import { listInvitations, listInvitationsOf } from '../queries/invitations.ts'
import type { Organisation } from '../queries/organisations.ts'
import { findActor, findPersonByEmail, findPrimaryEmail } from '../queries/people.ts'
import { addPerson } from './roles.ts'
import {
  acceptByLink,
  answerOwn,
  declineByLink,
  invite,
  openInvitation,
  resendInvitation,
  withdrawInvitation,
} from './invitations.ts'
import { jobs } from '../jobs.ts'

const { db } = await testDatabase()
const now = NOON
const world = { db, now: () => NOON, config: { publicUrl: 'https://mintmark.example' } } as World
const days = (count: number): Date => new Date(NOON.getTime() + count * 86_400_000)
const NOBODY = { name: '', passwordHash: null }
const newAddress = (): string => `${randomUUID()}@new.example`

async function school() {
  const district = await makeDistrict(db, 'Valley District')
  const place = await makeSchool(db, district, 'North School')
  const leader = await makePerson(db, [{ kind: 'leader', at: place }], 'Ruth Leader')
  const admin = await makePerson(db, [{ kind: 'admin', at: district }], 'Lena Admin')
  return { district, place, leader, admin }
}

/** Does what the worker does, and answers with the token of the newest letter to an address. */
async function tokenFor(email: string): Promise<string> {
  const events = await db.selectFrom('event').selectAll().where('type', '=', 'invitation.made').execute()
  for (const { org_id: orgId, id: eventId, type, subject_id: subjectId, payload } of events)
    await jobs['people.tell-invited']?.(world, { orgId, eventId, type, subjectId, payload })
  const letters = await db.selectFrom('mail').select(['body']).where('to_address', '=', email).orderBy('id').execute()
  const tokens = letters.flatMap(({ body }) => /\/invitations\/(\S+)/.exec(body)?.[1] ?? [])
  const open = await Promise.all(tokens.map((token) => openInvitation({ db, actor: null, now }, token)))
  return tokens.findLast((_, i) => open[i] !== null) ?? tokens.at(-1) ?? ''
}

async function invited(by: Actor, place: Organisation, kind: RoleKind = 'educator', email = newAddress()) {
  expect(await invite({ db, actor: by, now }, { organisationId: place.id, email, kind })).toEqual({ ok: true, email })
  return { email, token: await tokenFor(email) }
}

const heldBy = async (personId: string): Promise<string[]> =>
  ((await findActor(db, personId))?.roles ?? []).map(({ kind, organisationName }) => `${kind} ${organisationName}`)

describe('inviting', () => {
  it('writes one letter, whose link is nowhere in the database', async () => {
    const { place, leader } = await school()
    const { email, token } = await invited(leader, place)
    await tokenFor(email)
    const letters = await db.selectFrom('mail').selectAll().where('to_address', '=', email).execute()
    expect(letters).toHaveLength(1)
    expect(letters[0]?.body).toContain('Ruth Leader invites you to be an educator of North School')
    const rows = await db.selectFrom('invitation').selectAll().where('email', '=', email).execute()
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('is refused once it waits, once the role is held, and for what is no address', async () => {
    const { place, leader } = await school()
    const { email } = await invited(leader, place)
    const again = (input: object) =>
      invite({ db, actor: leader, now }, { organisationId: place.id, email, kind: 'educator', ...input })
    expect(await again({ email: email.toUpperCase() })).toEqual({ ok: false, reason: 'invited_already' })
    expect(await again({ email: 'no address' })).toEqual({ ok: false, reason: 'email_wrong' })
    expect(await again({ email: `${'a'.repeat(10_000)}@b.example` })).toEqual({ ok: false, reason: 'email_wrong' })
    expect(await again({ organisationId: randomUUID() })).toEqual({ ok: false, reason: 'unknown' })
    const { personId } = await makePerson(db, [{ kind: 'educator', at: place }])
    const theirs = (await findPrimaryEmail(db, personId))?.email ?? ''
    expect(await again({ email: theirs })).toEqual({ ok: false, reason: 'role_held' })
  })

  it('sends again what nobody answered in time', async () => {
    const { place, leader } = await school()
    const { email } = await invited(leader, place)
    const later = { db, actor: leader, now: days(31) }
    expect(await invite(later, { organisationId: place.id, email, kind: 'educator' })).toEqual({ ok: true, email })
    const [waiting] = await listInvitations(db, place.id, 10)
    expect(waiting?.expiresAt).toEqual(days(61))
  })
})

describe('an invitation accepted', () => {
  it('makes a new person with that address and the role', async () => {
    const { place, leader } = await school()
    const { email, token } = await invited(leader, place)
    expect(await openInvitation({ db, actor: null, now }, token)).toMatchObject({ answerer: 'new_person', ends: [] })
    const given = { db, actor: null, now }
    expect(await acceptByLink(given, token, NOBODY)).toEqual({ ok: false, reason: 'name_missing' })
    const long = { name: 'x'.repeat(10_000), passwordHash: null }
    expect(await acceptByLink(given, token, long)).toEqual({ ok: false, reason: 'name_long' })
    const accepted = await acceptByLink(given, token, { name: ' Ida\nNew ', passwordHash: 'hash' })
    const personId = accepted.ok ? accepted.personId : ''
    expect(await findActor(db, personId)).toMatchObject({ name: 'Ida New', roles: [{ organisationId: place.id }] })
    expect(await findPrimaryEmail(db, personId)).toEqual({ email, verified: true })
    expect(await acceptByLink(given, token, { name: 'Again', passwordHash: null })).toEqual({
      ok: false,
      reason: 'gone',
    })
    expect(await declineByLink(given, token)).toEqual({ ok: false, reason: 'gone' })
  })

  it('happens once, however many use the link at once', async () => {
    const { place, leader } = await school()
    const { email, token } = await invited(leader, place)
    const tries = await Promise.all(
      [1, 2, 3, 4].map((n) => acceptByLink({ db, actor: null, now }, token, { name: `Try ${n}`, passwordHash: null })),
    )
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
    const personId = await findPersonByEmail(db, email)
    expect(await heldBy(personId ?? '')).toEqual(['educator North School'])
  })

  it('adds the address to who is signed in under another', async () => {
    const { place, leader } = await school()
    const actor = await makePerson(db, [])
    const { email, token } = await invited(leader, place)
    expect(await openInvitation({ db, actor, now }, token)).toMatchObject({ answerer: 'adds_it' })
    expect(await acceptByLink({ db, actor, now }, token, NOBODY)).toMatchObject({ ok: true, personId: actor.personId })
    expect(await findPersonByEmail(db, email)).toBe(actor.personId)
    expect((await findPrimaryEmail(db, actor.personId))?.email).not.toBe(email)
  })

  it('is not for another person than its address belongs to', async () => {
    const { place, leader } = await school()
    const { personId } = await makePerson(db, [])
    const email = (await findPrimaryEmail(db, personId))?.email ?? ''
    const { token } = await invited(leader, place, 'educator', email)
    const other = { db, actor: await makePerson(db, []), now }
    expect(await openInvitation(other, token)).toMatchObject({ answerer: 'somebody_else', ends: [] })
    expect(await acceptByLink(other, token, NOBODY)).toEqual({ ok: false, reason: 'somebody_else' })
    expect(await acceptByLink({ db, actor: null, now }, token, NOBODY)).toMatchObject({ ok: true, personId })
  })

  it('adds an address that somebody has only entered, with what was entered', async () => {
    const { place, leader, admin } = await school()
    const actor = await makePerson(db, [{ kind: 'educator', at: (await school()).place }])
    const person = { name: 'Entered', email: newAddress(), organisationId: place.id, publicUrl: '' }
    await addPerson({ db, actor: admin, now }, { ...person, kind: 'assessor' })
    const { email, token } = await invited(leader, place, 'educator', person.email)
    const opened = await openInvitation({ db, actor, now }, token)
    expect(opened).toMatchObject({ answerer: 'adds_it', ends: [{ organisationName: 'North School' }] })
    expect(await acceptByLink({ db, actor, now }, token, NOBODY)).toMatchObject({ ok: true, personId: actor.personId })
    expect(await findPersonByEmail(db, email)).toBe(actor.personId)
    const roles = (await findActor(db, actor.personId))?.roles ?? []
    expect(roles.map(({ kind, organisationId }) => [kind, organisationId === place.id])).toEqual([
      ['assessor', true],
      ['educator', true],
    ])
  })

  it.each(['', 'x', '%', '../../x', 'a'.repeat(10_000)])('is not there under the link %#', async (token) => {
    expect(await openInvitation({ db, actor: null, now }, token)).toBeNull()
    expect(await acceptByLink({ db, actor: null, now }, token, NOBODY)).toEqual({ ok: false, reason: 'gone' })
  })
})

describe('an invitation that ends otherwise', () => {
  it('is too old after thirty days', async () => {
    const { place, leader } = await school()
    const { token } = await invited(leader, place)
    expect(await openInvitation({ db, actor: null, now: days(29.9) }, token)).not.toBeNull()
    const late = { db, actor: null, now: days(30) }
    expect(await openInvitation(late, token)).toBeNull()
    expect(await acceptByLink(late, token, { name: 'Late', passwordHash: null })).toEqual({ ok: false, reason: 'gone' })
  })

  it('has another link after it is sent again, and none after it is withdrawn', async () => {
    const { place, leader } = await school()
    const { email, token } = await invited(leader, place)
    const [waiting] = await listInvitations(db, place.id, 10)
    const id = waiting?.id ?? ''
    expect(await resendInvitation({ db, actor: leader, now }, id)).toEqual({ ok: true })
    expect(await openInvitation({ db, actor: null, now }, token)).toBeNull()
    const second = await tokenFor(email)
    expect(second).not.toBe(token)
    expect(await openInvitation({ db, actor: null, now }, second)).not.toBeNull()
    expect(await withdrawInvitation({ db, actor: leader, now }, id)).toEqual({ ok: true })
    expect(await openInvitation({ db, actor: null, now }, second)).toBeNull()
    expect(await withdrawInvitation({ db, actor: leader, now }, id)).toEqual({ ok: false, reason: 'unknown' })
  })

  it('can be declined without being signed in', async () => {
    const { place, leader } = await school()
    const { email, token } = await invited(leader, place)
    expect(await declineByLink({ db, actor: null, now }, token)).toEqual({ ok: true })
    expect(await findPersonByEmail(db, email)).toBeNull()
    expect(await listInvitations(db, place.id, 10)).toEqual([])
  })

  it('is kept only by those who may invite into its role', async () => {
    const [here, there] = [await school(), await school()]
    await invited(here.admin, here.place, 'leader')
    const id = (await listInvitations(db, here.place.id, 10))[0]?.id ?? ''
    for (const actor of [here.leader, there.admin])
      for (const work of [resendInvitation, withdrawInvitation])
        expect(await work({ db, actor, now }, id)).toEqual({ ok: false, reason: 'unknown' })
    expect(await resendInvitation({ db, actor: here.admin, now }, randomUUID())).toEqual({
      ok: false,
      reason: 'unknown',
    })
  })
})

describe('a transfer', () => {
  async function offered() {
    const [old, there] = [await school(), await school()]
    const educator = await makePerson(db, [
      { kind: 'educator', at: old.place },
      { kind: 'author', at: old.district },
    ])
    const by = there.admin.personId
    const outcome = await inTransaction(db, (tx) =>
      offerRole(tx, { organisation: there.place, personId: educator.personId, kind: 'educator', by, now }),
    )
    expect(outcome).toBe('offered')
    return { old, there, educator, email: (await findPrimaryEmail(db, educator.personId))?.email ?? '' }
  }

  it('is told by mail, changes nothing by itself, and ends the old educator role when it is accepted', async () => {
    const { there, educator, email } = await offered()
    const token = await tokenFor(email)
    const letter = await db.selectFrom('mail').select('body').where('to_address', '=', email).executeTakeFirstOrThrow()
    expect(letter.body).toContain('your role as an educator ends at North School')
    expect(await heldBy(educator.personId)).toEqual(['educator North School', 'author Valley District'])
    const opened = await openInvitation({ db, actor: null, now }, token)
    expect(opened?.ends).toHaveLength(1)
    expect(await acceptByLink({ db, actor: educator, now }, token, NOBODY)).toMatchObject({ ok: true })
    const roles = (await findActor(db, educator.personId))?.roles ?? []
    expect(roles.map(({ kind, orgId }) => [kind, orgId === there.district.id])).toEqual([
      ['author', false],
      ['educator', true],
    ])
  })

  it('is answered on the account by the person alone, and once', async () => {
    const { educator, there } = await offered()
    const [waiting] = await listInvitationsOf(db, educator.personId, now)
    const id = waiting?.id ?? ''
    const stranger = { db, actor: there.admin, now }
    expect(await answerOwn(stranger, { id, answer: 'accepted' })).toEqual({ ok: false, reason: 'gone' })
    const own = { db, actor: educator, now }
    const tries = await Promise.all([1, 2, 3].map(() => answerOwn(own, { id, answer: 'accepted' })))
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await heldBy(educator.personId)).toEqual(['author Valley District', 'educator North School'])
    expect(await listInvitationsOf(db, educator.personId, now)).toEqual([])
  })

  it('leaves everything as it was when it is declined', async () => {
    const { educator } = await offered()
    const id = (await listInvitationsOf(db, educator.personId, now))[0]?.id ?? ''
    expect(await answerOwn({ db, actor: educator, now }, { id, answer: 'declined' })).toEqual({ ok: true })
    expect(await heldBy(educator.personId)).toEqual(['educator North School', 'author Valley District'])
  })
})
