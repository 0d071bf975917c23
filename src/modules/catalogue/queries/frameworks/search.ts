import { sql } from 'kysely'
import { inTransaction, type Db, type Tx } from '../../../../platform/database/database.ts'
import { MOST_FOUND, wordsIn } from '../../rules/frameworks/edition.ts'

/** A component as an alignment names it, with what an author must know of it. */
export type FoundComponent = {
  framework: string
  edition: string
  code: string
  name: string
  statement: string | null
  domain: string
  publisher: string
  source: 'shipped' | 'imported'
  /** Whether its words were compared with what its publisher publishes; if not, `note` says what is known */
  verified: boolean
  note: string
  /** The CASE item that it is, as an alignment carries it */
  identifier: string | null
  url: string | null
}

const LONGEST = 200
const MOST_WORDS = 8
/** Below this share of letters in common, words only look alike by chance. */
const NEAR = 0.5

/**
 * Components for an author who types: every word begins a word of the code, the name, the domain, the framework or the
 * edition; where nothing does, every word looks like one. A code that is typed exactly comes first, then what is found
 * by its name. Nothing typed finds nothing.
 */
export async function searchComponents(db: Db | Tx, orgId: string, text: string): Promise<FoundComponent[]> {
  const typed = text.slice(0, LONGEST).replaceAll('\0', ' ').trim().toLowerCase()
  const words = wordsIn(typed).slice(0, MOST_WORDS)
  if (words.length === 0) return []
  const patterns = words.map((word) => `% ${word}%`)
  const exact = await select(db, orgId)
    .where(sql<boolean>`component.words like all (${patterns}::text[])`)
    .orderBy(sql`lower(component.code) = ${typed}`, 'desc')
    .orderBy(sql`starts_with(lower(component.code), ${typed})`, 'desc')
    .orderBy(sql`' ' || lower(component.name) like all (${patterns}::text[])`, 'desc')
    .orderBy('edition.verified', 'desc')
    .orderBy('edition.name')
    .orderBy('edition.edition', 'desc')
    .orderBy('component.position')
    .limit(MOST_FOUND)
    .execute()
  if (exact.length > 0) return exact.map(found)
  return (await nearly(db, orgId, words)).map(found)
}

/** The index finds what is more alike than a limit, which PostgreSQL takes as a setting of the transaction. */
function nearly(db: Db | Tx, orgId: string, words: readonly string[]) {
  const alike = sql<number>`(select min(word_similarity(word, component.words)) from unnest(${words}::text[]) as word)`
  return inTransaction(db, async (tx) => {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${String(NEAR)}, true)`.execute(tx)
    return select(tx, orgId)
      .where((eb) => eb.and(words.map((word) => sql<boolean>`component.words %> ${word}`)))
      .orderBy(alike, 'desc')
      .orderBy('edition.verified', 'desc')
      .orderBy('edition.name')
      .orderBy('edition.edition', 'desc')
      .orderBy('component.position')
      .limit(MOST_FOUND)
      .execute()
  })
}

/** The components that alignments name, in their order; null for each that no framework here has. */
export async function findComponents(
  db: Db | Tx,
  orgId: string,
  named: readonly { framework: string; edition: string; code: string }[],
): Promise<(FoundComponent | null)[]> {
  if (named.length === 0) return []
  const rows = await select(db, orgId)
    .where(
      sql<boolean>`(edition.name, edition.edition, component.code) in (
        select * from unnest(
          ${named.map(({ framework }) => framework)}::text[],
          ${named.map(({ edition }) => edition)}::text[],
          ${named.map(({ code }) => code)}::text[]))`,
    )
    .execute()
  const key = (framework: string, edition: string, code: string) => JSON.stringify([framework, edition, code])
  const byKey = new Map(rows.map((row) => [key(row.framework, row.edition, row.code), found(row)]))
  return named.map(({ framework, edition, code }) => byKey.get(key(framework, edition, code)) ?? null)
}

const select = (db: Db | Tx, orgId: string) =>
  db
    .selectFrom('framework_component as component')
    .innerJoin('framework_edition as edition', (join) =>
      join.onRef('edition.org_id', '=', 'component.org_id').onRef('edition.id', '=', 'component.edition_id'),
    )
    .select([
      'edition.name as framework',
      'edition.edition',
      'edition.publisher',
      'edition.source',
      'edition.verified',
      'edition.note',
      'component.code',
      'component.name',
      'component.statement',
      'component.domain',
      'component.item_identifier as identifier',
      'component.item_uri as url',
    ])
    .where('component.org_id', '=', orgId)

const found = (row: Omit<FoundComponent, 'source'> & { source: string }): FoundComponent => ({
  ...row,
  source: row.source === 'shipped' ? 'shipped' : 'imported',
})
