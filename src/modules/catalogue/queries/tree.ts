import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { badgeShape, stackShape, type BadgeContent, type StackContent } from '../rules/content.ts'
import type { StackStyle } from '../rules/emblems/emblems.ts'
import { styleOf } from '../rules/emblems/style.ts'

/**
 * A micro-credential in a list. An outline is being written: it can be read, not started. A retired one is not started
 * by anybody new.
 */
export type Member = {
  id: string
  slug: string
  title: string
  competency: string
  state: 'published' | 'retired' | 'outline'
  versionId: string
  hoursMin: number
  hoursMax: number
  hoursCredited: number
}

/** Since when something is no longer offered, and why. */
export type Retired = { at: Date; because: string }

export type CatalogueStack = {
  id: string
  slug: string
  title: string
  versionId: string
  number: number
  style: StackStyle
  content: StackContent
  retired: Retired | null
  /** null: no badge holds it */
  badgeId: string | null
  /** What it lists, in its order: all of it is asked for */
  members: Member[]
  /** What belongs to it and is not listed: retired ones that it let go, new ones that its next version will list */
  unlisted: Member[]
}

export type CatalogueBadge = {
  id: string
  slug: string
  title: string
  versionId: string
  number: number
  content: BadgeContent
  retired: Retired | null
}

/** All badges, the oldest first, and all stacks: those of the first badge in its order, of the next, then of none. */
export type Catalogue = { badges: CatalogueBadge[]; stacks: CatalogueStack[] }

/** The badge of this name (without one, the oldest that is offered) with its stacks; null when there is none. */
export function badgeOf(
  { badges, stacks }: Catalogue,
  slug?: string,
): { badge: CatalogueBadge; stacks: CatalogueStack[] } | null {
  const badge =
    slug === undefined
      ? (badges.find(({ retired }) => retired === null) ?? badges[0])
      : badges.find((known) => known.slug === slug)
  return badge === undefined ? null : { badge, stacks: stacks.filter(({ badgeId }) => badgeId === badge.id) }
}

/** The publisher whose catalogue this installation shows; null before the first import. */
export async function findPublisherId(db: Db | Tx): Promise<string | null> {
  const row = await db.selectFrom('badge').select('org_id').orderBy('created_at').limit(1).executeTakeFirst()
  return row?.org_id ?? null
}

/** The catalogue this installation shows, with its publisher; null before the first import. */
export async function findCatalogue(db: Db | Tx): Promise<(Catalogue & { publisherId: string }) | null> {
  const publisherId = await findPublisherId(db)
  return publisherId === null ? null : { publisherId, ...(await getCatalogue(db, publisherId)) }
}

/** The whole published catalogue in its order, outlines included. */
export async function getCatalogue(db: Db | Tx, publisherId: string): Promise<Catalogue> {
  const [badges, stacks, members] = await Promise.all([
    listBadges(db, publisherId),
    db
      .selectFrom('stack')
      .innerJoin('stack_version as version', (join) =>
        join.onRef('version.org_id', '=', 'stack.org_id').onRef('version.stack_id', '=', 'stack.id'),
      )
      .distinctOn('stack.id')
      .select([
        'stack.id',
        'stack.slug',
        'stack.badge_id',
        'stack.position',
        'stack.retired_at as retiredAt',
        'stack.retired_because as because',
        'version.id as versionId',
        'version.number',
        'version.title',
        'version.content',
      ])
      .where('stack.org_id', '=', publisherId)
      .where('version.state', '=', 'published')
      .orderBy('stack.id')
      .orderBy('version.number', 'desc')
      .execute(),
    listMembers(db, publisherId),
  ])
  const order = new Map<string | null, number>(badges.map(({ id }, place) => [id, place]))
  const rank = (badgeId: string | null) => order.get(badgeId) ?? badges.length
  return {
    badges,
    stacks: stacks
      .toSorted((a, b) => rank(a.badge_id) - rank(b.badge_id) || a.position - b.position || (a.slug < b.slug ? -1 : 1))
      .map((stack) => {
        const content = stackShape.parse(stack.content)
        const own = members.get(stack.id) ?? []
        return {
          id: stack.id,
          slug: stack.slug,
          title: stack.title,
          versionId: stack.versionId,
          number: stack.number,
          style: styleOf(content),
          content,
          retired: retiredOf(stack),
          badgeId: order.has(stack.badge_id) ? stack.badge_id : null,
          members: content.micro_credentials.flatMap((slug) => own.find((member) => member.slug === slug) ?? []),
          unlisted: own.filter(({ slug }) => !content.micro_credentials.includes(slug)),
        }
      }),
  }
}

