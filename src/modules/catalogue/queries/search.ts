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
  /** How many each choice would leave with the other filters as they are; stacks by slug. What would leave none is left out */
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

type Row = {
  hits: number
  total: number
  hours: number
  ids: string[]
  stacks: [string, number][]
  components: Component[]
  times: [number, number][]
}

/**
 * One statement reads the rows that the words hit, narrow ones, and makes all of it: which are left, the page of them,
 * and the counts. A word of the title outweighs one of the aliases, that one of the competency, and that the body:
 * whatever was hit has all words, so the rank asks only how many of them stand before the body. (`||` makes it add
 * them up; of words that all must be there, ts_rank weighs how near they stand to each other.)
 */
async function find(db: Db | Tx, orgId: string, asked: Asked, query: Query | null) {
  const { stack, component, hours, page, size } = asked
  const inStack = sql`search.stack_id = (select id from stack where org_id = ${orgId} and slug = ${stack})`
  const inComponent = sql`search.components @> array(
    select number from catalogue_component
    where org_id = ${orgId} and concat_ws(' | ', framework, edition, code) = ${component})`
  const { rows } = await sql<Row>`
    with hit as materialized (
      select search.micro_credential_id as id, search.stack_id, search.components, search.hours, search.place,
        ${query === null ? sql`0` : sql`ts_rank('{0, 0.15, 0.5, 1}', search.heading, ${query} || ${query})`} as rank,
        ${stack === null ? sql`true` : inStack} as in_stack,
        ${component === null ? sql`true` : inComponent} as in_component,
        ${hours.length === 0 ? sql`true` : sql`search.hours = any(${hours}::numeric[])`} as in_hours
      from micro_credential_search as search
      where search.org_id = ${orgId} and ${query === null ? sql`true` : sql`search.document @@ ${query}`}
    ), found as materialized (
      select id, hours, place, rank from hit where in_stack and in_component and in_hours
    ), tally as (
      select count(*)::integer as total, coalesce(sum(hours), 0) as hours from found
    )
    select total, hours, (select count(*)::integer from hit) as hits,
      array(
        select id from found order by rank desc, place limit ${size}
        offset (select greatest(0, least(${page}::integer, (total - 1) / ${size}::integer + 1) - 1) * ${size}::integer from tally)
      ) as ids,
      (
        select coalesce(json_agg(json_build_array(stack.slug, n)), '[]')
        from (select stack_id, count(*) as n from hit where in_component and in_hours group by stack_id) as counted
        join stack on stack.org_id = ${orgId} and stack.id = stack_id
      ) as stacks,
      (
        select coalesce(json_agg(json_build_object(
          'framework', framework, 'edition', edition, 'code', code, 'name', name, 'count', n)), '[]')
        from (
          select number, count(*) as n from hit, unnest(components) as number where in_stack and in_hours group by number
        ) as counted
        join catalogue_component as component on component.org_id = ${orgId} and component.number = counted.number
      ) as components,
      (
        select coalesce(json_agg(json_build_array(hours, n)), '[]')
        from (select hours, count(*) as n from hit where in_stack and in_component group by hours) as counted
      ) as times
    from tally`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('A count has one row.')
  return {
    hits: row.hits,
    found: row.ids,
    page: Math.max(1, Math.min(page, Math.ceil(row.total / size))),
    total: row.total,
    hours: row.hours,
    counts: { stacks: new Map(row.stacks), components: row.components.toSorted(byCode), hours: new Map(row.times) },
  }
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

/** The components of frameworks that the catalogue (or one stack of it) is aligned to, and how often. */
export async function listComponents(db: Db | Tx, publisherId: string, stackId?: string): Promise<Component[]> {
  const { rows } = await sql<Component>`
    select framework, edition, code, name, count
    from (
      select number, count(*) from micro_credential_search, unnest(components) as number
      where org_id = ${publisherId} and ${stackId === undefined ? sql`true` : sql`stack_id = ${stackId}`}
      group by number
    ) as counted
    join catalogue_component as component on component.org_id = ${publisherId} and component.number = counted.number`.execute(
    db,
  )
  return rows.toSorted(byCode)
}

const byCode = (a: Component, b: Component): number =>
  a.framework.localeCompare(b.framework) ||
  a.edition.localeCompare(b.edition) ||
  a.code.localeCompare(b.code, 'en', { numeric: true })
