import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { makeMedallion } from '#test/factories/medallions/designed.ts'
import { newId } from '../../../platform/database/ids.ts'
import { searchEducators } from '../queries/choosing.ts'
import { countMembers } from '../queries/members.ts'
import { WELCOME } from '../rules/welcome.ts'
import { checkLaunch, launchCohort, type Launch } from './launching.ts'
import { welcomeCohort } from './welcome.ts'

const { db } = await testDatabase()
await importFixtureCatalogue(db)

const SCHOOLS = 200
const EACH = 50

test('ten thousand educators of two hundred schools are asked once and written to once, by letters that run twice', async () => {
  const district = await makeDistrict(db)
  const leader = await makePerson(db, [{ kind: 'leader', at: district }])
  const schools = await Promise.all(
    Array.from({ length: SCHOOLS }, (_, n) => makeSchool(db, district, `School ${String(n).padStart(3, '0')}`)),
  )
  await sql`
    with made as (
      insert into person (id, name, demo, created_at)
      select gen_random_uuid(), 'Educator ' || n, false, ${NOON} from generate_series(1, ${SCHOOLS * EACH}) as n
      returning id, name
    ), addressed as (
      insert into person_email (email, person_id, is_primary, created_at)
      select lower(replace(name, ' ', '-')) || '@many.example', id, true, ${NOON} from made returning person_id
    )
    insert into role (org_id, id, organisation_id, person_id, kind, started_at)
    select ${district.id}, gen_random_uuid(),
      (${schools.map(({ id }) => id)}::uuid[])[1 + (row_number() over ())::int % ${SCHOOLS}], id, 'educator', ${NOON}
    from made`.execute(db)
  await sql`analyze`.execute(db)
  const { orgId, medallionId } = await makeMedallion(db, leader, district)
  const given = { db, actor: leader, now: NOON }
  const launch: Launch = {
    medallionId,
    organisationId: district.id,
    name: 'Everybody',
    startsOn: '2026-09-01',
    endsOn: '2027-06-18',
    coachEmail: '',
    togetherId: null,
    welcome: WELCOME,
    link: false,
    chosen: { organisationIds: [district.id], personIds: [], emails: [] },
    again: false,
    confirmed: 'all',
  }
  const checked = await checkLaunch(given, launch)
  expect(checked.ok && checked.sorted.offered.length).toBe(SCHOOLS * EACH)
  const { found, more } = await searchEducators(db, { under: district.id, search: 'educator', limit: 20, offset: 40 })
  expect([found.length, more]).toEqual([20, true])
  const cohorts = [newId(), newId()]
  const launched = await Promise.all(cohorts.map((cohortId) => launchCohort(given, { cohortId, ...launch })))
  expect(launched.filter(({ ok }) => ok)).toHaveLength(1)
  const cohortId = launched.flatMap((each) => (each.ok ? [each.cohortId] : []))[0] ?? ''
  expect(await countMembers(db, orgId, cohortId)).toMatchObject({ all: SCHOOLS * EACH, offered: SCHOOLS * EACH })
  const write = () => welcomeCohort({ db, now: NOON, publicUrl: 'https://mint.example' }, { cohortId })
  await Promise.all([write(), write()])
  const { letters, people } = await db
    .selectFrom('mail')
    .select(({ fn }) => [fn.countAll<number>().as('letters'), fn.count<number>('to_address').distinct().as('people')])
    .where('to_address', 'like', '%@many.example')
    .executeTakeFirstOrThrow()
  expect([letters, people]).toEqual([SCHOOLS * EACH, SCHOOLS * EACH])
})
