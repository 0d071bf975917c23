import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import { openSessions } from '#src/platform/sessions.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, makePublisher, makeSchool, NOON } from '#test/factories/factories.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { invite } from '../commands/invitations.ts'
import { sendSignInLink } from '../commands.ts'
import { jobs } from '../jobs.ts'
import { insertAddress } from '../queries/addresses.ts'
import { offerRole } from '../queries/belonging.ts'
import { getOrganisation, type Organisation } from '../queries/organisations.ts'
import { findActor, findPersonByEmail, findPrimaryEmail } from '../queries/people.ts'
import { findProfile } from '../queries/profiles.ts'
import * as account from './account/account.tsx'
import * as address from './account/address.tsx'
import * as invitation from './account/invitation.tsx'
import * as organisation from './organisations/organisation.tsx'
import * as organisations from './organisations/organisations.tsx'
import * as place from './organisations/place.tsx'
import * as profile from './organisations/profile.tsx'
import * as role from './organisations/role.tsx'
import * as people from './people.tsx'
import * as signIn from './sign-in.tsx'

const { db, pool } = await testDatabase()
const config = {
  publicUrl: 'http://localhost:4600',
  secret: 'x'.repeat(32),
  mode: 'demo',
  port: 4600,
} as WebWorld['config']
const parts = { db, config, now: () => NOON, limits: await openRateLimits(pool) }
const sessions = openSessions(config, db, (to, token) => sendSignInLink(parts, to, token))
const world = { ...parts, sessions } as Pick<WebWorld, keyof typeof parts> as WebWorld

const draw = drawPages(world, {
  '/organisations': organisations,
  '/organisations/:id': organisation,
  '/organisations/:id/place': place,
  '/organisations/:id/profile': profile,
  '/organisations/:id/roles/:role': role,
  '/people': people,
  '/account': account,
  '/account/addresses/:token': address,
  '/invitations/:token': invitation,
  '/sign-in': signIn,
})

const open = (path: string, actor: Actor | null) => draw(path, actor)
const send = (path: string, actor: Actor | null, fields: Record<string, string>) =>
  draw(path, actor, { body: new URLSearchParams(fields) })

let district: Organisation
let schools: { a: Organisation; b: Organisation }
let admin: Actor
let leader: Actor
let educator: Actor

beforeAll(async () => {
  await makePublisher(db)
  district = await makeDistrict(db, 'Valley District')
  schools = { a: await makeSchool(db, district, 'Lincoln'), b: await makeSchool(db, district, 'Birch') }
  admin = await makePerson(db, [{ kind: 'admin', at: district }], 'Lena Park')
  leader = await makePerson(db, [{ kind: 'leader', at: schools.a }], 'Ruth Delacroix')
  educator = await makePerson(db, [{ kind: 'educator', at: schools.a }], 'Amara Osei')
})

const roleOf = async (actor: Actor): Promise<string> =>
  (await db.selectFrom('role').select('id').where('person_id', '=', actor.personId).executeTakeFirstOrThrow()).id

/** What the letters of invitations say, as the worker writes them. */
async function tokenFor(email: string): Promise<string> {
  const events = await db.selectFrom('event').selectAll().where('type', '=', 'invitation.made').execute()
  for (const { org_id: orgId, id: eventId, type, subject_id: subjectId, payload } of events)
    await jobs['people.tell-invited']?.(world, { orgId, eventId, type, subjectId, payload })
  const letter = await db.selectFrom('mail').select('body').where('to_address', '=', email).executeTakeFirstOrThrow()
  return /\/invitations\/(\S+)/.exec(letter.body)?.[1] ?? ''
}

async function invited(email = `${randomUUID()}@new.example`) {
  const input = { organisationId: schools.a.id, email, kind: 'educator' as const }
  expect(await invite({ db, actor: leader, now: NOON }, input)).toMatchObject({ ok: true })
  return `/invitations/${await tokenFor(email)}`
}

