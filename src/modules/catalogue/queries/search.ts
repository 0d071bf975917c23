import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import {
  componentKey,
  narrow,
  searchWords,
  type Counts,
  type Filter,
  type Hit,
  type SearchWords,
} from '../rules/search.ts'

export type SearchResult = {
  /** Best first when something was searched for, else in the order of the catalogue */
  found: Hit[]
  /** Nothing holds the words as they were typed: these are spelled nearly like them */
  near: boolean
  /** Words of the catalogue that look like those typed, when nothing at all was found */
  nearWords: string[]
  counts: Counts
}

/** Below this share of letters in common, words only look alike by chance. */
const NEAR = 0.45
const NEAR_WORD = 0.3

/** Finds micro-credentials, outlines included, by words and filters. */
export async function searchCatalogue(
  db: Db | Tx,
  publisherId: string,
  asked: Filter & { text: string },
): Promise<SearchResult> {
  const words = searchWords(asked.text)
  const exact = await listHits(db, publisherId, words === null ? null : { words, near: false })
  const near = words !== null && words.each.length > 0 && exact.length === 0
  const hits = near ? await listHits(db, publisherId, { words, near: true }) : exact
  return {
    ...narrow(hits, asked),
    near: near && hits.length > 0,
    nearWords: near && hits.length === 0 ? await listNearWords(db, publisherId, words.each) : [],
  }
}

async function listHits(
  db: Db | Tx,
  publisherId: string,
  asked: { words: SearchWords; near: boolean } | null,
): Promise<Hit[]> {
  const match = asked === null ? null : asked.near ? nearly(asked.words) : exactly(asked.words)
  const rows = await db
    .selectFrom('micro_credential as mc')
    .innerJoin('stack', (join) => join.onRef('stack.org_id', '=', 'mc.org_id').onRef('stack.id', '=', 'mc.stack_id'))
    .innerJoin('micro_credential_search as search', (join) =>
      join.onRef('search.org_id', '=', 'mc.org_id').onRef('search.micro_credential_id', '=', 'mc.id'),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('micro_credential_version as version')
          .select(['version.hours_credited as hours', 'version.title'])
          .whereRef('version.org_id', '=', 'mc.org_id')
          .whereRef('version.micro_credential_id', '=', 'mc.id')
          .where('version.state', 'in', ['published', 'draft'])
          .orderBy(sql`version.state = 'published'`, 'desc')
          .orderBy('version.number', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select(['mc.id', 'stack.slug as stack', 'newest.hours'])
    .select((eb) =>
      eb
        .selectFrom('micro_credential_alignment as aligned')
        .select(
          sql<
            { framework: string; edition: string; code: string }[] | null
          >`json_agg(json_build_object('framework', framework, 'edition', edition, 'code', code))`.as('list'),
        )
        .whereRef('aligned.org_id', '=', 'mc.org_id')
        .whereRef('aligned.micro_credential_id', '=', 'mc.id')
        .as('components'),
    )
    .where('mc.org_id', '=', publisherId)
    .$if(match !== null, (query) =>
      query.where(match?.where ?? sql<boolean>`true`).orderBy(match?.rank ?? sql`0`, 'desc'),
    )
    .orderBy('stack.position')
    .orderBy('mc.position')
    .execute()
  return rows.map(({ id, stack, hours, components }) => ({
    id,
    stack,
    hours,
    components: (components ?? []).map(componentKey),
  }))
}

/** Every word (or what quotes and "or" say), the last one perhaps half typed. A word of the title outweighs the body. */
function exactly({ all, begun }: SearchWords) {
  const typed = sql`websearch_to_tsquery('english', ${all})`
  const query =
    begun === null
      ? typed
      : sql`(${typed} || (websearch_to_tsquery('english', ${begun.before}) && to_tsquery('simple', ${`${begun.last}:*`})))`
  return {
    where: sql<boolean>`search.document @@ ${query}`,
    rank: sql`ts_rank('{0.02, 0.15, 0.5, 1}', search.document, ${query})`,
  }
}

/** Every word on average looks like one of the title, the aliases or the tags; titles come first. */
function nearly({ all, each }: SearchWords) {
  const alike = sql<number>`(select avg(word_similarity(word, search.words)) from unnest(${each}::text[]) as word)`
  return { where: sql<boolean>`${alike} >= ${NEAR}`, rank: sql`${alike} + 0.2 * word_similarity(${all}, newest.title)` }
}

async function listNearWords(db: Db | Tx, publisherId: string, each: string[]): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word, max(similarity(word, typed)) as alike
    from micro_credential_search, unnest(string_to_array(words, ' ')) as word, unnest(${each}::text[]) as typed
    where org_id = ${publisherId} and length(word) > 3
    group by word
    having max(similarity(word, typed)) >= ${NEAR_WORD}
    order by alike desc, word
    limit 5`.execute(db)
  return rows.map(({ word }) => word)
}

export type Component = { framework: string; edition: string; code: string; name: string; count: number }

/** The components of frameworks that the catalogue (or one stack of it) is aligned to, and how often. */
export async function listComponents(db: Db | Tx, publisherId: string, stackId?: string): Promise<Component[]> {
  const rows = await db
    .selectFrom('micro_credential_alignment as aligned')
    .innerJoin('micro_credential as mc', (join) =>
      join.onRef('mc.org_id', '=', 'aligned.org_id').onRef('mc.id', '=', 'aligned.micro_credential_id'),
    )
    .select(['aligned.framework', 'aligned.edition', 'aligned.code'])
    .select(sql<string>`min(aligned.name)`.as('name'))
    .select(sql<number>`count(*)`.as('count'))
    .where('aligned.org_id', '=', publisherId)
    .$if(stackId !== undefined, (query) => query.where('mc.stack_id', '=', stackId ?? ''))
    .groupBy(['aligned.framework', 'aligned.edition', 'aligned.code'])
    .execute()
  return rows.toSorted(
    (a, b) =>
      a.framework.localeCompare(b.framework) ||
      a.edition.localeCompare(b.edition) ||
      a.code.localeCompare(b.code, 'en', { numeric: true }),
  )
}
