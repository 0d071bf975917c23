import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { importFixtureCatalogue } from '#test/factories/factories.ts'
import { testDatabase } from '#test/database/database.ts'
import { componentKey, type Filter } from '../rules/search.ts'
import { searchCatalogue, type Asked } from './search.ts'

const { db } = await testDatabase()
const { id: publisherId } = await importFixtureCatalogue(db)
const stacks = await db.selectFrom('stack').select(['id', 'slug']).orderBy('slug').execute()
const [one, two, three, four] = stacks.map(({ slug }) => slug)
const components = (await db.selectFrom('catalogue_component').selectAll().orderBy('number').limit(4).execute()).map(
  (component) => ({ number: component.number, key: componentKey(component) }),
)
const ids = (
  await db.selectFrom('micro_credential_search').select('micro_credential_id').orderBy('place').execute()
).map((row) => row.micro_credential_id)

/** What a search is to do, said as plainly as can be: what is left, and how many each choice would leave. */
type Hit = { id: string; stack: string; hours: number; components: readonly string[] }

function narrow(hits: readonly Hit[], filter: Filter) {
  const inStack = ({ stack }: Hit) => filter.stack === null || stack === filter.stack
  const inComponent = (hit: Hit) => filter.component === null || hit.components.includes(filter.component)
  const inHours = ({ hours }: Hit) => filter.hours.length === 0 || filter.hours.includes(hours)
  return {
    found: hits.filter((hit) => inStack(hit) && inComponent(hit) && inHours(hit)),
    stacks: count(hits.filter((hit) => inComponent(hit) && inHours(hit)).map(({ stack }) => stack)),
    components: count(hits.filter((hit) => inStack(hit) && inHours(hit)).flatMap((hit) => [...hit.components])),
    hours: count(hits.filter((hit) => inStack(hit) && inComponent(hit)).map(({ hours }) => hours)),
  }
}

function count<K>(values: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

const facts = fc.record({
  stack: fc.constantFrom(one, two, three),
  hours: fc.constantFrom(1, 1.1, 1.5, 2),
  components: fc.subarray(components.slice(0, 3)),
})
const given = fc.record({
  all: fc.array(facts, { minLength: ids.length, maxLength: ids.length }),
  filter: fc.record({
    stack: fc.option(fc.constantFrom(one ?? '', two ?? '', four ?? '', 'nowhere')),
    component: fc.option(fc.constantFrom(...components.map(({ key }) => key), 'no | such | component')),
    hours: fc.subarray([1, 1.1, 1.5, 9]),
  }),
  text: fc.constantFrom('', 'feedback', 'families', '"driving question"', 'feedbak', 'rubric or grouping'),
  size: fc.integer({ min: 1, max: 12 }),
})

/** The same search, page after page, until they come to an end. */
async function allPages(asked: Omit<Asked, 'page'>) {
  const first = await searchCatalogue(db, publisherId, { ...asked, page: 1 })
  const found = [...first.found]
  for (let page = 2; (page - 1) * asked.size < first.total; page++) {
    const next = await searchCatalogue(db, publisherId, { ...asked, page })
    expect(next).toEqual({ ...first, page, found: next.found })
    found.push(...next.found)
  }
  return { ...first, found }
}

test('a search counts beside each choice how many it would leave, and its pages hold each that is left once', async () => {
  const unfiltered = new Map<string, string[]>()
  const hitsOf = async (text: string): Promise<string[]> => {
    const known = unfiltered.get(text)
    if (known !== undefined) return known
    const none = { stack: null, component: null, hours: [], page: 1, size: 100 }
    const { found } = await searchCatalogue(db, publisherId, { text, ...none })
    unfiltered.set(text, found)
    return found
  }
  await fc.assert(
    fc.asyncProperty(given, async ({ all, filter, text, size }) => {
      await sql`
        update micro_credential_search as search
        set stack_id = given.stack_id, hours = given.hours, components = string_to_array(given.components, ',')::int[]
        from unnest(
          ${ids}::uuid[],
          ${all.map(({ stack }) => stacks.find(({ slug }) => slug === stack)?.id)}::uuid[],
          ${all.map(({ hours }) => hours)}::float8[],
          ${all.map((fact) => fact.components.map(({ number }) => number).join(','))}::text[]
        ) as given (id, stack_id, hours, components)
        where search.micro_credential_id = given.id`.execute(db)
      const hits = (await hitsOf(text)).map((id) => {
        const fact = all[ids.indexOf(id)]
        return {
          id,
          stack: fact?.stack ?? '',
          hours: fact?.hours ?? 0,
          components: fact?.components.map(({ key }) => key) ?? [],
        }
      })
      const wanted = narrow(hits, filter)
      const result = await allPages({ ...filter, text, size })
      expect(result.found).toEqual(wanted.found.map(({ id }) => id))
      expect(result.total).toBe(wanted.found.length)
      expect(result.hours).toBeCloseTo(wanted.found.reduce((sum, { hours }) => sum + hours, 0))
      expect(result.counts.stacks).toEqual(wanted.stacks)
      expect(result.counts.hours).toEqual(wanted.hours)
      expect(new Map(result.counts.components.map((each) => [componentKey(each), each.count]))).toEqual(
        wanted.components,
      )
      const beyond = await searchCatalogue(db, publisherId, { ...filter, text, size, page: 999 })
      expect(beyond.found).toEqual(wanted.found.slice((beyond.page - 1) * size).map(({ id }) => id))
    }),
    { numRuns: process.env['DEEP'] ? 2000 : 60 },
  )
})
