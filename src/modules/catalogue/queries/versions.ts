import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import {
  isSlug,
  microCredentialShape,
  outlineShape,
  stackShape,
  type MicroCredentialContent,
  type OutlineContent,
} from '../rules/content.ts'
import type { StackStyle } from '../rules/emblems/emblems.ts'
import { styleOf } from '../rules/emblems/style.ts'

type StackOf = { slug: string; title: string; style: StackStyle }

/** A published version, which never changes. */
export type Version = {
  id: string
  number: number
  publishedAt: Date
  content: MicroCredentialContent
  microCredentialId: string
  slug: string
  stack: StackOf
}

type Found = {
  publisherId: string
  id: string
  slug: string
  title: string
  versionId: string
  stack: StackOf & { id: string }
}

/**
 * A micro-credential as it is today: its newest published version, or its outline while it is being written. A retired
 * one says what it said last, and why nobody begins it any more.
 */
export type MicroCredential = Found &
  (
    | { state: 'published'; number: number; publishedAt: Date; content: MicroCredentialContent }
    | {
        state: 'retired'
        number: number
        publishedAt: Date
        content: MicroCredentialContent
        retired: { at: Date; because: string }
      }
    | { state: 'outline'; content: OutlineContent }
  )

const versions = (db: Db | Tx) =>
  db
    .selectFrom('micro_credential_version as version')
    .innerJoin('micro_credential as mc', (join) =>
      join.onRef('mc.org_id', '=', 'version.org_id').onRef('mc.id', '=', 'version.micro_credential_id'),
    )
    .innerJoin('stack', (join) => join.onRef('stack.org_id', '=', 'mc.org_id').onRef('stack.id', '=', 'mc.stack_id'))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('stack_version')
          .select('stack_version.content as stackContent')
          .whereRef('stack_version.org_id', '=', 'stack.org_id')
          .whereRef('stack_version.stack_id', '=', 'stack.id')
          .where('stack_version.state', '=', 'published')
          .orderBy('stack_version.number', 'desc')
          .limit(1)
          .as('looks'),
      (join) => join.onTrue(),
    )

/** By the name in its address; null when there is none. */
export async function findMicroCredential(db: Db | Tx, slug: string): Promise<MicroCredential | null> {
  if (!isSlug(slug)) return null
  const row = await versions(db)
    .select([
      'mc.org_id as publisherId',
      'mc.id',
      'mc.slug',
      'mc.retired_at as retiredAt',
      'mc.retired_because as because',
      'version.id as versionId',
      'version.title',
      'version.state',
      'version.number',
      'version.published_at as publishedAt',
      'version.content',
      'stack.id as stackId',
      'stack.slug as stackSlug',
      'looks.stackContent',
    ])
    .where('mc.slug', '=', slug)
    .where('version.state', 'in', ['published', 'draft'])
    .orderBy('mc.created_at')
    .orderBy(sql`version.state = 'published'`, 'desc')
    .orderBy('version.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const { publisherId, id, title, versionId, number, publishedAt, retiredAt, because } = row
  const found = { publisherId, id, slug, title, versionId, stack: { id: row.stackId, ...stackOf(row) } }
  if (publishedAt === null) return { ...found, state: 'outline', content: outlineShape.parse(row.content) }
  const published = { ...found, number, publishedAt, content: microCredentialShape.parse(row.content) }
  return retiredAt === null
    ? { ...published, state: 'published' }
    : { ...published, state: 'retired', retired: { at: retiredAt, because: because ?? '' } }
}

/** A published version that must exist, for whoever keeps its id. Throws on an outline. */
export async function getVersion(db: Db | Tx, publisherId: string, versionId: string): Promise<Version> {
  const row = await versions(db)
    .select([
      'version.id',
      'version.number',
      'version.published_at as publishedAt',
      'version.content',
      'mc.id as microCredentialId',
      'mc.slug',
      'stack.slug as stackSlug',
      'looks.stackContent',
    ])
    .where('version.org_id', '=', publisherId)
    .where('version.id', '=', versionId)
    .executeTakeFirstOrThrow()
  if (row.publishedAt === null) throw new Error(`The version ${versionId} is an outline`)
  return {
    id: row.id,
    number: row.number,
    publishedAt: row.publishedAt,
    content: microCredentialShape.parse(row.content),
    microCredentialId: row.microCredentialId,
    slug: row.slug,
    stack: stackOf(row),
  }
}

/** What was published after a version, the newest first, and what each changed. */
export async function listNewerVersions(
  db: Db | Tx,
  publisherId: string,
  microCredentialId: string,
  number: number,
): Promise<{ number: number; changeNote: string }[]> {
  const rows = await db
    .selectFrom('micro_credential_version')
    .select(['number', 'change_note as changeNote'])
    .where('org_id', '=', publisherId)
    .where('micro_credential_id', '=', microCredentialId)
    .where('state', '=', 'published')
    .where('number', '>', number)
    .orderBy('number', 'desc')
    .execute()
  return rows
}

function stackOf({ stackSlug, stackContent }: { stackSlug: string; stackContent: unknown }): StackOf {
  const style = styleOf(stackShape.parse(stackContent))
  return { slug: stackSlug, title: style.title, style }
}
