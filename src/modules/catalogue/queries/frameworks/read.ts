import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import type { Component } from '../../rules/frameworks/edition.ts'

export type ListedEdition = {
  id: string
  name: string
  edition: string
  publisher: string
  source: 'shipped' | 'imported'
  verified: boolean
  note: string
  documentUri: string | null
  changedAt: Date
  components: number
}
export type ListedFramework = { key: string; name: string; note: string; editions: ListedEdition[] }

/** Every framework by its name, with its editions. */
export async function listFrameworks(db: Db | Tx, orgId: string): Promise<ListedFramework[]> {
  const [frameworks, editions] = await Promise.all([
    db
      .selectFrom('framework')
      .select(['key', 'name', 'note'])
      .where('org_id', '=', orgId)
      .orderBy('name')
      .orderBy('key')
      .execute(),
    db
      .selectFrom('framework_edition as edition')
      .select([
        'edition.id',
        'edition.framework_key as frameworkKey',
        'edition.name',
        'edition.edition',
        'edition.publisher',
        'edition.source',
        'edition.verified',
        'edition.note',
        'edition.document_uri as documentUri',
        'edition.changed_at as changedAt',
      ])
      .select((eb) =>
        eb
          .selectFrom('framework_component as component')
          .select(sql<number>`count(*)`.as('count'))
          .whereRef('component.org_id', '=', 'edition.org_id')
          .whereRef('component.edition_id', '=', 'edition.id')
          .as('components'),
      )
      .where('edition.org_id', '=', orgId)
      .orderBy('edition.edition')
      .orderBy('edition.name')
      .execute(),
  ])
  const byKey = Map.groupBy(editions, ({ frameworkKey }) => frameworkKey)
  return frameworks.map((framework) => ({
    ...framework,
    editions: (byKey.get(framework.key) ?? []).map((edition) => ({
      id: edition.id,
      name: edition.name,
      edition: edition.edition,
      publisher: edition.publisher,
      source: edition.source === 'shipped' ? 'shipped' : 'imported',
      verified: edition.verified,
      note: edition.note,
      documentUri: edition.documentUri,
      changedAt: edition.changedAt,
      components: edition.components ?? 0,
    })),
  }))
}

/** The components of an edition in its order; all of them unless a page is asked for. */
export async function listEditionComponents(
  db: Db | Tx,
  orgId: string,
  editionId: string,
  page?: { limit: number; offset: number },
): Promise<Component[]> {
  const rows = await db
    .selectFrom('framework_component')
    .select([
      'code',
      'name',
      'statement',
      'kind',
      'domain',
      'depth',
      'item_identifier as identifier',
      'item_uri as uri',
    ])
    .where('org_id', '=', orgId)
    .where('edition_id', '=', editionId)
    .orderBy('position')
    .$if(page !== undefined, (query) => query.limit(page?.limit ?? 0).offset(page?.offset ?? 0))
    .execute()
  return rows.map(({ identifier, uri, ...component }) => ({
    ...component,
    item: identifier === null || uri === null ? null : { identifier, uri },
  }))
}

/** How many micro-credentials that can be found are aligned to these components of an edition, by their codes. */
export async function countAligned(
  db: Db | Tx,
  orgId: string,
  { name, edition }: { name: string; edition: string },
  codes: readonly string[],
): Promise<Map<string, number>> {
  if (codes.length === 0) return new Map()
  const rows = await db
    .selectFrom('catalogue_component as component')
    .innerJoin('micro_credential_search as search', (join) =>
      join.onRef('search.org_id', '=', 'component.org_id').on(sql<boolean>`component.number = any(search.components)`),
    )
    .select('component.code')
    .select(sql<number>`count(*)`.as('count'))
    .where('component.org_id', '=', orgId)
    .where('component.framework', '=', name)
    .where('component.edition', '=', edition)
    .where('component.code', '=', sql<string>`any(${codes}::text[])`)
    .groupBy('component.code')
    .execute()
  return new Map(rows.map(({ code, count }) => [code, count]))
}
