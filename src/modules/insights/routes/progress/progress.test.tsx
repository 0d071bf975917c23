import { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { HttpEnv } from '#src/platform/http/env.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { fillDistrict, type LargeDistrict } from '#test/factories/districts/large.ts'
import { importFixtureCatalogue, makePerson, NOON } from '#test/factories/factories.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { progress as files } from '../../http/progress.ts'
import * as cohortPage from './cohort.tsx'
import * as progressPage from './progress.tsx'
import * as schoolsPage from './schools.tsx'

const { db } = await testDatabase()
const world = { db, now: () => NOON } as unknown as WebWorld
const open = drawPages(world, {
  '/progress': progressPage,
  '/progress/schools': schoolsPage,
  '/progress/:cohort': cohortPage,
})

const SIZE = { schools: 2, educators: 24, medallions: 2, pursuits: 720, awards: 280 }
let made: LargeDistrict
let whole: Actor
let one: Actor
let other: Actor
let stranger: Actor
/** Of a medallion of the whole district, at the school that `one` leads. */
let cohort: { id: string; versionId: string }

beforeAll(async () => {
  const { id: publisherId } = await importFixtureCatalogue(db)
  made = await fillDistrict(db, { publisherId, size: SIZE, seed: 7, now: NOON, passwordHash: null })
  const [first, second, third] = made.leaders.map(({ actor }) => actor)
  if (first === undefined || second === undefined || third === undefined) throw new Error('Three lead.')
  ;[whole, one, other] = [first, second, third]
  stranger = await makePerson(db, [])
  cohort = await db
    .selectFrom('cohort')
    .select(['id', 'version_id as versionId'])
    .where('organisation_id', '=', made.schools[0]?.id ?? '')
    .orderBy('id')
    .executeTakeFirstOrThrow()
})

const filesAs = (actor: Actor | null) =>
  new Hono<HttpEnv>()
    .use((c, next) => {
      c.set('findActor', () => Promise.resolve(actor))
      return next()
    })
    .route('/', files(world))

test('the grid holds who takes part, each with as many as they have earned', async () => {
  const rows = await db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .select((eb) => [
      'person.name',
      eb
        .selectFrom('award')
        .innerJoin('medallion_pick as pick', 'pick.micro_credential_id', 'award.achievement_id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('award.person_id', '=', 'enrolment.person_id')
        .where('award.kind', '=', 'micro-credential')
        .where('pick.version_id', '=', cohort.versionId)
        .as('held'),
    ])
    .where('cohort_id', '=', cohort.id)
    .where('enrolment.state', '=', 'accepted')
    .execute()
  expect(rows.length).toBeGreaterThan(3)
  const { html } = await open(`/progress/${cohort.id}`, one)
  const body = html.slice(html.indexOf('<tbody'), html.indexOf('</tbody>'))
  for (const { name, held } of rows) {
    const row = body.split('<tr').find((each) => each.includes(`>${name}<`)) ?? ''
    expect(row.match(/earned/gi)?.length ?? 0, name).toBeGreaterThanOrEqual(Number(held))
  }
  const csv = await (await filesAs(one).request(`/progress/${cohort.id}/grid.csv`)).text()
  for (const { name } of rows) expect(csv).toContain(name)
  expect(csv).not.toMatch(/@great-plains/)
})

test('a leader of one school sees nothing of another, and whoever leads nothing sees nothing', async () => {
  expect((await open(`/progress/${cohort.id}`, whole)).status).toBe(200)
  for (const actor of [other, stranger]) {
    expect((await open(`/progress/${cohort.id}`, actor)).status).toBe(404)
    expect((await filesAs(actor).request(`/progress/${cohort.id}/grid.csv`)).status).toBe(404)
  }
  expect((await open('/progress', stranger)).status).toBe(403)
  expect((await filesAs(stranger).request('/progress/schools.csv')).status).toBe(404)
  expect((await open(`/progress/schools?in=${made.district.id}`, one)).status).toBe(404)
  expect((await open('/progress/schools', whole)).html).toContain('School 2')
  expect((await open('/progress/schools', one)).html).not.toContain('School 2')
  expect((await filesAs(null).request('/progress/schools.csv')).status).toBe(302)
})

test('who stopped working there is no longer seen, and the schools are counted anew', async () => {
  const person = await db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .select(['person.id', 'person.name'])
    .where('cohort_id', '=', cohort.id)
    .where('enrolment.state', '=', 'accepted')
    .executeTakeFirstOrThrow()
  const before = (await open(`/progress/${cohort.id}`, one)).html
  expect(before).toContain(`>${person.name}<`)
  await db.updateTable('role').set({ ended_at: NOON }).where('person_id', '=', person.id).execute()
  expect((await open(`/progress/${cohort.id}`, one)).html).not.toContain(`>${person.name}<`)
})

test('what nobody can know is unknown, whatever is asked', async () => {
  expect((await open('/progress/nothing', whole)).status).toBe(404)
  const odd = new URLSearchParams({ name: "%'_\\", school: 'none', pick: 'none', state: 'odd', page: '-1' })
  expect((await open(`/progress/${cohort.id}?${odd.toString()}`, whole)).status).toBe(200)
  expect((await open('/progress/schools?sort=;drop', whole)).status).toBe(200)
})
