/** What the search knows of a catalogue, written from its newest versions. */

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/database.ts'
import { microCredentialShape, outlineShape, type Alignment } from '../rules/content.ts'
import { componentKey, INDEXED_AS, searchText } from '../rules/search.ts'

/** So many are read and written at a time: their texts are long. */
const AT_ONCE = 200

type Shown = { id: string; source: string; stackId: string; place: number; hours: number; content: unknown }

/**
 * Brings the search up to date, in the transaction that changed the catalogue: what is new or says something else is
 * written anew, what cannot be found any more is left out, and all stand in the order of the catalogue.
 */
export async function refreshSearch(tx: Tx, publisherId: string): Promise<void> {
  const { numAffectedRows: gone } = await sql`
    delete from micro_credential_search
    where org_id = ${publisherId} and micro_credential_id not in (select id from ${shown(publisherId)} as shown)`.execute(
    tx,
  )
  const { rows: stale } = await sql<{ id: string }>`
    select shown.id from ${shown(publisherId)} as shown
    left join micro_credential_search as search
      on search.org_id = ${publisherId} and search.micro_credential_id = shown.id
    where search.source is distinct from shown.source`.execute(tx)
  const ids = stale.map(({ id }) => id)
  for (let from = 0; from < ids.length; from += AT_ONCE)
    await writeSome(tx, publisherId, ids.slice(from, from + AT_ONCE))
  await sql`
    update micro_credential_search as search
    set place = shown.place, stack_id = shown."stackId"
    from ${shown(publisherId)} as shown
    where search.org_id = ${publisherId} and search.micro_credential_id = shown.id
      and (search.place, search.stack_id) is distinct from (shown.place, shown."stackId")`.execute(tx)
  if (ids.length > 0 || (gone ?? 0n) > 0n) await refreshWords(tx, publisherId)
}

/**
 * Each micro-credential that can be found: it has a published version or an outline and is not retired, and its stack is
 * published. From what it is written, and where it stands: by badge, the oldest first, then those that no badge holds.
 */
const shown = (publisherId: string) => sql`(
  select id, "versionId", source, "stackId", hours,
    row_number() over (order by badge_at, badge_id, stack_at, stack, at)::integer as place
  from (
    select distinct on (mc.id) mc.id, mc.stack_id as "stackId", mc.position as at,
      stack.slug as stack, stack.position as stack_at, badge.created_at as badge_at, badge.id as badge_id,
      version.id as "versionId", version.hours_credited as hours,
      concat_ws(' ', ${INDEXED_AS}::text, version.id, version.content_hash) as source
    from micro_credential as mc
    join micro_credential_version as version on version.org_id = mc.org_id and version.micro_credential_id = mc.id
    join stack on stack.org_id = mc.org_id and stack.id = mc.stack_id
    left join badge on badge.org_id = stack.org_id and badge.id = stack.badge_id
    where mc.org_id = ${publisherId} and version.state in ('published', 'draft') and mc.retired_at is null
      and exists (
        select from stack_version
        where stack_version.org_id = mc.org_id and stack_id = mc.stack_id and stack_version.state = 'published'
      )
    order by mc.id, version.state = 'published' desc, version.number desc
  ) as newest
)`

async function writeSome(tx: Tx, publisherId: string, ids: string[]): Promise<void> {
  const { rows } = await sql<Shown>`
    select shown.id, source, "stackId", place, hours, version.content
    from ${shown(publisherId)} as shown
    join micro_credential_version as version on version.org_id = ${publisherId} and version.id = shown."versionId"
    where shown.id = any(${ids}::uuid[])`.execute(tx)
  const read = rows.map((row) => ({ ...row, content: readContent(row.content) }))
  const numbers = await numberComponents(
    tx,
    publisherId,
    read.flatMap(({ content }) => content.alignments),
  )
  const values = read.map(({ id, source, stackId, place, hours, content }) => {
    const { title, aliases, competency, body, words } = searchText(content)
    // Titles, aliases and tags are kept as they are spelled beside their stems, so that a half-typed word finds them.
    const heading = sql<string>`
      setweight(to_tsvector('english', ${title}) || to_tsvector('simple', ${title}), 'A') ||
      setweight(to_tsvector('english', ${aliases}) || to_tsvector('simple', ${aliases}), 'B') ||
      setweight(to_tsvector('english', ${competency}), 'C')`
    return {
      org_id: publisherId,
      micro_credential_id: id,
      source,
      stack_id: stackId,
      place,
      hours,
      components: [...new Set(content.alignments.map((alignment) => numbers.get(componentKey(alignment)) ?? 0))],
      words,
      heading,
      document: sql<string>`${heading} || setweight(to_tsvector('english', ${body}), 'D')`,
    }
  })
  await tx
    .insertInto('micro_credential_search')
    .values(values)
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'micro_credential_id']).doUpdateSet((eb) => ({
        source: eb.ref('excluded.source'),
        stack_id: eb.ref('excluded.stack_id'),
        place: eb.ref('excluded.place'),
        hours: eb.ref('excluded.hours'),
        components: eb.ref('excluded.components'),
        words: eb.ref('excluded.words'),
        heading: eb.ref('excluded.heading'),
        document: eb.ref('excluded.document'),
      })),
    )
    .execute()
}

const readContent = (content: unknown) => {
  const outline = outlineShape.safeParse(content)
  return outline.success ? outline.data : microCredentialShape.parse(content)
}

/** The number of each component, new ones added. */
async function numberComponents(
  tx: Tx,
  publisherId: string,
  alignments: readonly Alignment[],
): Promise<Map<string, number>> {
  const known = await tx
    .selectFrom('catalogue_component')
    .select(['number', 'framework', 'edition', 'code', 'name'])
    .where('org_id', '=', publisherId)
    .execute()
  const numbers = new Map(known.map((component) => [componentKey(component), component.number]))
  const fresh: Alignment[] = []
  for (const alignment of alignments) {
    if (numbers.has(componentKey(alignment))) continue
    numbers.set(componentKey(alignment), numbers.size + 1)
    fresh.push(alignment)
  }
  if (fresh.length > 0)
    await tx
      .insertInto('catalogue_component')
      .values(
        fresh.map(({ framework, edition, code, name }) => ({
          org_id: publisherId,
          number: numbers.get(componentKey({ framework, edition, code })) ?? 0,
          framework,
          edition,
          code,
          name,
        })),
      )
      .execute()
  return numbers
}

/** The words are few beside the texts: they are told apart anew. */
async function refreshWords(tx: Tx, publisherId: string): Promise<void> {
  await sql`
    with spelled as (
      select distinct unnest(words) as word from micro_credential_search where org_id = ${publisherId}
    ), forgotten as (
      delete from catalogue_word as known
      where org_id = ${publisherId} and not exists (select from spelled where spelled.word = known.word)
    )
    insert into catalogue_word (org_id, word) select ${publisherId}, word from spelled
    on conflict do nothing`.execute(tx)
}
