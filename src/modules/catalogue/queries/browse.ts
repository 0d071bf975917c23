/** What the pages of a long catalogue show, without reading all of it. */

import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { stackShape } from '../rules/content.ts'
import type { StackStyle } from '../rules/emblems/emblems.ts'
import { styleOf } from '../rules/emblems/style.ts'

/** A micro-credential in a list of what was found. */
export type Place = {
  id: string
  slug: string
  title: string
  competency: string
  /** It can be started: it is no outline */
  written: boolean
  hours: number
  stack: { slug: string; style: StackStyle; note: string | null }
}

type PlaceRow = Omit<Place, 'stack'> & { stack: string; content: unknown }

/** These micro-credentials, in this order; one that is not there any more is left out. */
export async function listPlaces(db: Db | Tx, publisherId: string, ids: readonly string[]): Promise<Place[]> {
  const { rows } = await sql<PlaceRow>`
    select mc.id, mc.slug, version.title, version.competency, version.state = 'published' as written,
      version.hours_credited as hours, stack.slug as stack, looks.content
    from unnest(${ids}::uuid[]) with ordinality as listed (id, place)
    join micro_credential as mc on mc.org_id = ${publisherId} and mc.id = listed.id
    join stack on stack.org_id = mc.org_id and stack.id = mc.stack_id
    cross join lateral (
      select title, competency, state, hours_credited from micro_credential_version as version
      where version.org_id = mc.org_id and micro_credential_id = mc.id and state in ('published', 'draft')
      order by state = 'published' desc, number desc limit 1
    ) as version
    cross join lateral (
      select content from stack_version
      where stack_version.org_id = stack.org_id and stack_id = stack.id and state = 'published'
      order by number desc limit 1
    ) as looks
    order by listed.place`.execute(db)
  return rows.map(({ stack, content, ...place }) => {
    const says = stackShape.parse(content)
    return { ...place, stack: { slug: stack, style: styleOf(says), note: says.note ?? null } }
  })
}

/** A stack by name, with the badge that holds it, if any does. */
export type StackName = { slug: string; title: string; badge: { slug: string; title: string } | null }

/** All stacks that are published, in the order of the catalogue. */
export async function listStackNames(db: Db | Tx, publisherId: string): Promise<StackName[]> {
  const { rows } = await sql<StackName>`
    select stack.slug, named.title,
      case when badge.slug is not null then json_build_object('slug', badge.slug, 'title', badge.title) end as badge
    from (
      select distinct on (stack_id) stack_id, title from stack_version
      where org_id = ${publisherId} and state = 'published' order by stack_id, number desc
    ) as named
    join stack on stack.org_id = ${publisherId} and stack.id = named.stack_id
    left join (
      select distinct on (badge.id) badge.id, badge.slug, badge.created_at, version.title
      from badge join badge_version as version on version.org_id = badge.org_id and version.badge_id = badge.id
      where badge.org_id = ${publisherId} and version.state = 'published' order by badge.id, version.number desc
    ) as badge on badge.id = stack.badge_id
    order by badge.created_at, badge.id, stack.position, stack.slug`.execute(db)
  return rows
}

/** The components that the catalogue knows, by how a filter names them and how people do. */
export async function listComponentNames(
  db: Db | Tx,
  publisherId: string,
): Promise<{ framework: string; edition: string; code: string; name: string }[]> {
  return db
    .selectFrom('catalogue_component')
    .select(['framework', 'edition', 'code', 'name'])
    .where('org_id', '=', publisherId)
    .orderBy('number')
    .execute()
}
