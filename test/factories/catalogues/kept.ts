import { sql } from 'kysely'
import type { Db } from '#src/platform/database/database.ts'

/** The tables of an imported catalogue, those that others refer to first. */
const TABLES = [
  'badge',
  'badge_version',
  'stack',
  'stack_version',
  'micro_credential',
  'micro_credential_version',
  'catalogue_component',
  'catalogue_word',
  'micro_credential_search',
  'catalogue_revision',
] as const

/** The rows of each table as JSON, and whose they are. */
type Kept = { publisherId: string; rows: ReadonlyMap<string, string> }

let kept: Kept | null = null
export const keptCatalogue = (): Kept | null => kept

/** Keeps what an import wrote, for the next databases of this process. */
export async function keepCatalogue(db: Db, publisherId: string): Promise<void> {
  const rows = new Map<string, string>()
  for (const table of TABLES) {
    const found = await sql<{ all: string }>`select json_agg(t)::text as all from ${sql.table(table)} t`.execute(db)
    rows.set(table, found.rows[0]?.all ?? '[]')
  }
  kept = { publisherId, rows }
}

/** Writes the same rows for another publisher. */
export async function writeCatalogue(db: Db, { publisherId, rows }: Kept, newId: string): Promise<void> {
  for (const [table, all] of rows)
    await sql`
      insert into ${sql.table(table)}
      select * from json_populate_recordset(null::${sql.table(table)}, ${all.replaceAll(publisherId, newId)}::json)`.execute(
      db,
    )
}
