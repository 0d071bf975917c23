import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import { mergedLookup } from '../../../platform/database/merged.ts'

/** The key of the page that lists all medallions; no medallion has it, since those hold a slash. */
const ALL = ''

/**
 * What changes whenever a public page of medallions would look different, for the page cache: what a medallion says, how
 * its organisation looks, and how the catalogue draws what it lists. Open it once per process; it asks for the path
 * /medallions, or /medallions/organisation/slug with whatever follows.
 */
export function openMedallionRevision(db: Db): (path: string) => Promise<string> {
  const find = mergedLookup(async (keys) => {
    const named = sql`
      select organisation.slug || '/' || medallion.slug as key, medallion.id,
        concat_ws(' ', newest.id, medallion.retired_at, organisation.name, organisation.url, profile.updated_at) as says
      from medallion
      join organisation on organisation.id = medallion.organisation_id
      left join organisation_profile as profile
        on profile.org_id = medallion.org_id and profile.organisation_id = medallion.organisation_id
      cross join lateral (
        select id from medallion_version as version
        where version.org_id = medallion.org_id and version.medallion_id = medallion.id order by number desc limit 1
      ) as newest
      where ${keys.includes(ALL)} or organisation.slug = any(${keys.map((key) => key.split('/')[0])}::text[])`
    const { rows } = await sql<{ key: string; revision: string }>`
      with named as (${named}),
      drawn as (select coalesce(string_agg(revision, ' ' order by org_id), '') as looks from catalogue_revision)
      select key, md5(says || looks) as revision from named, drawn where key = any(${keys}::text[])
      union all
      select ${ALL}, (select md5(coalesce(string_agg(says, ' ' order by id), '') || drawn.looks) from named)
      from drawn where ${keys.includes(ALL)}`.execute(db)
    return new Map(rows.map(({ key, revision }) => [key, revision]))
  })
  return async (path) => {
    const [, , organisation, slug] = path.split('/')
    const key = organisation === undefined || slug === undefined ? ALL : `${organisation}/${slug.split('.')[0]}`
    return (await find(key)) ?? 'unknown'
  }
}
