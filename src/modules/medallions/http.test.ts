import { Hono } from 'hono'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { medallionOf } from '#test/factories/medallions/designed.ts'
import { startDraft } from './commands/drafts.ts'
import { http } from './http.ts'
import { findDraft } from './queries/drafts.ts'
import { designText } from './rules/designing/form.ts'

const { db } = await testDatabase()
let app: Hono<HttpEnv>
let ruth: Actor
let omar: Actor
let stranger: Actor
let signedIn: Actor | null
let draftId: string

beforeAll(async () => {
  await importFixtureCatalogue(db)
  const district = await makeDistrict(db)
  const school = await makeSchool(db, district)
  ruth = await makePerson(db, [{ kind: 'leader', at: district }], 'Ruth')
  omar = await makePerson(db, [{ kind: 'leader', at: school }], 'Omar')
  stranger = await makePerson(db, [{ kind: 'leader', at: await makeDistrict(db) }])
  await makePerson(db, [{ kind: 'educator', at: school }])
  const started = await startDraft({ db, actor: ruth, now: NOON }, { organisationId: school.id })
  if (!started.ok) throw new Error(started.reason)
  draftId = started.draftId
  const world = { config: { mode: 'demo', publicUrl: 'http://localhost:4600' }, db, now: () => NOON }
  app = new Hono<HttpEnv>()
  app.use((c, next) => {
    c.set('findActor', () => Promise.resolve(signedIn))
    return next()
  })
  app.route('/', http(world as unknown as WebWorld))
})
beforeEach(() => {
  signedIn = ruth
})

const OWN = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
const put = (body: unknown, headers: Record<string, string> = OWN) =>
  app.request(`/design/${draftId}/content`, { method: 'PUT', headers, body: JSON.stringify(body) })
const titled = (title: string): string => designText({ ...medallionOf(), title })

test('saves a draft for who designs it, and gives both texts back where two wrote in one place', async () => {
  expect(await (await put({ body: titled('Mine'), baseRevision: 1 })).json()).toMatchObject({ revision: 2 })
  signedIn = omar
  const answer = await put({ body: titled('His'), baseRevision: 1 })
  expect(answer.status).toBe(409)
  const { body, by, conflictId } = (await answer.json()) as Record<string, string>
  expect([body, by]).toEqual([titled('Mine'), 'Ruth'])
  const chosen = await put({ body: titled('His'), baseRevision: 2, settles: conflictId })
  expect(chosen.status).toBe(200)
  expect((await findDraft(db, draftId))?.content.title).toBe('His')
})

test('refuses who is a stranger, what comes from elsewhere, and what is no draft; nothing changes', async () => {
  const before = await findDraft(db, draftId)
  const good = { body: titled('Else'), baseRevision: before?.revision ?? 0 }
  expect((await put(good, { ...OWN, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await put(good, { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' })).status).toBe(415)
  for (const body of ['', '[]', '"text"', '{}', '{"title":1}', titled('x'.repeat(10_001))])
    expect((await put({ ...good, body })).status, body.slice(0, 20)).toBe(422)
  expect((await put({ baseRevision: -1 })).status).toBe(422)
  signedIn = stranger
  expect((await put(good)).status).toBe(404)
  expect((await app.request(`/design/${draftId}/qualified`)).status).toBe(404)
  signedIn = null
  expect((await put(good)).status).toBe(401)
  expect((await app.request(`/design/${draftId}/qualified`)).status).toBe(401)
  expect(await findDraft(db, draftId)).toEqual(before)
})

test('counts who would have it today', async () => {
  const answer = await app.request(`/design/${draftId}/qualified`)
  expect(await answer.json()).toEqual({ educators: 1, qualified: 0, oneLeft: 0 })
  expect((await app.request('/design/nothing/qualified')).status).toBe(404)
})
