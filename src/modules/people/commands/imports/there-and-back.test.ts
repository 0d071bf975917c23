import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { testDatabase } from '#test/database/database.ts'
import { makeDistrict, makePerson, NOON } from '#test/factories/factories.ts'
import { readFileOf, takeFileIn, whoIsThere } from '#test/factories/people/people-files.ts'
import {
  deltaOfRosters,
  laterRoster,
  listOfRoster,
  randomRoster,
  zipOfRoster,
  type RandomRoster,
} from '#test/factories/people/rosters.ts'
import type { Organisation } from '../../queries/organisations.ts'
import { undoImport } from './undo.ts'

const { db } = await testDatabase()
const HOUR = 3_600_000
const given = (actor: Actor, hours: number) => ({ db, actor, now: new Date(NOON.getTime() + hours * HOUR) })

type Place = { district: Organisation; admin: Actor }
type Format = 'list' | 'oneroster'

async function takeIn({ district, admin }: Place, roster: RandomRoster, format: Format, hours: number) {
  const bytes = format === 'list' ? listOfRoster(roster) : zipOfRoster(roster)
  const setting = { db, admin, place: district, now: new Date(NOON.getTime() + hours * HOUR) }
  const importId = await readFileOf(setting, bytes, { whole: true })
  return { importId, applied: await takeFileIn(setting, importId) }
}

/** Everything that an import may touch in a tree, of people who were there before. */
async function rowsOf(orgId: string, known: readonly string[]): Promise<unknown> {
  const { rows } = await sql`
    select 'organisation' as what, to_jsonb(o) as row from organisation o where root_id = ${orgId}
    union all select 'role', to_jsonb(r) from role r where org_id = ${orgId}
    union all select 'person', to_jsonb(p) from person p where id = any(${known}::uuid[])
    union all select 'address', to_jsonb(e) from person_email e where person_id = any(${known}::uuid[])
    union all select 'login', to_jsonb(l) - 'updated_at' from auth.login l where id = any(${known}::uuid[])
    union all select 'said org', to_jsonb(s) from people_source_organisation s where org_id = ${orgId}
    union all select 'said person', to_jsonb(s) from people_source_person s where org_id = ${orgId}
    union all select 'said role', to_jsonb(s) from people_source_role s where org_id = ${orgId}
    union all select 'given', to_jsonb(s) from people_source_given s where org_id = ${orgId}
    order by 1, 2`.execute(db)
  return rows
}

const everybody = async (): Promise<string[]> =>
  (await db.selectFrom('person').select('id').execute()).map(({ id }) => id)

/** With addresses of this district alone. */
const unlike = ({ schools, people }: RandomRoster, id: string): RandomRoster => ({
  schools,
  people: people.map((person) => ({ ...person, email: person.email.replace('@roster', `@${id}`) })),
})

test('whatever was there: a file taken in and undone leaves the same rows, and taken in twice does no more than once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(1_000_000),
      fc.constantFrom<Format>('list', 'oneroster'),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 12 }),
      async (seed, format, schools, people) => {
        const district = await makeDistrict(db)
        const place = { district, admin: await makePerson(db, [{ kind: 'admin', at: district }]) }
        const first = unlike(randomRoster(seed, { schools, people }), district.id)
        expect((await takeIn(place, first, format, 1)).applied).toEqual({ ok: true })
        const known = await everybody()
        const before = await rowsOf(district.id, known)
        expect((await takeIn(place, first, format, 2)).applied).toEqual({ ok: false, reason: 'nothing' })
        expect(await rowsOf(district.id, known)).toEqual(before)

        const later = unlike(laterRoster(first, seed + 1), district.id)
        const { importId, applied } = await takeIn(place, later, format, 3)
        expect(applied).toEqual({ ok: true })
        const after = await rowsOf(district.id, known)
        expect((await takeIn(place, later, format, 4)).applied).toEqual({ ok: false, reason: 'nothing' })
        expect(await rowsOf(district.id, known)).toEqual(after)

        expect(await undoImport(given(place.admin, 5), importId)).toEqual({ ok: true, kept: 0 })
        expect(await rowsOf(district.id, known)).toEqual(before)
      },
    ),
    { numRuns: process.env['DEEP'] ? 100 : 4 },
  )
}, 600_000)

test('a delta does what the whole of the later district would do', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), fc.integer({ min: 1, max: 10 }), async (seed, people) => {
      const first = randomRoster(seed, { schools: 3, people })
      const later = laterRoster(first, seed + 1)
      const ends: string[][] = []
      for (const second of [(_: RandomRoster, after: RandomRoster) => zipOfRoster(after), deltaOfRosters]) {
        const district = await makeDistrict(db)
        const own = (roster: RandomRoster) => unlike(roster, district.id)
        const admin = await makePerson(db, [{ kind: 'admin', at: district }])
        const setting = { db, admin, place: district }
        await takeFileIn(setting, await readFileOf(setting, zipOfRoster(own(first))))
        await takeFileIn(setting, await readFileOf(setting, second(own(first), own(later))))
        const found = await whoIsThere(db, district.id, [admin])
        ends.push(found.map((words) => words.replaceAll(district.id, '')))
      }
      expect(ends[1]).toEqual(ends[0])
    }),
    { numRuns: process.env['DEEP'] ? 100 : 4 },
  )
}, 600_000)
