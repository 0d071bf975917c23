import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { respell, searchWords, type Filter, type NearWord, type SearchWords } from '../rules/search.ts'

/** What to look for, and which part of what is found to give: from 1, so many a page. */
export type Asked = Filter & { text: string; page: number; size: number }

export type Component = { framework: string; edition: string; code: string; name: string; count: number }

export type SearchResult = {
  /** The micro-credentials of the page, by id: best first when words were asked for, else in the order of the catalogue */
  found: string[]
  /** The page they are of: the last one where more was asked for than there is */
  page: number
  /** Of all that was found: how many, and their hours together */
  total: number
  hours: number
  /** Nothing holds the words as they were typed: these are spelled nearly like them */
  near: boolean
  /** Words of the catalogue that look like those typed, when nothing at all was found */
  nearWords: string[]
  /**
   * How many each choice would leave with the other filters as they are; stacks by slug, components in no
   * order. What would leave none is left out
   */
  counts: { stacks: Map<string, number>; components: Component[]; hours: Map<number, number> }
}

/** Finds micro-credentials, outlines included, by words and filters. */
export async function searchCatalogue(db: Db | Tx, publisherId: string, asked: Asked): Promise<SearchResult> {
  const words = searchWords(asked.text)
  const exact = await find(db, publisherId, asked, words === null ? null : exactly(words))
  if (words === null || words.each.length === 0 || exact.hits > 0) return { ...exact, near: false, nearWords: [] }
  const nearWords = await listNearWords(db, publisherId, words.each)
  const near = await find(db, publisherId, asked, nearly(respell(words.each, nearWords)))
  return near.hits > 0
    ? { ...near, near: true, nearWords: [] }
    : { ...near, near: false, nearWords: [...new Set(nearWords.map(({ word }) => word))].slice(0, MOST_WORDS) }
}

const MOST_WORDS = 5

type Query = RawBuilder<string>

/** Every word (or what quotes and "or" say), the last one perhaps half typed. */
function exactly({ all, begun }: SearchWords): Query {
  const typed: Query = sql`websearch_to_tsquery('english', ${all})`
  return begun === null
    ? typed
    : sql`(${typed} || (websearch_to_tsquery('english', ${begun.before}) && to_tsquery('simple', ${`${begun.last}:*`})))`
}

/** One of each set of words. They hold letters and figures only. */
const nearly = (words: string[][]): Query =>
  sql`to_tsquery('english', ${words.map((set) => `(${set.map((word) => `'${word}'`).join(' | ')})`).join(' & ')})`

type Row = { hits: number; ids: string[]; stacks: [string, number][]; times: [number, number][] }

/**
 * What the words hit, narrowed, and the counts: two statements beside each other, since to count components costs about
 * as much as all the rest. Both read narrow rows. The words come from `asked` so that they are looked up in the index
 * however many texts hold them: the planner takes reading a text for cheap, and would read them all.
 */
async function find(db: Db | Tx, orgId: string, asked: Asked, query: Query | null) {
  const [{ hits, ids, stacks, times }, components] = await Promise.all([
    findPage(db, orgId, asked, query),
    countComponents(db, orgId, asked, query),
  ])
  const left = times.filter(([hours]) => asked.hours.length === 0 || asked.hours.includes(hours))
  const total = left.reduce((sum, [, n]) => sum + n, 0)
  return {
    hits,
    found: ids,
    page: lastPage(asked, total),
    total,
    hours: left.reduce((sum, [hours, n]) => sum + hours * n, 0),
    counts: { stacks: new Map(stacks), components, hours: new Map(times) },
  }
}

const lastPage = ({ page, size }: Asked, total: number): number => Math.max(1, Math.min(page, Math.ceil(total / size)))

/** Rows of the search that the words hit; the filters are told apart, since each choice is counted without its own. */
function hits(orgId: string, { stack, component, hours }: Filter, query: Query | null) {
  const all = sql`true`
  return {
    // Words that only leave out say nothing to look for, and an index helps nothing to find what is not in it.
    asked: sql`asked as materialized (
      select case when querytree(query) in ('', 'T') then null else query end as query
      from (select ${query ?? sql`null::tsquery`} as query) as typed)`,
    where: sql`search.org_id = ${orgId} and ${query === null ? all : sql`search.document @@ (select query from asked)`}`,
    inStack:
      stack === null ? all : sql`search.stack_id = (select id from stack where org_id = ${orgId} and slug = ${stack})`,
    inComponent:
      component === null
        ? all
        : sql`search.components && array(
            select number from catalogue_component
            where org_id = ${orgId} and concat_ws(' | ', framework, edition, code) = ${component})`,
    inHours: hours.length === 0 ? all : sql`search.hours = any(${hours}::float8[])`,
  }
}

