/**
 * Writes one new version into the catalogue, for whoever has decided that it may be published. Call it in a transaction
 * that holds `lockCatalogue`; afterwards `reviseCatalogue` draws the pages and the search anew.
 */

import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import type { BadgeContent, MicroCredentialContent, StackContent } from '../../rules/content.ts'
import { tablesOf, type ThingKind } from './history.ts'

export type Publication = {
  publisherId: string
  now: Date
  /** sha256 of the canonical text of the content */
  hash: string
  changeNote: string
  publishedBy: string
  reviewedBy: string | null
  /** Why nobody else has read it, where there is nobody else */
  unreviewedBecause: string | null
  draftId: string
}

export type Published = { thingId: string; versionId: string; number: number }

/** What a version says and what is kept beside it in columns. */
type Said = { content: { id: string; title: string; version: string } } & (
  | { kind: 'badge'; content: BadgeContent }
  | { kind: 'stack'; content: StackContent }
  | { kind: 'micro-credential'; content: MicroCredentialContent }
)

/** A micro-credential keeps its place; a new one stands behind the others of its stack. */
export async function publishMicroCredential(
  tx: Tx,
  given: Publication,
  content: MicroCredentialContent,
  { stackId }: { stackId: string },
): Promise<Published> {
  const { publisherId, now } = given
  const known = await findId(tx, publisherId, 'micro-credential', content.id)
  const thingId = known ?? newId()
  if (known === null)
    await tx
      .insertInto('micro_credential')
      .values({
        org_id: publisherId,
        id: thingId,
        slug: content.id,
        stack_id: stackId,
        position: (await lastPosition(tx, publisherId, stackId)) + 1,
        created_at: now,
      })
      .execute()
  return writeVersion(tx, given, thingId, { kind: 'micro-credential', content })
}

/** A stack puts its members in its order; those that it no longer lists stand behind them. */
export async function publishStack(tx: Tx, given: Publication, content: StackContent): Promise<Published> {
  const { publisherId } = given
  const thingId = await openStack(tx, given, content.id)
  await sql`
    update micro_credential as mc set position = coalesce(listed.place, ${content.micro_credentials.length} + mc.position)
    from micro_credential as same
    left join unnest(${content.micro_credentials}::text[]) with ordinality as listed (slug, place) on listed.slug = same.slug
    where mc.org_id = ${publisherId} and mc.stack_id = ${thingId} and same.org_id = mc.org_id and same.id = mc.id`.execute(
    tx,
  )
  return writeVersion(tx, given, thingId, { kind: 'stack', content })
}

/** A badge holds the stacks that it lists, in its order, and lets go of the others. */
export async function publishBadge(tx: Tx, given: Publication, content: BadgeContent): Promise<Published> {
  const { publisherId, now } = given
  const known = await findId(tx, publisherId, 'badge', content.id)
  const thingId = known ?? newId()
  if (known === null)
    await tx
      .insertInto('badge')
      .values({ org_id: publisherId, id: thingId, slug: content.id, created_at: now })
      .execute()
  await tx
    .updateTable('stack')
    .set({ badge_id: null })
    .where('org_id', '=', publisherId)
    .where('badge_id', '=', thingId)
    .execute()
  for (const [place, slug] of content.stacks.entries())
    await tx
      .updateTable('stack')
      .set({ badge_id: thingId, position: place + 1 })
      .where('org_id', '=', publisherId)
      .where('slug', '=', slug)
      .execute()
  return writeVersion(tx, given, thingId, { kind: 'badge', content })
}

/**
 * The stack of this name; made when there is none yet, so that its micro-credentials can be published before it. Until
 * it has a version of its own, nobody sees it or them.
 */
export async function openStack(
  tx: Tx,
  { publisherId, now }: { publisherId: string; now: Date },
  slug: string,
): Promise<string> {
  const known = await findId(tx, publisherId, 'stack', slug)
  if (known !== null) return known
  const id = newId()
  await tx
    .insertInto('stack')
    .values({ org_id: publisherId, id, slug, badge_id: null, position: 1, created_at: now })
    .execute()
  return id
}

async function findId(tx: Tx, publisherId: string, kind: ThingKind, slug: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select id from ${tablesOf(kind).thing} where org_id = ${publisherId} and slug = ${slug}`.execute(tx)
  return rows[0]?.id ?? null
}

async function lastPosition(tx: Tx, publisherId: string, stackId: string): Promise<number> {
  const row = await tx
    .selectFrom('micro_credential')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('org_id', '=', publisherId)
    .where('stack_id', '=', stackId)
    .executeTakeFirst()
  return row?.last ?? 0
}

/** The next published version; an outline is no version yet and makes room for it. */
async function writeVersion(tx: Tx, given: Publication, thingId: string, said: Said): Promise<Published> {
  const { publisherId, now, hash, changeNote, publishedBy, reviewedBy, unreviewedBecause, draftId } = given
  const { version, key } = tablesOf(said.kind)
  const { content } = said
  const { rows } = await sql<{ id: string; number: number; state: string }>`
    select id, number, state from ${version}
    where org_id = ${publisherId} and ${key} = ${thingId} order by number desc limit 1`.execute(tx)
  const [last] = rows
  if (last?.state === 'draft')
    await sql`delete from ${version} where org_id = ${publisherId} and id = ${last.id}`.execute(tx)
  const number = last?.state === 'draft' ? last.number : (last?.number ?? 0) + 1
  const id = newId()
  const common = {
    org_id: publisherId,
    id,
    number,
    state: 'published',
    title: content.title,
    content: JSON.stringify(content),
    content_hash: hash,
    content_version: content.version,
    published_at: now,
    change_note: changeNote,
    published_by: publishedBy,
    reviewed_by: reviewedBy,
    unreviewed_because: unreviewedBecause,
    draft_id: draftId,
  }
  if (said.kind === 'badge')
    await tx
      .insertInto('badge_version')
      .values({ ...common, badge_id: thingId })
      .execute()
  else if (said.kind === 'stack')
    await tx
      .insertInto('stack_version')
      .values({ ...common, stack_id: thingId })
      .execute()
  else {
    const { competency, hours } = said.content
    await tx
      .insertInto('micro_credential_version')
      .values({
        ...common,
        micro_credential_id: thingId,
        competency,
        hours_min: hours.min,
        hours_max: hours.max,
        hours_credited: hours.credited,
      })
      .execute()
  }
  return { thingId, versionId: id, number }
}
