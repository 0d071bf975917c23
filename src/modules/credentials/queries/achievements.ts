import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import {
  badgeShape,
  microCredentialShape,
  stackShape,
  type MicroCredentialContent,
} from '../../catalogue/rules/content.ts'
import { medallionShape } from '../../medallions/rules/content.ts'
import {
  collectionAchievement,
  collectionTitle,
  medallionAchievement,
  microCredentialAchievement,
  type Achievement,
  type AwardKind,
  type Component,
  type Issuer,
} from '../rules/achievement.ts'
import { findMedallionVersion, listPicked } from './medallions/versions.ts'

/** The version of what was earned that an award speaks of. */
export type AwardedVersion = { id: string; slug: string; title: string; number: number; content: unknown }

const published = {
  'micro-credential': (db: Db) =>
    db
      .selectFrom('micro_credential_version as version')
      .innerJoin('micro_credential as thing', (join) =>
        join.onRef('thing.org_id', '=', 'version.org_id').onRef('thing.id', '=', 'version.micro_credential_id'),
      )
      .select(['version.id', 'thing.slug', 'version.title', 'version.number', 'version.content'])
      .where('version.state', '<>', 'draft'),
  stack: (db: Db) =>
    db
      .selectFrom('stack_version as version')
      .innerJoin('stack as thing', (join) =>
        join.onRef('thing.org_id', '=', 'version.org_id').onRef('thing.id', '=', 'version.stack_id'),
      )
      .select(['version.id', 'thing.slug', 'version.title', 'version.number', 'version.content'])
      .where('version.state', '<>', 'draft'),
  badge: (db: Db) =>
    db
      .selectFrom('badge_version as version')
      .innerJoin('badge as thing', (join) =>
        join.onRef('thing.org_id', '=', 'version.org_id').onRef('thing.id', '=', 'version.badge_id'),
      )
      .select(['version.id', 'thing.slug', 'version.title', 'version.number', 'version.content'])
      .where('version.state', '<>', 'draft'),
} as const

