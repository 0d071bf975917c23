import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { openRateLimits } from '#src/platform/http/rate-limit.ts'
import type { WebWorld } from '#src/platform/world.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { issuingWorld, PUBLIC_URL } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { enrol, makeMedallion, recordAwards, REQUIRED } from '#test/factories/medallions/taken-up.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { findPreference } from '../queries/reminders/preferences.ts'
import { stopToken } from '../rules/reminders/link.ts'
import * as hours from './hours.tsx'
import * as reminders from './reminders.tsx'
import * as report from './report.tsx'
import * as stopReminders from './stop-reminders.tsx'

const { db, pool } = await testDatabase()
const parts = { ...issuingWorld(db), limits: await openRateLimits(pool) }
const world = parts as Pick<WebWorld, keyof typeof parts> as WebWorld
const PAGES = {
  '/report': report,
  '/hours': hours,
  '/reminders': reminders,
  '/reminders/stop/:token': stopReminders,
}
const draw = drawPages(world, PAGES, PUBLIC_URL)
const open = (path: string, actor: Actor | null, fields?: Record<string, string>) =>
  draw(path, actor, fields && { body: new URLSearchParams(fields) })

let district: Organisation
let school: Organisation
let leader: Actor
let educator: Actor

beforeAll(async () => {
  await importFixtureCatalogue(db)
  district = await makeDistrict(db)
  school = await makeSchool(db, district)
  leader = await makePerson(db, [{ kind: 'leader', at: school }], 'Ruth Delacroix')
  educator = await makePerson(db, [{ kind: 'educator', at: school }], 'Amara Osei')
  const medallion = await makeMedallion(db, { at: district, by: leader.personId, slug: 'ready-together' })
  await enrol(db, medallion, educator.personId)
  const awardedAt = new Date(NOON.getTime() - 20 * 86_400_000)
  await recordAwards(db, educator.personId, REQUIRED.slice(0, 2), { awardedAt })
})

describe('the page of a report', () => {
  test('tells what was earned with drawings and tables, and names nobody', async () => {
    const { status, html } = await open('/report', leader)
    expect(status).toBe(200)
    expect(html.match(/class="chart"/g)).toHaveLength(2)
    expect(html).toContain('Ready Together')
    expect(html).toContain('/report/board.pdf?of=')
    expect(html).not.toMatch(/Amara|@test\.example/)
  })

  test.each([
    ['an educator', () => educator, '/report', 403],
    ['nobody', () => null, '/report', 302],
    ['a leader of another organisation', () => leader, '/report?of=', 404],
  ])('is not for %s', async (_, who, path, status) => {
    expect((await open(path === '/report?of=' ? `${path}${district.id}` : path, who())).status).toBe(status)
  })

  test('is sent by mail when asked, and says what is wrong with an address', async () => {
    const asked = { of: school.id, medallion: '', every: 'month', addresses: '' }
    const refused = await open('/report', leader, { ...asked, addresses: 'who@elsewhere.example' })
    expect([refused.status, refused.html.includes('Nobody in your organisation has the address who@')]).toEqual([
      422,
      true,
    ])
    const made = await open('/report', leader, asked)
    expect([made.status, made.html.includes('sent to you every month')]).toEqual([200, true])
    for (const wrong of [{ of: 'x' }, { every: 'day' }, { of: district.id }])
      expect((await open('/report', leader, { ...asked, ...wrong })).status).toBe(404)
    expect((await open('/report', leader, { intent: 'stop', id: district.id })).status).toBe(404)
  })
})

test('an educator sees the hours of their year, and what to do about days that are none', async () => {
  const { html } = await open('/hours', educator)
  expect(html).toMatch(/3 hours/)
  expect(html).toContain('2 micro-credentials earned')
  expect((await open('/hours?from=2026-09-01&until=2026-09-02', educator)).html).toContain(
    'Nothing earned in this time',
  )
  expect((await open('/hours?from=soon&until=%00', educator)).html).toContain('Give both days')
  expect((await open('/hours', leader)).html).toContain('Nothing earned in this time')
})

describe('reminders', () => {
  test('are chosen by the person, and refused when the hours are none', async () => {
    const saved = await open('/reminders', educator, { wanted: 'on', from: '16', until: '9' })
    expect(saved.html).toContain('Saved.')
    expect(await findPreference(db, educator.personId)).toEqual({ wanted: true, quietFrom: 16, quietUntil: 9 })
    expect((await open('/reminders', educator, { from: '99', until: '9' })).status).toBe(422)
  })

  test('end by a signed link without signing in: not by opening it, but by one press, however often', async () => {
    const path = `/reminders/stop/${stopToken(world.config.secret, educator.personId)}`
    const opened = await open(path, null)
    expect([opened.status, opened.html.includes('Stop the reminders')]).toEqual([200, true])
    expect(opened.html).not.toMatch('Amara')
    expect((await findPreference(db, educator.personId)).wanted).toBe(true)
    for (let press = 0; press < 2; press += 1) {
      const { status, html } = await open(path, null, { 'List-Unsubscribe': 'One-Click' })
      expect([status, html.includes('You get no more reminders')]).toEqual([200, true])
    }
    expect((await findPreference(db, educator.personId)).wanted).toBe(false)
    const stranger = `/reminders/stop/${stopToken(world.config.secret, district.id)}`
    for (const wrong of [stranger, '/reminders/stop/x', `${path}x`])
      expect((await open(wrong, null, {})).status).toBe(404)
  })
})
