import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { DraftKind, Section, SectionContent, Sections } from '../rules/sections.ts'
import type { DraftState } from './drafts.ts'

type Begun = {
  orgId: string
  kind: DraftKind
  slug: string
  version: string
  thingId: string | null
  basedOnVersionId: string | null
  by: string
}

/** Writes a new draft with its sections; null when there is an open one of this name already. */
export async function insertDraft(tx: Tx, draft: Begun, sections: Sections, now: Date): Promise<string | null> {
  const { orgId, kind, slug, version, thingId, basedOnVersionId, by } = draft
  const id = newId()
  const made = await tx
    .insertInto('draft')
    .values({
      org_id: orgId,
      id,
      kind,
      slug,
      version,
      thing_id: thingId,
      based_on_version_id: basedOnVersionId,
      state: 'writing',
      created_by: by,
      created_at: now,
      updated_at: now,
    })
    .onConflict((oc) => oc.columns(['org_id', 'kind', 'slug']).where('closed', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return null
  const rows = Object.entries(sections).map(([section, content]) => ({
    org_id: orgId,
    draft_id: id,
    section,
    content: JSON.stringify(content),
    revision: 1,
    saved_by: by,
    saved_at: now,
  }))
  await tx.insertInto('draft_section').values(rows).execute()
  return id
}

/** Holds an open draft until the transaction ends, so that nobody publishes it while a section is saved; null: there is none. */
export async function lockDraft(
  tx: Tx,
  orgId: string,
  id: string,
): Promise<{ kind: DraftKind; slug: string; state: DraftState } | null> {
  const row = await tx
    .selectFrom('draft')
    .select(['kind', 'slug', 'state'])
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('closed', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? null : { kind: row.kind as DraftKind, slug: row.slug, state: row.state as DraftState }
}

type Place = { orgId: string; draftId: string; section: Section }

/**
 * Writes a section that was made from the revision `base`. Returns the new revision, or null when the stored one is no
 * longer that: then nothing is written. What was ready to be published has to be read again.
 */
export async function writeSection(
  tx: Tx,
  { orgId, draftId, section }: Place,
  { content, base, by, now }: { content: SectionContent; base: number; by: string; now: Date },
): Promise<number | null> {
  const made = await tx
    .updateTable('draft_section')
    .set({ content: JSON.stringify(content), revision: base + 1, saved_by: by, saved_at: now })
    .where('org_id', '=', orgId)
    .where('draft_id', '=', draftId)
    .where('section', '=', section)
    .where('revision', '=', base)
    .returning('revision')
    .executeTakeFirst()
  if (made === undefined) return null
  await tx.updateTable('draft').set({ updated_at: now }).where('org_id', '=', orgId).where('id', '=', draftId).execute()
  return made.revision
}

/** Takes an open draft out of the studio. Its words stay in the database. */
export async function closeDraft(
  tx: Tx,
  orgId: string,
  id: string,
  { how, by, now }: { how: 'discarded' | 'published'; by: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('draft')
    .set({ closed: how, closed_by: by, closed_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('closed', 'is', null)
    .execute()
}

/** What was discarded since a moment, the newest first. */
export async function listDiscarded(
  db: Db | Tx,
  orgId: string,
  since: Date,
): Promise<{ id: string; kind: DraftKind; slug: string; by: string; at: Date }[]> {
  const rows = await db
    .selectFrom('draft')
    .innerJoin('person', 'person.id', 'draft.closed_by')
    .select(['draft.id', 'draft.kind', 'draft.slug', 'person.name as by', sql<Date>`draft.closed_at`.as('at')])
    .where('draft.org_id', '=', orgId)
    .where('draft.closed', '=', 'discarded')
    .where('draft.closed_at', '>', since)
    .orderBy('draft.closed_at', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as DraftKind }))
}

/** Opens a discarded draft again; false when it is not discarded, or another one of its name is open. */
export async function reopenDraft(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const opened = await tx
    .updateTable('draft')
    .set({ closed: null, closed_by: null, closed_at: null })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('closed', '=', 'discarded')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('draft as other')
            .select('other.id')
            .whereRef('other.org_id', '=', 'draft.org_id')
            .whereRef('other.kind', '=', 'draft.kind')
            .whereRef('other.slug', '=', 'draft.slug')
            .where('other.closed', 'is', null),
        ),
      ),
    )
    .returning('id')
    .executeTakeFirst()
  return opened !== undefined
}

export type Conflict = {
  id: string
  section: Section
  content: SectionContent
  keptBy: { id: string; name: string }
  keptAt: Date
}

/** Sections that wait for a choice, because somebody else saved another text first; the newest last. */
export async function listConflicts(db: Db | Tx, orgId: string, draftId: string): Promise<Conflict[]> {
  const rows = await db
    .selectFrom('draft_conflict as conflict')
    .innerJoin('person', 'person.id', 'conflict.kept_by')
    .select([
      'conflict.id',
      'conflict.section',
      'conflict.content',
      'conflict.kept_at as keptAt',
      'person.id as personId',
      'person.name as personName',
    ])
    .where('conflict.org_id', '=', orgId)
    .where('conflict.draft_id', '=', draftId)
    .where('conflict.settled_at', 'is', null)
    .orderBy('conflict.kept_at')
    .orderBy('conflict.id')
    .execute()
  return rows.map(({ id, section, content, keptAt, personId, personName }) => ({
    id,
    section: section as Section,
    content: content as SectionContent,
    keptBy: { id: personId, name: personName },
    keptAt,
  }))
}

/** Keeps a section that may not overwrite a newer one; returns its id. */
export async function insertConflict(
  tx: Tx,
  { orgId, draftId, section }: Place,
  {
    content,
    base,
    by,
    now,
    settled,
  }: { content: SectionContent; base: number; by: string; now: Date; settled: boolean },
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('draft_conflict')
    .values({
      org_id: orgId,
      id,
      draft_id: draftId,
      section,
      content: JSON.stringify(content),
      base_revision: base,
      kept_by: by,
      kept_at: now,
      settled_at: settled ? now : null,
    })
    .execute()
  return id
}

/** Marks sections as chosen about; the rows stay, so that no words are lost by a choice. */
export async function settleConflicts(tx: Tx, orgId: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('draft_conflict')
    .set({ settled_at: now })
    .where('org_id', '=', orgId)
    .where('id', 'in', [...ids])
    .where('settled_at', 'is', null)
    .execute()
}

/** Says that somebody has a section open now. */
export async function markPresent(db: Db | Tx, place: Place, personId: string, now: Date): Promise<void> {
  const { orgId, draftId, section } = place
  await db
    .insertInto('draft_presence')
    .values({ org_id: orgId, draft_id: draftId, section, person_id: personId, seen_at: now })
    .onConflict((oc) => oc.columns(['org_id', 'draft_id', 'section', 'person_id']).doUpdateSet({ seen_at: now }))
    .execute()
}

/** The others who had a section of a draft open since a moment. */
export const listPresent = (
  db: Db | Tx,
  { orgId, draftId, but, since }: { orgId: string; draftId: string; but: string; since: Date },
): Promise<{ section: string; name: string }[]> =>
  db
    .selectFrom('draft_presence as presence')
    .innerJoin('person', 'person.id', 'presence.person_id')
    .select(['presence.section', 'person.name'])
    .where('presence.org_id', '=', orgId)
    .where('presence.draft_id', '=', draftId)
    .where('presence.person_id', '<>', but)
    .where('presence.seen_at', '>', since)
    .orderBy('person.name')
    .execute()