async function findVersion(
  db: Db,
  kind: AwardKind,
  where: { orgId: string; id?: string; slug?: string; number?: number },
): Promise<AwardedVersion | null> {
  const { orgId, id, slug, number } = where
  if (kind === 'medallion') return findMedallionVersion(db, { ...where, issuerId: orgId })
  // The three queries differ only in their tables, which is more than one type can say.
  const query = published[kind](db) as ReturnType<(typeof published)['stack']>
  const row = await query
    .where('version.org_id', '=', orgId)
    .$if(id !== undefined, (q) => q.where('version.id', '=', id ?? ''))
    .$if(slug !== undefined, (q) => q.where('thing.slug', '=', slug ?? ''))
    .$if(number !== undefined, (q) => q.where('version.number', '=', number ?? 0))
    .orderBy('version.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** A version that some award names; it must exist. */
export async function getAwardedVersion(
  db: Db,
  orgId: string,
  kind: AwardKind,
  versionId: string,
): Promise<AwardedVersion> {
  const found = await findVersion(db, kind, { orgId, id: versionId })
  if (found === null) throw new Error(`There is no published version ${versionId} of a ${kind}.`)
  return found
}

/** The newest published version of what can be earned. */
export async function findNewestVersion(
  db: Db,
  orgId: string,
  kind: AwardKind,
  id: string,
): Promise<AwardedVersion | null> {
  if (kind === 'medallion') return findMedallionVersion(db, { issuerId: orgId, medallionId: id })
  const query = published[kind](db) as ReturnType<(typeof published)['stack']>
  const row = await query
    .where('version.org_id', '=', orgId)
    .where('thing.id', '=', id)
    .where('version.state', '=', 'published')
    .orderBy('version.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

type Asked = { publicUrl: string; orgId: string; issuer: Issuer; kind: AwardKind }

/** The achievement of a version by its address; without a number, the newest. Null when there is none. */
export async function findAchievement(
  db: Db,
  asked: Asked & { slug: string; number?: number },
): Promise<Achievement | null> {
  const { orgId, kind, slug, number } = asked
  const found = await findVersion(db, kind, { orgId, slug, ...(number === undefined ? {} : { number }) })
  return found === null ? null : achievementOf(db, asked, found)
}

/** The achievement that an award names. */
export async function getAchievement(db: Db, asked: Asked & { versionId: string }): Promise<Achievement> {
  const found = await findVersion(db, asked.kind, { orgId: asked.orgId, id: asked.versionId })
  if (found === null) throw new Error(`There is no published version ${asked.versionId} of a ${asked.kind}.`)
  return achievementOf(db, asked, found)
}

async function achievementOf(
  db: Db,
  { publicUrl, orgId, issuer, kind }: Asked,
  found: AwardedVersion,
): Promise<Achievement> {
  const place = { publicUrl, issuer, slug: found.slug, version: found.number }
  if (kind === 'micro-credential') return microCredentialAchievement(place, contentOf(found))
  if (kind === 'medallion')
    return medallionAchievement(place, medallionShape.parse(found.content), await listPicked(db, found))
  const components = await listComponents(db, orgId, kind, found.content)
  const content = kind === 'stack' ? stackShape.parse(found.content) : badgeShape.parse(found.content)
  return collectionAchievement(kind, place, content, components)
}

/** The words of a version of a micro-credential. */
export const contentOf = ({ content }: AwardedVersion): MicroCredentialContent => microCredentialShape.parse(content)

/**
 * What a version of a stack or badge lists, in its order, by the newest titles; what is still being written and what is
 * retired counts too.
 */
export async function listComponents(
  db: Db,
  orgId: string,
  kind: 'stack' | 'badge',
  content: unknown,
): Promise<Component[]> {
  const inner = kind === 'stack' ? 'micro-credential' : 'stack'
  const listed = kind === 'stack' ? stackShape.parse(content).micro_credentials : badgeShape.parse(content).stacks
  if (listed.length === 0) return []
  const rows = await (kind === 'stack' ? membersOf(db, orgId, listed) : stacksOf(db, orgId, listed))
  return rows
    .toSorted((a, b) => listed.indexOf(a.slug) - listed.indexOf(b.slug))
    .map(({ slug, title }) => ({ kind: inner, slug, title: collectionTitle(inner, title) }))
}

const membersOf = (db: Db, orgId: string, listed: readonly string[]) =>
  db
    .selectFrom('micro_credential as thing')
    .innerJoin('micro_credential_version as version', (join) =>
      join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.micro_credential_id', '=', 'thing.id'),
    )
    .distinctOn('thing.id')
    .select(['thing.slug', 'version.title'])
    .where('thing.org_id', '=', orgId)
    .where('thing.slug', 'in', listed)
    .orderBy('thing.id')
    .orderBy(sql`version.state = 'published'`, 'desc')
    .orderBy('version.number', 'desc')
    .execute()

const stacksOf = (db: Db, orgId: string, listed: readonly string[]) =>
  db
    .selectFrom('stack as thing')
    .innerJoin('stack_version as version', (join) =>
      join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.stack_id', '=', 'thing.id'),
    )
    .distinctOn('thing.id')
    .select(['thing.slug', 'version.title'])
    .where('thing.org_id', '=', orgId)
    .where('thing.slug', 'in', listed)
    .orderBy('thing.id')
    .orderBy(sql`version.state = 'published'`, 'desc')
    .orderBy('version.number', 'desc')
    .execute()

/** The badge that a stack counts towards. */
export async function findBadgeOf(db: Db, orgId: string, stackId: string): Promise<string | null> {
  const row = await db
    .selectFrom('stack')
    .select('badge_id')
    .where('org_id', '=', orgId)
    .where('id', '=', stackId)
    .executeTakeFirst()
  return row?.badge_id ?? null
}
