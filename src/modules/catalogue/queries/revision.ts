import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { mergedLookup } from '../../../platform/database/merged.ts'

/**
 * What changes whenever a public page of the catalogue would look different, for the page cache. However many pages are
 * asked for at one moment, the database is asked once. Open it once per process; the path makes no difference.
 */
export function openCatalogueRevision(db: Db): (path: string) => Promise<string> {
  const find = mergedLookup(async (keys) => {
    const row = await db
      .selectFrom('catalogue_revision')
      .select(sql<string | null>`string_agg(revision, ' ' order by org_id)`.as('revision'))
      .executeTakeFirstOrThrow()
    return new Map(keys.map((key) => [key, row.revision ?? '']))
  })
  return async () => (await find('')) ?? ''
}