/**
 * A word of the title outweighs one of the aliases, that one of the competency, and that the body: whatever was hit has
 * all words, so the rank asks only how many of them stand before the body. (`||` makes it add them up; of words that
 * all must be there, ts_rank weighs how near they stand to each other.)
 */
async function findPage(db: Db | Tx, orgId: string, filter: Asked, query: Query | null): Promise<Row> {
  const { asked, where, inStack, inComponent, inHours } = hits(orgId, filter, query)
  const rank =
    query === null ? sql`0` : sql`ts_rank('{0, 0.15, 0.5, 1}', search.heading, (select query || query from asked))`
  const { rows } = await sql<Row>`
    with ${asked}, hit as materialized (
      select micro_credential_id as id, stack_id, hours, place, ${rank} as rank,
        ${inStack} as in_stack, ${inComponent} as in_component, ${inHours} as in_hours
      from micro_credential_search as search where ${where}
    ), timed as materialized (
      select hours, count(*)::integer as n, ${inHours} as in_hours
      from hit as search where in_stack and in_component group by hours
    ), page as (
      select greatest(0, least(${filter.page}::integer, (sum(n)::integer - 1) / ${filter.size}::integer + 1) - 1) as before
      from timed where in_hours
    )
    select (select count(*)::integer from hit) as hits,
      array(
        select id from hit where in_stack and in_component and in_hours
        order by rank desc, place limit ${filter.size} offset (select before * ${filter.size}::integer from page)
      ) as ids,
      (
        select coalesce(json_agg(json_build_array(stack.slug, n)), '[]')
        from (select stack_id, count(*) as n from hit where in_component and in_hours group by stack_id) as counted
        join stack on stack.org_id = ${orgId} and stack.id = stack_id
      ) as stacks,
      (select coalesce(json_agg(json_build_array(hours, n)), '[]') from timed) as times`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('A count has one row.')
  return row
}

async function countComponents(db: Db | Tx, orgId: string, filter: Filter, query: Query | null): Promise<Component[]> {
  const { asked, where, inStack, inHours } = hits(orgId, filter, query)
  const { rows } = await sql<Component>`
    with ${asked}
    select framework, edition, code, name, count
    from (
      select number, count(*)
      from (
        select unnest(components) as number from micro_credential_search as search
        where ${where} and ${inStack} and ${inHours}
      ) as each
      group by number
    ) as counted
    join catalogue_component as component on component.org_id = ${orgId} and component.number = counted.number`.execute(
    db,
  )
  return rows
}

/** "2" before "10". Made once: it takes longer to make than a hundred comparisons. */
const inOrder = new Intl.Collator('en', { numeric: true })

/** The components of frameworks that the catalogue (or one stack of it) is aligned to, in order, and how often. */
export async function listComponents(
  db: Db | Tx,
  publisherId: string,
  stack: string | null = null,
): Promise<Component[]> {
  const components = await countComponents(db, publisherId, { stack, component: null, hours: [] }, null)
  return components.toSorted(
    (a, b) =>
      inOrder.compare(a.framework, b.framework) ||
      inOrder.compare(a.edition, b.edition) ||
      inOrder.compare(a.code, b.code),
  )
}

/** The words of titles, aliases and tags that look like each of these, the most alike first. */
async function listNearWords(db: Db | Tx, publisherId: string, each: string[]): Promise<NearWord[]> {
  const { rows } = await sql<NearWord>`
    select typed, near.word, alike
    from unnest(${each}::text[]) as typed
    cross join lateral (
      select word, similarity(word, typed) as alike from catalogue_word
      where org_id = ${publisherId} and word % typed
      order by alike desc, word limit ${MOST_WORDS}
    ) as near
    order by alike desc, word`.execute(db)
  return rows
}