describe('who sees what', () => {
  test('an admin sees the tree with its counts and may add to it; a leader sees their part and adds nothing', async () => {
    const { html } = await open('/organisations', admin)
    expect(html).toContain('1 educator, 1 leader, 1 admin')
    expect(html.indexOf('Birch')).toBeLessThan(html.indexOf('Lincoln'))
    expect(html).toContain('Add a school')
    const part = await open('/organisations', leader)
    expect(part.html).toContain('Lincoln')
    expect(part.html).not.toMatch(/Birch|Valley District|Add a school|Import people/)
    expect((await open('/organisations', educator)).status).toBe(403)
    expect((await open('/organisations', null)).to).toContain('/sign-in')
  })

  test('a leader of one school finds nothing of another, nor what only an admin may do', async () => {
    const { a, b } = schools
    const held = await roleOf(educator)
    const own = await open(`/organisations/${a.id}`, leader)
    expect(own.html).toContain('Amara Osei')
    expect(own.html).not.toMatch(/Give the role now|name or place|\/roles\//)
    for (const path of [
      `/organisations/${b.id}`,
      `/organisations/${district.id}`,
      `/organisations/${b.id}/profile`,
      `/organisations/${a.id}/place`,
      `/organisations/${a.id}/roles/${held}`,
    ])
      expect(await open(path, leader)).toMatchObject({ status: 404, html: '' })
    for (const [path, fields] of [
      [`/organisations/${a.id}`, { intent: 'invite', email: 'x@y.example', kind: 'admin' }],
      [`/organisations/${a.id}`, { intent: 'give', email: 'x@y.example', kind: 'educator' }],
      [`/organisations/${b.id}`, { intent: 'invite', email: 'x@y.example', kind: 'educator' }],
      [`/organisations/${a.id}/place`, { intent: 'rename', name: 'Mine' }],
      [`/organisations/${a.id}/roles/${held}`, { intent: 'end' }],
      [`/organisations`, { parentId: a.id, kind: 'school', name: 'Mine' }],
    ] as const)
      expect((await send(path, leader, fields)).status).toBe(404)
  })

  test.each(['nonsense', '0199c0de-0000-7000-8000-000000000000', '%00'])('%s is no organisation', async (id) => {
    for (const path of ['', '/place', '/profile', `/roles/${id}`])
      expect([400, 404]).toContain((await open(`/organisations/${id}${path}`, admin)).status)
    const sent = { intent: 'invite', email: 'x@y.example', kind: 'admin' }
    expect([400, 404]).toContain((await send(`/organisations/${id}`, admin, sent)).status)
  })

  test.each(['q=%25', 'q=%00', 'page=-1', 'page=1e99', 'role=none', `q=${'x'.repeat(5000)}`])(
    '?%s is no error',
    async (query) => {
      for (const path of ['/organisations', `/organisations/${district.id}`, '/people'])
        expect((await open(`${path}?${query}`, admin)).status).toBe(200)
    },
  )
})

describe('forms of an organisation', () => {
  test('add, rename and move a school, and say why not', async () => {
    const added = await send('/organisations', admin, { parentId: district.id, kind: 'school', name: 'Lincoln' })
    const path = added.to.split('?')[0] ?? ''
    expect((await open('/organisations', admin)).html.match(/in Valley District/g)).toHaveLength(2)
    expect((await send('/organisations', admin, { parentId: district.id, kind: 'school', name: '' })).html).toContain(
      'Write a name.',
    )
    expect((await send(`${path}/place`, admin, { intent: 'rename', name: 'Lincoln North' })).to).toContain(
      'said=renamed',
    )
    expect((await send(`${path}/place`, admin, { intent: 'move', to: schools.b.id })).to).toContain('said=moved')
    const cycle = await send(`/organisations/${schools.b.id}/place`, admin, {
      intent: 'move',
      to: path.split('/')[2] ?? '',
    })
    expect(cycle).toMatchObject({ status: 422 })
    expect(cycle.html).toContain('An organisation cannot stand under itself')
    const long = await send(`${path}/place`, admin, { intent: 'rename', name: 'x'.repeat(10_000) })
    expect([long.status, long.html.length < 20_000]).toEqual([422, true])
  })

  test('keep what a school stands for, and offer the nearest ink', async () => {
    const path = `/organisations/${schools.a.id}/profile`
    const words = { monogram: 'L', ink: '#1c3a82', mission: 'We ask.', 'goal-0-name': 'Inquiry', seen: '' }
    const refusal = await send(path, leader, words)
    expect(refusal.status).toBe(422)
    expect(refusal.html).toContain('#1c3a82 is too dark to be seen on dark paper')
    expect(refusal.html).toContain('Use #486bb8 and save')
    expect(await findProfile(db, schools.a.id)).toBeNull()
    expect((await send(path, leader, { ...words, intent: 'nearest' })).to).toContain('said=described')
    expect(await findProfile(db, schools.a.id)).toMatchObject({ ink: '#486bb8', goals: [{ id: 'inquiry' }] })
    expect((await send(path, admin, { ...words, intent: 'nearest' })).html).toContain('Ruth Delacroix has saved')
  })

  test('say that the last admin stays', async () => {
    const path = `/organisations/${district.id}/roles/${await roleOf(admin)}`
    expect((await send(path, admin, { intent: 'end' })).html).toContain('This is the last admin.')
  })

  test('give a role only to somebody of the same tree, and tell nothing of anybody else', async () => {
    const stranger = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db) }])
    const give = async (email: string) =>
      (await send(`/organisations/${schools.b.id}`, admin, { intent: 'give', email, kind: 'leader' })).html
    const known = (await findPrimaryEmail(db, stranger.personId))?.email ?? ''
    const answers = [await give(known), await give('nobody@nowhere.example')]
    for (const html of answers) expect(html).toContain('Nobody in your organisations has this address.')
    const colleague = (await findPrimaryEmail(db, educator.personId))?.email ?? ''
    expect(await give(colleague.toUpperCase())).toContain('The role is given')
  })
})

