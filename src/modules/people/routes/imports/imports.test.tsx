import { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import { openLog } from '#src/platform/start/log.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { issuingWorld } from '#test/factories/awards.ts'
import { makeDistrict, makePerson, makePublisher, makeSchool } from '#test/factories/factories.ts'
import { whoIsThere } from '#test/factories/people/people-files.ts'
import { oneRosterZip } from '#test/factories/people/rosters.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { http } from '../../http.ts'
import type { Organisation } from '../../queries/organisations.ts'
import * as importPage from './import.tsx'
import * as imports from './imports.tsx'

const { db } = await testDatabase()
const parts = { ...issuingWorld(db), log: openLog('silent', 'test') }
const world = parts as Pick<WebWorld, keyof typeof parts> as WebWorld
const draw = drawPages(world, { '/people/import': imports, '/people/import/:id': importPage })
const open = (path: string, actor: Actor | null, body?: FormData) => draw(path, actor, body && { body })

const formOf = (fields: Record<string, string | File>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

let district: Organisation
let admin: Actor
let others: Actor[]

beforeAll(async () => {
  const publisher = await makePublisher(db)
  district = await makeDistrict(db, 'Northwind Unified')
  const lincoln = await makeSchool(db, district, 'Lincoln')
  admin = await makePerson(db, [{ kind: 'admin', at: district }])
  others = [
    await makePerson(db, [{ kind: 'admin', at: await makeDistrict(db) }]),
    await makePerson(db, [{ kind: 'leader', at: district }]),
    await makePerson(db, [{ kind: 'educator', at: lincoln }]),
    await makePerson(db, [{ kind: 'admin', at: publisher }]),
    await makePerson(db, [{ kind: 'admin', at: lincoln }]),
  ]
})

const send = (content: string | Buffer, actor: Actor = admin) => {
  const file = new File([typeof content === 'string' ? content : new Uint8Array(content)], '../Péople.csv')
  return open('/people/import', actor, formOf({ organisationId: district.id, file }))
}
const digestIn = (html: string): string => /name="digest" value="(\w+)"/.exec(html)?.[1] ?? ''

let asking: Actor | null = null
const app = new Hono<HttpEnv>()
  .use(async (c, next) => {
    c.set('findActor', () => Promise.resolve(asking))
    return next()
  })
  .route('/', http(world))
const download = (path: string, actor: Actor | null) => {
  asking = actor
  return app.request(path)
}

test('an admin sees what a file would change, takes it in and undoes it', async () => {
  const { to } = await send(oneRosterZip('bulk'))
  const shown = await open(to, admin)
  expect(shown.status).toBe(200)
  for (const words of ['Péople.csv', 'OneRoster: Northwind SIS, NW-7', '2 students', 'Nobody leaves.', 'Harbor Middle'])
    expect(shown.html).toContain(words)
  expect((await open(`${to}?show=added&page=99`, admin)).html).toContain('becomes a leader at Harbor Middle')
  const digest = digestIn(shown.html)
  expect((await open(to, admin, formOf({ intent: 'take in', digest: 'old' }))).html).toContain('Look again')
  expect((await open(to, admin, formOf({ intent: 'take in', digest }))).to).toBe(to)
  expect(await whoIsThere(db, district.id)).toHaveLength(3 + 1 + 6)
  const taken = await open(to, admin)
  expect(taken.html).toContain('Undo this file')
  expect((await open('/people/import', admin)).html).toContain('can be undone')
  expect((await open(to, admin, formOf({ intent: 'undo' }))).to).toBe(to)
  expect(await whoIsThere(db, district.id)).toHaveLength(4)
  expect((await open('/people/import', admin)).html).toContain('Undone')
})

test('rows that cannot be read are shown, can be taken away, and are left out only when that is said', async () => {
  const rows = 'email,name,role,school\nana@b.example,Ana,educator,Lincoln\n"=1+1",=2+2,educator,Lincoln\n'
  const { to } = await send(rows)
  const shown = await open(to, admin)
  expect(shown.html).toContain('“=1+1” is no whole e-mail address.')
  const csv = await download(`${to}/problems.csv`, admin)
  expect(csv.headers.get('content-disposition')).toContain("filename*=UTF-8''P%C3%A9ople%2C%20to%20mend.csv")
  expect(await csv.text()).toContain(',3,“=1+1” is no whole')
  const digest = digestIn(shown.html)
  const refused = await open(to, admin, formOf({ intent: 'take in', digest }))
  expect([refused.status, refused.html.includes('Tick that the rows')]).toEqual([422, true])
  expect((await open(to, admin, formOf({ intent: 'take in', digest, withoutRows: 'yes' }))).to).toBe(to)
  expect((await open(to, admin)).html).toContain('1 row was left out')
  const again = (await send(rows)).to
  expect((await open(again, admin)).html).toContain('No row that can be read changes anything.')
  expect((await open(again, admin, formOf({ intent: 'discard' }))).to).toBe('/people/import')
  expect((await open(again, admin)).status).toBe(404)
})

test('a file that cannot be read is refused on its form, and one that cannot be taken in says why', async () => {
  const refused = await send('a,b\n1,2\n')
  expect([refused.status, refused.html.includes('these columns are missing: email, name, role, school')]).toEqual([
    422,
    true,
  ])
  const orgs = 'sourcedId,name,type,parentSourcedId\na,A,district,b\nb,B,district,a\n'
  const { to } = await send(oneRosterZip('bulk', { 'orgs.csv': orgs }))
  const blocked = await open(to, admin)
  expect(blocked.html).toContain('This file cannot be taken in yet')
  expect(blocked.html).toContain('orgs.csv, line 2')
  expect(blocked.html).not.toContain('name="digest"')
  expect((await open(to, admin, formOf({ intent: 'take in', digest: digestIn(blocked.html) }))).status).toBe(422)
})

test('nobody else sees, sends, takes in or takes away anything', async () => {
  const { to } = await send('email,name,role,school\nbo@b.example,Bo,educator,Lincoln\n')
  for (const actor of others) {
    expect((await send('email,name,role,school\n', actor)).status).toBe(403)
    expect((await open(to, actor)).status).toBe(404)
    for (const intent of ['take in', 'undo', 'discard'])
      expect((await open(to, actor, formOf({ intent }))).status).toBe(404)
    expect((await download(`${to}/problems.csv`, actor)).status).toBe(404)
  }
  for (const actor of others.slice(0, 4)) {
    const page = await open('/people/import', actor)
    expect(page.html).not.toContain('Northwind Unified')
  }
  expect((await open('/people/import', others[4] ?? null)).html).toContain('None yet.')
  expect((await open(to, null)).to).toContain('/sign-in')
  expect((await download(`${to}/problems.csv`, null)).headers.get('location')).toContain('/sign-in')
  expect(await (await download('/people/import/template.csv', null)).text()).toContain('email,name,role,school')
})
