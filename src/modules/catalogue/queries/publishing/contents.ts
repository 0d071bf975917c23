/** What versions say, for whoever takes them out as files. */

import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { badgeShape, microCredentialShape, outlineShape, stackShape } from '../../rules/content.ts'
import type { Thing } from '../../rules/exchange/package.ts'
import { tablesOf, type ThingKind } from './history.ts'

/**
 * A thing with everything that it holds: a badge with its stacks, a stack with its micro-credentials. Of the thing itself
 * the version of this name, without one the newest; of what it holds the newest, or else the outline. Null when there is
 * no such thing or version.
 */
export async function findContents(
  db: Db | Tx,
  publisherId: string,
  asked: { kind: ThingKind; slug: string; version: string | null },
): Promise<Thing[] | null> {
  const { kind, slug, version } = asked
  const [first] = await listContents(db, publisherId, kind, [slug], version)
  if (first === undefined) return null
  const stacks = first.kind === 'badge' ? await listContents(db, publisherId, 'stack', first.content.stacks) : []
  const members = [first, ...stacks].flatMap((thing) => (thing.kind === 'stack' ? thing.content.micro_credentials : []))
  return [first, ...stacks, ...(await listContents(db, publisherId, 'micro-credential', members))]
}

async function listContents(
  db: Db | Tx,
  publisherId: string,
  kind: ThingKind,
  slugs: readonly string[],
  name: string | null = null,
): Promise<Thing[]> {
  const { thing, version, key } = tablesOf(kind)
  const { rows } = await sql<{ slug: string; content: unknown }>`
    select distinct on (thing.slug) thing.slug, version.content
    from ${thing} as thing
    join ${version} as version on version.org_id = thing.org_id and version.${key} = thing.id
    where thing.org_id = ${publisherId} and thing.slug = any(${slugs}::text[])
      and (${name}::text is null or version.content_version = ${name})
    order by thing.slug, version.state = 'published' desc, version.number desc`.execute(db)
  const contents = new Map(rows.map(({ slug, content }) => [slug, content]))
  return slugs.flatMap((slug) => (contents.has(slug) ? [thingOf(kind, contents.get(slug))] : []))
}

function thingOf(kind: ThingKind, content: unknown): Thing {
  if (kind === 'badge') return { kind, content: badgeShape.parse(content) }
  if (kind === 'stack') return { kind, content: stackShape.parse(content) }
  const outline = outlineShape.safeParse(content)
  return { kind, content: outline.success ? outline.data : microCredentialShape.parse(content) }
}