describe('the page of an invitation', () => {
  test('makes a new person, who is signed in by the password', async () => {
    const email = `${randomUUID()}@new.example`
    const path = await invited(email)
    expect((await open(path, null)).html).toContain('Ruth Delacroix invites you to be an educator of Lincoln')
    expect((await send(path, null, { intent: 'accept', name: 'Ida', password: 'short' })).status).toBe(422)
    expect((await send(path, null, { intent: 'accept', name: '', password: '' })).html).toContain('Write your name.')
    const accepted = await send(path, null, { intent: 'accept', name: 'Ida', password: 'a long password' })
    expect(accepted).toMatchObject({ status: 302, to: '/me' })
    expect((await open(path, null)).html).toContain('This invitation works no more')
    const headers = new Headers()
    const signedIn = await sessions.api.signInEmail({ body: { email, password: 'a long password' }, headers })
    expect(signedIn.user.id).toBe(await findPersonByEmail(db, email))
  })

  test('can be declined, and says who must sign out', async () => {
    const email = (await findPrimaryEmail(db, (await makePerson(db, [])).personId))?.email
    const path = await invited(email)
    expect((await open(path, educator)).html).toContain('This is for another account')
    expect((await send(path, null, { intent: 'decline' })).html).toContain('Nothing has changed')
    expect((await open('/invitations/%00', null)).html).toContain('works no more')
  })
})

describe('the account', () => {
  test('offers a transfer, and does it', async () => {
    const next = await makeDistrict(db, 'Next District')
    const mover = await makePerson(db, [{ kind: 'educator', at: schools.b }])
    const by = admin.personId
    await inTransaction(db, (tx) =>
      offerRole(tx, { organisation: next, personId: mover.personId, kind: 'educator', by, now: NOON }),
    )
    const { html } = await open('/account', mover)
    expect(html).toContain('your role as an educator of Birch ends')
    const id = /name="invitation" value="([^"]+)"/.exec(html)?.[1] ?? ''
    expect((await send('/account', mover, { intent: 'accept', invitation: 'nonsense' })).html).toContain(
      'answered before',
    )
    expect((await send('/account', mover, { intent: 'accept', invitation: id })).html).toContain('It holds from now on')
    const roles = (await findActor(db, mover.personId))?.roles.map(({ organisationName }) => organisationName)
    expect(roles).toEqual(['Next District'])
  })

  test('takes another address by its link, which then gets links to sign in', async () => {
    const { personId } = educator
    const email = `${randomUUID()}@private.example`
    expect((await send('/account', educator, { intent: 'address', email: 'nonsense' })).status).toBe(422)
    expect((await send('/account', educator, { intent: 'address', email: email.toUpperCase() })).html).toContain(email)
    const letter = await db.selectFrom('mail').select('body').where('to_address', '=', email).executeTakeFirstOrThrow()
    const path = /(\/account\/addresses\/\S+)/.exec(letter.body)?.[1] ?? ''
    expect((await open(path, null)).to).toContain('/sign-in')
    expect((await open(path, admin)).html).toContain('This address is not added')
    expect((await open(path, educator)).html).toContain(email)
    expect((await send(path, educator, {})).to).toBe('/account?said=address')
    await send('/sign-in', null, { email: email.toUpperCase(), intent: 'link', next: '/me' })
    const links = await db.selectFrom('mail').select('body').where('to_address', '=', email).orderBy('id').execute()
    const token = /token=(\S+)/.exec(links.at(-1)?.body ?? '')?.[1] ?? ''
    const answer = await sessions.api.magicLinkVerify({ query: { token }, headers: new Headers(), asResponse: true })
    expect(await answer.json()).toMatchObject({ user: { id: personId } })
  })

  test('says what comes with an address that somebody has entered', async () => {
    const mover = await makePerson(db, [{ kind: 'educator', at: await makeDistrict(db, 'Old District') }])
    const email = `${randomUUID()}@entered.example`
    await send('/people', admin, { name: 'Entered', email, organisationId: schools.b.id, kind: 'educator' })
    await send('/account', mover, { intent: 'address', email })
    const letters = await db.selectFrom('mail').select('body').where('to_address', '=', email).execute()
    const path = letters.flatMap(({ body }) => /(\/account\/addresses\/\S+)/.exec(body)?.[1] ?? [])[0] ?? ''
    const { html } = await open(path, mover)
    expect(html).toContain('entered you as educator, Birch')
    expect(html).toContain('Your role as an educator of Old District ends.')
    expect((await send(path, mover, {})).to).toBe('/account?said=address')
    const roles = (await findActor(db, mover.personId))?.roles.map(({ organisationName }) => organisationName)
    expect(roles).toEqual(['Birch'])
  })

  test('shows no address of others as one’s own', async () => {
    await inTransaction(db, (tx) => insertAddress(tx, leader.personId, 'ruth@private.example', NOON))
    expect((await send('/account', educator, { intent: 'primary', email: 'ruth@private.example' })).html).toContain(
      'Nothing was changed.',
    )
    expect((await open('/account', leader)).html).toContain('ruth@private.example')
    expect((await getOrganisation(db, district.id)).name).toBe('Valley District')
  })
})
