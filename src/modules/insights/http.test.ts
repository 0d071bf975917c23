import { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import { openLog } from '#src/platform/start/log.ts'
import type { WebWorld } from '#src/platform/world.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { issuingWorld, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, makePublisher, makeSchool } from '#test/factories/factories.ts'
import { http } from './http.ts'
import { findPreference } from './queries/reminders/preferences.ts'
import { stopToken } from './rules/reminders/link.ts'

const { db, pool } = await testDatabase()
const parts = { ...issuingWorld(db), limits: await openRateLimits(pool), log: openLog('silent', 'test') }
const world = parts as Pick<WebWorld, keyof typeof parts> as WebWorld
let asking: Actor | null = null
const app = new Hono<HttpEnv>()
  .use(async (c, next) => {
    c.set('findActor', () => Promise.resolve(asking))
    return next()
  })
  .route('/', http(world))
const get = (path: string, actor: Actor | null) => {
  asking = actor
  return app.request(path)
}

let school: Organisation
let leader: Actor
let educator: Actor

beforeAll(async () => {
  await makePublisher(db)
  school = await makeSchool(db, await makeDistrict(db), 'Riverbend')
  leader = await makePerson(db, [{ kind: 'leader', at: school }])
  educator = await makePerson(db, [{ kind: 'educator', at: school }])
})

describe('papers', () => {
  test.each([
    ['/report/board.pdf', () => leader, 'application/pdf', '%PDF-1.7'],
    ['/report/board.csv', () => leader, 'text/csv; charset=utf-8', '\uFEFFOrganisation,'],
    ['/hours.pdf', () => educator, 'application/pdf', '%PDF-1.7'],
    ['/hours.csv?from=2026-01-01&until=2026-12-31', () => educator, 'text/csv; charset=utf-8', '\uFEFFKind,'],
  ])('%s is a file that nobody keeps', async (path, who, type, begins) => {
    const answer = await get(path, who())
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename=/)
    expect(
      Buffer.from(await answer.arrayBuffer())
        .toString('utf8')
        .startsWith(begins),
    ).toBe(true)
  })

  test.each([
    ['an educator', () => educator, '/report/board.pdf', 403],
    ['nobody', () => null, '/report/board.csv', 302],
    ['nobody', () => null, '/hours.pdf', 302],
  ])('are not for %s', async (_, who, path, status) => {
    expect((await get(path, who())).status).toBe(status)
  })

  test('of another organisation are not found, nor is what is no paper', async () => {
    const elsewhere = await makeSchool(db, await makeDistrict(db))
    expect((await get(`/report/board.csv?of=${elsewhere.id}`, leader)).status).toBe(404)
    expect((await get(`/report/board.csv?medallion=%00`, leader)).status).toBe(404)
    expect((await get('/report/board.docx', leader)).status).toBe(404)
  })
})

test('a mail program ends reminders from wherever it is, and with whatever body; a made-up link ends nothing', async () => {
  const post = (token: string, init: RequestInit) =>
    app.request(`/reminders/stop/${token}`, { method: 'POST', ...init })
  const token = stopToken(world.config.secret, educator.personId)
  const headers = { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' }
  expect((await post(stopToken('another secret', educator.personId), { headers })).status).toBe(404)
  expect((await findPreference(db, educator.personId)).wanted).toBe(true)
  for (const body of ['List-Unsubscribe=One-Click', '', '{'])
    expect((await post(token, { headers, body })).status).toBe(200)
  expect((await findPreference(db, educator.personId)).wanted).toBe(false)
  // The button of our own page is left to that page, which is not here.
  expect((await post(token, { headers: { origin: PUBLIC_URL } })).status).toBe(404)
})
