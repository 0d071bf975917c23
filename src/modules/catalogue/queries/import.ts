/** What the import reads of the last one, and writes. */

import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import { isOutline, type CatalogueContent, type MicroCredentialContent, type OutlineContent } from '../rules/content.ts'
import { refreshSearch } from './indexing.ts'

/** What was imported last: its row and the hash of its newest version. */
export type Known = { id: string; versionId: string; number: number; state: string; hash: string }
export type KnownCatalogue = {
  badge: Map<string, Known>
  stack: Map<string, Known>
  'micro-credential': Map<string, Known>
}

/** Makes imports of one publisher wait for each other. */
export async function lockCatalogue(tx: Tx, publisherId: string, now: Date): Promise<void> {
  await tx
    .insertInto('catalogue_revision')
    .values({ org_id: publisherId, revision: newId(), changed_at: now })
    .onConflict((conflict) => conflict.column('org_id').doNothing())
    .execute()
  await tx.selectFrom('catalogue_revision').select('revision').where('org_id', '=', publisherId).forUpdate().execute()
}

/** Says that the catalogue has changed: its pages are drawn anew, and the search finds what it says now. */
export async function reviseCatalogue(tx: Tx, publisherId: string, now: Date): Promise<void> {
  await tx
    .updateTable('catalogue_revision')
    .set({ revision: newId(), changed_at: now })
    .where('org_id', '=', publisherId)
    .execute()
  await refreshSearch(tx, publisherId)
}

/** The newest version of everything, by slug. */
export async function listKnown(db: Db | Tx, publisherId: string): Promise<KnownCatalogue> {
  const select = [
    'thing.id',
    'thing.slug',
    'version.id as versionId',
    'version.number',
    'version.state',
    'version.content_hash as hash',
  ] as const
  const [badges, stacks, microCredentials] = await Promise.all([
    db
      .selectFrom('badge as thing')
      .innerJoin('badge_version as version', (join) =>
        join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.badge_id', '=', 'thing.id'),
      )
      .select(select)
      .where('thing.org_id', '=', publisherId)
      .orderBy('version.number')
      .execute(),
    db
      .selectFrom('stack as thing')
      .innerJoin('stack_version as version', (join) =>
        join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.stack_id', '=', 'thing.id'),
      )
      .select(select)
      .where('thing.org_id', '=', publisherId)
      .orderBy('version.number')
      .execute(),
    db
      .selectFrom('micro_credential as thing')
      .innerJoin('micro_credential_version as version', (join) =>
        join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.micro_credential_id', '=', 'thing.id'),
      )
      .select(select)
      .where('thing.org_id', '=', publisherId)
      .orderBy('version.number')
      .execute(),
  ])
  const bySlug = (rows: (Known & { slug: string })[]) => new Map(rows.map(({ slug, ...known }) => [slug, known]))
  return { badge: bySlug(badges), stack: bySlug(stacks), 'micro-credential': bySlug(microCredentials) }
}

type Given = { publisherId: string; now: Date; hash: string; known: Known | undefined }

/** Writes the badge's next version; answers with its id. */
export async function writeBadge(
  tx: Tx,
  { publisherId, now, hash, known }: Given,
  content: CatalogueContent['badge'],
): Promise<string> {
  const id = known?.id ?? newId()
  if (known === undefined)
    await tx.insertInto('badge').values({ org_id: publisherId, id, slug: content.id, created_at: now }).execute()
  if (known?.hash !== hash)
    await tx
      .insertInto('badge_version')
      .values({ ...version(publisherId, now, hash, known, content), badge_id: id })
      .execute()
  return id
}

/** Writes the stack's next version and where it stands; answers with its id. */
export async function writeStack(
  tx: Tx,
  { publisherId, now, hash, known }: Given,
  content: CatalogueContent['stacks'][number],
  place: { badgeId: string; position: number },
): Promise<string> {
  const id = known?.id ?? newId()
  const stands = { badge_id: place.badgeId, position: place.position }
  if (known === undefined)
    await tx
      .insertInto('stack')
      .values({ org_id: publisherId, id, slug: content.id, created_at: now, ...stands })
      .execute()
  else await tx.updateTable('stack').set(stands).where('org_id', '=', publisherId).where('id', '=', id).execute()
  if (known?.hash !== hash)
    await tx
      .insertInto('stack_version')
      .values({ ...version(publisherId, now, hash, known, content), stack_id: id })
      .execute()
  return id
}

const version = (
  publisherId: string,
  now: Date,
  hash: string,
  known: Known | undefined,
  content: { title: string },
) => ({
  org_id: publisherId,
  id: newId(),
  number: (known?.number ?? 0) + 1,
  state: 'published',
  title: content.title,
  content: JSON.stringify(content),
  content_hash: hash,
  published_at: now,
})

/**
 * Writes a micro-credential: a full one as its next published version, an outline in place of the last outline. An
 * outline that is now written in full becomes version 1.
 */
export async function writeMicroCredential(
  tx: Tx,
  { publisherId, now, hash, known }: Given,
  content: MicroCredentialContent | OutlineContent,
  place: { stackId: string; position: number },
): Promise<void> {
  const id = known?.id ?? newId()
  const stands = { stack_id: place.stackId, position: place.position }
  if (known === undefined)
    await tx
      .insertInto('micro_credential')
      .values({ org_id: publisherId, id, slug: content.id, created_at: now, ...stands })
      .execute()
  else
    await tx
      .updateTable('micro_credential')
      .set(stands)
      .where('org_id', '=', publisherId)
      .where('id', '=', id)
      .execute()
  if (known?.hash === hash) return

  const said = {
    title: content.title,
    competency: content.competency,
    hours_min: content.hours.min,
    hours_max: content.hours.max,
    hours_credited: content.hours.credited,
    content: JSON.stringify(content),
    content_hash: hash,
    ...(isOutline(content) ? { state: 'draft', published_at: null } : { state: 'published', published_at: now }),
  }
  if (known?.state === 'draft')
    await tx
      .updateTable('micro_credential_version')
      .set(said)
      .where('org_id', '=', publisherId)
      .where('id', '=', known.versionId)
      .where('state', '=', 'draft')
      .execute()
  else
    await tx
      .insertInto('micro_credential_version')
      .values({ org_id: publisherId, id: newId(), micro_credential_id: id, number: (known?.number ?? 0) + 1, ...said })
      .execute()
}
