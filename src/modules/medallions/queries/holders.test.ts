import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '#src/platform/database/ids.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { testDatabase } from '#test/database/database.ts'
import { Dice } from '#test/factories/dice.ts'
import { importFixtureCatalogue, makeDistrict, makeSchool, NOON } from '#test/factories/factories.ts'
import { listedPicks } from '#test/factories/medallions/random.ts'
import { qualifies, stillNeeded, type ListedPick } from '../rules/qualify.ts'
import { countHolders } from './holders.ts'

const { db } = await testDatabase()
const dice = new Dice(7)
let publisher: Organisation
let district: Organisation
let school: Organisation
let catalogue: string[]
/** The educators of an organisation, and what each has earned by awards in force */
const people: { at: string; earned: Set<string> }[] = []

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  district = await makeDistrict(db)
  school = await makeSchool(db, district)
  const other = await makeSchool(db, district)
  const far = await makeSchool(db, await makeDistrict(db))
  const rows = await db.selectFrom('micro_credential').select('id').orderBy('slug').execute()
  catalogue = rows.map(({ id }) => id)
  for (let n = 0; n < 120; n += 1) await addPerson([school, other, far][n % 3] ?? school, { held: n % 12 })
  // Who has left does not count, nor who leads; who works in two schools counts once.
  await addPerson(school, { held: 0, ended: true })
  await addPerson(school, { held: 0, kind: 'leader' })
  const both = await addPerson(other, { held: 0 })
  await addRole(both, district, { kind: 'educator' })
  // What a server does by itself a minute later: without figures of the tables it plans badly.
  await sql`analyze`.execute(db)
})

type Role = { kind?: 'educator' | 'leader'; ended?: boolean }

const addRole = (personId: string, at: Organisation, { kind = 'educator', ended = false }: Role) =>
  db
    .insertInto('role')
    .values({
      org_id: at.rootId,
      id: newId(),
      organisation_id: at.id,
      person_id: personId,
      kind,
      started_at: NOON,
      ended_at: ended ? NOON : null,
    })
    .execute()

/** A person who has earned everything but every so-maniest by chance; nearly all, so that some qualify. */
async function addPerson(at: Organisation, { held, ...role }: Role & { held: number }): Promise<string> {
  const id = newId()
  await db.insertInto('person').values({ id, name: 'Sam Test', created_at: NOON }).execute()
  await addRole(id, at, role)
  const awards = catalogue.flatMap((achievement) =>
    dice.below(12) < held ? [] : [{ achievement, state: dice.chance(0.05) ? 'suspended' : 'active' }],
  )
  if (awards.length > 0)
    await db
      .insertInto('award')
      .values(
        awards.map(({ achievement, state }) => ({
          org_id: publisher.id,
          id: newId(),
          person_id: id,
          kind: 'micro-credential',
          achievement_id: achievement,
          version_id: newId(),
          bulk_id: newId(),
          hours: 2,
          state,
          reason: state === 'active' ? null : 'It is looked into.',
          awarded_at: NOON,
          state_changed_at: NOON,
        })),
      )
      .execute()
  const earned = new Set(awards.flatMap(({ achievement, state }) => (state === 'active' ? [achievement] : [])))
  if (role.ended !== true && role.kind !== 'leader') people.push({ at: at.id, earned })
  return id
}

/** A random medallion of the catalogue's own. */
const medallion = listedPicks.chain((picks) =>
  fc
    .shuffledSubarray([...Array(30).keys()], { minLength: picks.length, maxLength: picks.length })
    .map((places) =>
      picks.map((pick, n): ListedPick => ({ ...pick, microCredentialId: catalogue[places[n] ?? 0] ?? '' })),
    ),
)

test('who would qualify, counted by the database, are those who qualify by the rules', async () => {
  const own = people.filter(({ at }) => at === school.id)
  let some = 0
  await fc.assert(
    fc.asyncProperty(medallion, async (picks) => {
      const counted = await countHolders(db, school.id, picks)
      const qualified = own.filter(({ earned }) => qualifies(picks, earned)).length
      some += qualified
      expect(counted).toEqual({
        educators: own.length,
        holders: new Map(
          picks.map(({ microCredentialId: id }) => [id, own.filter(({ earned }) => earned.has(id)).length]),
        ),
        qualified,
        oneLeft: own.filter(({ earned }) => stillNeeded(picks, earned).count === 1).length,
      })
    }),
    { numRuns: process.env['DEEP'] ? 1000 : 40 },
  )
  expect(some).toBeGreaterThan(0)
})

test('a district counts all of its schools, each person once, and nobody of another district', async () => {
  const picks = catalogue.slice(0, 8).map((id) => ({ microCredentialId: id, groupId: null, needed: 1 }))
  const { educators, holders } = await countHolders(db, district.id, picks)
  expect(educators).toBe(81)
  const own = people.filter(({ earned }) => earned.has(catalogue[0] ?? ''))
  expect(holders.get(catalogue[0] ?? '')).toBeLessThan(own.length)
  expect(await countHolders(db, newId(), picks)).toMatchObject({ educators: 0, qualified: 0 })
})

test('a draft with more than may be published is counted too', async () => {
  const picks = [...catalogue, ...Array.from({ length: 30 }, () => newId())].map((id, n) => ({
    microCredentialId: id,
    groupId: n < 20 ? 'twenty' : null,
    needed: n < 20 ? 99 : 1,
  }))
  expect(picks).toHaveLength(60)
  expect(await countHolders(db, school.id, picks)).toMatchObject({ qualified: 0, oneLeft: 0 })
})
