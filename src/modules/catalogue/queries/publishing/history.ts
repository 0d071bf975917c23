/** The versions of one thing of the catalogue, for its authors. */

import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'

export type ThingKind = 'badge' | 'stack' | 'micro-credential'

/** The tables of a kind: the thing, its versions, and how a version names its thing. */
const TABLES = {
  badge: { thing: 'badge', version: 'badge_version', key: 'badge_id' },
  stack: { thing: 'stack', version: 'stack_version', key: 'stack_id' },
  'micro-credential': { thing: 'micro_credential', version: 'micro_credential_version', key: 'micro_credential_id' },
} as const

export function tablesOf(kind: ThingKind): {
  thing: RawBuilder<unknown>
  version: RawBuilder<unknown>
  key: RawBuilder<unknown>
} {
  const { thing, version, key } = TABLES[kind]
  return { thing: sql.table(thing), version: sql.table(version), key: sql.ref(key) }
}

export type VersionEntry = {
  id: string
  number: number
  /** An outline is not published yet */
  state: 'published' | 'draft'
  /** As its file names it: 1.2.0 */
  version: string
  title: string
  publishedAt: Date | null
  /** null: it came from a file */
  publishedBy: string | null
  reviewedBy: string | null
  /** Why nobody else read it before */
  unreviewedBecause: string | null
  changeNote: string
  content: Record<string, unknown>
}

/** Every version of a thing, the newest first. */
export async function listVersions(
  db: Db | Tx,
  publisherId: string,
  kind: ThingKind,
  thingId: string,
): Promise<VersionEntry[]> {
  const { version, key } = tablesOf(kind)
  const { rows } = await sql<VersionEntry>`
    select version.id, version.number, version.state, version.content ->> 'version' as version, version.title,
      version.published_at as "publishedAt", publisher.name as "publishedBy", reviewer.name as "reviewedBy",
      version.unreviewed_because as "unreviewedBecause", version.change_note as "changeNote", version.content
    from ${version} as version
    left join person as publisher on publisher.id = version.published_by
    left join person as reviewer on reviewer.id = version.reviewed_by
    where version.org_id = ${publisherId} and version.${key} = ${thingId}
    order by version.number desc`.execute(db)
  return rows
}

/** What the version that came from a draft is called; null when none did. */
export async function findVersionOfDraft(
  db: Db | Tx,
  publisherId: string,
  kind: ThingKind,
  draftId: string,
): Promise<{ number: number; version: string } | null> {
  const { rows } = await sql<{ number: number; version: string }>`
    select number, content ->> 'version' as version from ${tablesOf(kind).version}
    where org_id = ${publisherId} and draft_id = ${draftId}`.execute(db)
  return rows[0] ?? null
}