/** Every badge with its newest published version, the oldest badge first. */
async function listBadges(db: Db | Tx, publisherId: string): Promise<CatalogueBadge[]> {
  const rows = await db
    .selectFrom('badge')
    .innerJoin('badge_version as version', (join) =>
      join.onRef('version.org_id', '=', 'badge.org_id').onRef('version.badge_id', '=', 'badge.id'),
    )
    .distinctOn(['badge.created_at', 'badge.id'])
    .select(['badge.id', 'badge.slug', 'badge.retired_at as retiredAt', 'badge.retired_because as because'])
    .select(['version.id as versionId', 'version.number', 'version.title', 'version.content'])
    .where('badge.org_id', '=', publisherId)
    .where('version.state', '=', 'published')
    .orderBy('badge.created_at')
    .orderBy('badge.id')
    .orderBy('version.number', 'desc')
    .execute()
  return rows.map(({ content, retiredAt, because, ...row }) => ({
    ...row,
    content: badgeShape.parse(content),
    retired: retiredOf({ retiredAt, because }),
  }))
}

const retiredOf = ({ retiredAt, because }: { retiredAt: Date | null; because: string | null }): Retired | null =>
  retiredAt === null ? null : { at: retiredAt, because: because ?? '' }

/** By stack, in its order: every micro-credential with its newest published version, or else its outline. */
async function listMembers(db: Db | Tx, publisherId: string): Promise<Map<string, Member[]>> {
  const rows = await db
    .selectFrom('micro_credential as mc')
    .innerJoin('micro_credential_version as version', (join) =>
      join.onRef('version.org_id', '=', 'mc.org_id').onRef('version.micro_credential_id', '=', 'mc.id'),
    )
    .distinctOn('mc.id')
    .select([
      'mc.id',
      'mc.slug',
      'mc.stack_id as stackId',
      'mc.position',
      'mc.retired_at as retiredAt',
      'version.id as versionId',
      'version.state',
      'version.title',
      'version.competency',
      'version.hours_min as hoursMin',
      'version.hours_max as hoursMax',
      'version.hours_credited as hoursCredited',
    ])
    .where('mc.org_id', '=', publisherId)
    .where('version.state', 'in', ['published', 'draft'])
    .orderBy('mc.id')
    .orderBy(sql`version.state = 'published'`, 'desc')
    .orderBy('version.number', 'desc')
    .execute()
  const members = new Map<string, Member[]>()
  for (const row of rows.toSorted((a, b) => a.position - b.position)) {
    const { id, slug, title, competency, versionId, hoursMin, hoursMax, hoursCredited } = row
    const state = row.retiredAt !== null ? 'retired' : row.state === 'published' ? 'published' : 'outline'
    const member = { id, slug, title, competency, state, versionId, hoursMin, hoursMax, hoursCredited } as const
    members.set(row.stackId, [...(members.get(row.stackId) ?? []), member])
  }
  return members
}

/**
 * The micro-credentials that make a stack, by id: those that its newest version lists. Outlines and retired ones count:
 * a stack is complete only with all that it lists.
 */
export async function stackMembers(db: Db | Tx, publisherId: string, stackId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select mc.id
    from (
      select content from stack_version
      where org_id = ${publisherId} and stack_id = ${stackId} and state = 'published' order by number desc limit 1
    ) as newest
    cross join jsonb_array_elements_text(newest.content -> 'micro_credentials') with ordinality as listed (slug, place)
    join micro_credential as mc on mc.org_id = ${publisherId} and mc.slug = listed.slug
    order by listed.place`.execute(db)
  return rows.map(({ id }) => id)
}

/** The stacks that make a badge, by id. */
export async function badgeStacks(db: Db | Tx, publisherId: string, badgeId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('stack')
    .select('id')
    .where('org_id', '=', publisherId)
    .where('badge_id', '=', badgeId)
    .orderBy('position')
    .execute()
  return rows.map(({ id }) => id)
}

/** The stack that a micro-credential counts towards, and its badge where it has one. */
export async function findCollections(
  db: Db | Tx,
  publisherId: string,
  microCredentialId: string,
): Promise<{ stackId: string; badgeId: string | null } | null> {
  const row = await db
    .selectFrom('micro_credential as mc')
    .innerJoin('stack', (join) => join.onRef('stack.org_id', '=', 'mc.org_id').onRef('stack.id', '=', 'mc.stack_id'))
    .select(['stack.id as stackId', 'stack.badge_id as badgeId'])
    .where('mc.org_id', '=', publisherId)
    .where('mc.id', '=', microCredentialId)
    .executeTakeFirst()
  return row ?? null
}
