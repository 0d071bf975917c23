import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { cutToSmallBadge, earn, issuingWorld, PLANNING } from '#test/factories/awards.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool } from '#test/factories/factories.ts'
import { listAwardsOf } from '../queries/awards.ts'
import { awardCollections, awardCompleted, awardDecided } from './award.ts'
import { revokeAward, suspendCollections } from './change-award.ts'

const { db } = await testDatabase()
const world = issuingWorld(db)
let publisher: Organisation
let school: Organisation

beforeAll(async () => {
  publisher = await importFixtureCatalogue(db)
  await cutToSmallBadge(db)
  school = await makeSchool(db, await makeDistrict(db))
})

const educator = (): Promise<Actor> => makePerson(db, [{ kind: 'educator', at: school }])
const orgId = () => publisher.id

/** As the jobs do it: the award first, then what it completes, and so on up to the badge. */
async function tell(decided: { orgId: string; submissionId: string }): Promise<void> {
  const made = await awardDecided(world, decided)
  if (made === null) return
  await awardCollections(world, { orgId: orgId(), awardId: made })
}

/** Runs award-collections for everything that was made, as its own event would. */
async function settle(personId: string): Promise<void> {
  for (const { id } of await listAwardsOf(db, personId)) await awardCollections(world, { orgId: orgId(), awardId: id })
}

const kinds = async (personId: string): Promise<string[]> =>
  (await listAwardsOf(db, personId)).map(({ kind }) => kind).sort()
const eventsOf = async (personId: string): Promise<number> => {
  const made = await db.selectFrom('event').select('payload').where('type', '=', 'award.made').execute()
  return made.filter(({ payload }) => JSON.stringify(payload).includes(personId)).length
}

describe('awardDecided', () => {
  test('awards what was earned with its version, hours and day, and tells it once', async () => {
    const person = await educator()
    const decided = await earn(db, person, PLANNING[0])
    const id = await awardDecided(world, decided)
    expect(await awardDecided(world, decided)).toBeNull()
    const [award, ...others] = await listAwardsOf(db, person.personId)
    expect(others).toEqual([])
    expect(award).toMatchObject({
      id,
      orgId: publisher.id,
      kind: 'micro-credential',
      slug: PLANNING[0],
      version: 1,
      state: 'active',
      reason: null,
    })
    expect(award?.hours).toBeGreaterThan(0)
    expect(await eventsOf(person.personId)).toBe(1)
  })

  test('awards nothing for a decision of not yet', async () => {
    const person = await educator()
    const pursuit = await earn(db, person, PLANNING[3], { unmet: ['open'] })
    expect(await awardDecided(world, pursuit)).toBeNull()
    expect(await kinds(person.personId)).toEqual([])
  })
})

describe('collections', () => {
  test('twenty decisions at once award each stack and the badge exactly once', async () => {
    const people = await Promise.all([educator(), educator(), educator()])
    const decided: { orgId: string; submissionId: string }[] = []
    for (const person of people) for (const slug of PLANNING) decided.push(await earn(db, person, slug))
    const twenty = [...decided, ...decided.slice(0, 2)]
    expect(twenty).toHaveLength(20)

    await Promise.all(twenty.map(tell))
    await Promise.all(people.flatMap(({ personId }) => [settle(personId), settle(personId)]))

    for (const { personId } of people) {
      expect(await kinds(personId)).toEqual(['badge', ...PLANNING.map(() => 'micro-credential'), 'stack', 'stack'])
      expect(await eventsOf(personId)).toBe(9)
    }
    const [badge] = (await listAwardsOf(db, people[0].personId)).filter(({ kind }) => kind === 'badge')
    const single = (await listAwardsOf(db, people[0].personId)).filter(({ kind }) => kind === 'micro-credential')
    expect(badge?.hours).toBe(single.reduce((sum, { hours }) => sum + hours, 0))
  })

  test('a stack that asks for less is awarded to who has all that it still lists, once', async () => {
    const person = await educator()
    for (const slug of PLANNING.slice(0, 2)) await awardDecided(world, await earn(db, person, slug))
    const { id } = await db
      .selectFrom('stack')
      .select('id')
      .where('slug', '=', 'planning-and-preparation')
      .executeTakeFirstOrThrow()
    const completed = () => awardCompleted(world, { orgId: publisher.id, kind: 'stack', id })
    await completed()
    expect(await kinds(person.personId)).not.toContain('stack')
    const list = (slugs: readonly string[]) =>
      sql`
        update stack_version set content = jsonb_set(content, '{micro_credentials}', ${JSON.stringify(slugs)}::jsonb)
        where stack_id = ${id}`.execute(db)
    await list(PLANNING.slice(0, 2))
    await Promise.all([completed(), completed()])
    expect((await kinds(person.personId)).filter((kind) => kind === 'stack')).toHaveLength(1)
    await list(PLANNING.slice(0, 3))
  })

  test('the last one decided while another is being revoked never leaves a stack in force', async () => {
    const registrar = await makePerson(db, [{ kind: 'registrar', at: publisher }])
    for (let round = 0; round < 4; round++) {
      const person = await educator()
      const [first, second, third] = await Promise.all(PLANNING.slice(0, 3).map((slug) => earn(db, person, slug)))
      const awardId = first && (await awardDecided(world, first))
      if (!awardId || !second || !third) throw new Error('Three were earned.')
      await tell(second)
      await Promise.all([
        tell(third),
        revokeAward(
          { db, actor: registrar, now: world.now() },
          { orgId: publisher.id, awardId, reason: 'The work was not theirs.' },
        ).then(() => suspendCollections(world, { orgId: publisher.id, awardId })),
      ])
      const stacks = (await listAwardsOf(db, person.personId)).filter(({ kind }) => kind === 'stack')
      expect(stacks.every(({ state }) => state === 'suspended')).toBe(true)
    }
  })
})
