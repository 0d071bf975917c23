import type { Db, Tx } from '../../../platform/database/database.ts'
import { tidySection } from '../rules/fields/reading.ts'
import {
  emptySection,
  joinSections,
  sectionsOf,
  type DraftKind,
  type Section,
  type SectionContent,
} from '../rules/sections.ts'

export type DraftState = 'writing' | 'in review' | 'ready'

/** What is written before it is published. */
export type Draft = {
  orgId: string
  id: string
  kind: DraftKind
  slug: string
  /** What it is a new version of; null for something new */
  thingId: string | null
  basedOnVersionId: string | null
  /** Of the file it began from; publishing sets the next */
  version: string
  state: DraftState
  createdBy: string
  createdAt: Date
  updatedAt: Date
  /** As it is written now; may be empty */
  title: string
  /** Who saved last; null when nobody has since it was started */
  savedBy: { id: string; name: string } | null
}

const drafts = (db: Db | Tx) =>
  db
    .selectFrom('draft')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('draft_section as section')
          .select((of) =>
            of.fn<string | null>('jsonb_extract_path_text', ['section.content', of.val('title')]).as('title'),
          )
          .whereRef('section.org_id', '=', 'draft.org_id')
          .whereRef('section.draft_id', '=', 'draft.id')
          .where('section.section', 'in', ['about', 'stack', 'badge'])
          .limit(1)
          .as('head'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('draft_section as section')
          .innerJoin('person', 'person.id', 'section.saved_by')
          .select(['person.id as savedById', 'person.name as savedByName'])
          .whereRef('section.org_id', '=', 'draft.org_id')
          .whereRef('section.draft_id', '=', 'draft.id')
          .where('section.revision', '>', 1)
          .orderBy('section.saved_at', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select([
      'draft.org_id as orgId',
      'draft.id',
      'draft.kind',
      'draft.slug',
      'draft.thing_id as thingId',
      'draft.based_on_version_id as basedOnVersionId',
      'draft.version',
      'draft.state',
      'draft.created_by as createdBy',
      'draft.created_at as createdAt',
      'draft.updated_at as updatedAt',
      'head.title',
      'last.savedById',
      'last.savedByName',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof drafts>['executeTakeFirstOrThrow']>>

const toDraft = ({ savedById, savedByName, title, ...row }: Row): Draft => ({
  ...row,
  kind: row.kind as DraftKind,
  state: row.state as DraftState,
  title: title ?? '',
  savedBy: savedById === null || savedByName === null ? null : { id: savedById, name: savedByName },
})

/** A draft that is neither published nor discarded. */
export async function findDraft(db: Db | Tx, orgId: string, id: string): Promise<Draft | null> {
  const row = await drafts(db)
    .where('draft.org_id', '=', orgId)
    .where('draft.id', '=', id)
    .where('draft.closed', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : toDraft(row)
}

/** The draft of one thing of the catalogue, of which there is one at most. */
export async function findDraftOf(db: Db | Tx, orgId: string, kind: DraftKind, slug: string): Promise<Draft | null> {
  const row = await drafts(db)
    .where('draft.org_id', '=', orgId)
    .where('draft.kind', '=', kind)
    .where('draft.slug', '=', slug)
    .where('draft.closed', 'is', null)
    .executeTakeFirst()
  return row === undefined ? null : toDraft(row)
}

/** All that is being written, the last changed first. */
export async function listDrafts(db: Db | Tx, orgId: string): Promise<Draft[]> {
  const rows = await drafts(db)
    .where('draft.org_id', '=', orgId)
    .where('draft.closed', 'is', null)
    .orderBy('draft.updated_at', 'desc')
    .orderBy('draft.id', 'desc')
    .execute()
  return rows.map(toDraft)
}

export type SavedSection = {
  section: Section
  content: SectionContent
  revision: number
  savedBy: { id: string; name: string }
  savedAt: Date
}

const sections = (db: Db | Tx, orgId: string, draftId: string) =>
  db
    .selectFrom('draft_section as section')
    .innerJoin('person', 'person.id', 'section.saved_by')
    .select([
      'section.section',
      'section.content',
      'section.revision',
      'section.saved_at as savedAt',
      'person.id as personId',
      'person.name as personName',
    ])
    .where('section.org_id', '=', orgId)
    .where('section.draft_id', '=', draftId)

type SectionRow = Awaited<ReturnType<ReturnType<typeof sections>['executeTakeFirstOrThrow']>>

const toSection = ({ personId, personName, section, content, ...row }: SectionRow): SavedSection => ({
  ...row,
  section: section as Section,
  content: content as SectionContent,
  savedBy: { id: personId, name: personName },
})

/** The sections of a draft, in no order. Each is there from the start of the draft on. */
export async function listSections(db: Db | Tx, orgId: string, draftId: string): Promise<SavedSection[]> {
  return (await sections(db, orgId, draftId).execute()).map(toSection)
}

export async function findSection(
  db: Db | Tx,
  orgId: string,
  draftId: string,
  section: Section,
): Promise<SavedSection | null> {
  const row = await sections(db, orgId, draftId).where('section.section', '=', section).executeTakeFirst()
  return row === undefined ? null : toSection(row)
}

/** The draft as a content file: it may be incomplete, so its shape is checked by whoever needs it whole. */
export async function draftContent(db: Db | Tx, orgId: string, draftId: string): Promise<SectionContent | null> {
  const [draft, saved] = await Promise.all([findDraft(db, orgId, draftId), listSections(db, orgId, draftId)])
  if (draft === null) return null
  const bySection = new Map(saved.map(({ section, content }) => [section, tidySection(section, content).content]))
  return joinSections(
    draft.kind,
    Object.fromEntries(sectionsOf(draft.kind).map((name) => [name, bySection.get(name) ?? emptySection(name)])),
    { id: draft.slug, version: draft.version },
  )
}

/** Which thing a draft was of that is not open any more; null when there is no such draft, or it is open. */
export async function findClosedDraft(
  db: Db | Tx,
  orgId: string,
  id: string,
): Promise<{ kind: DraftKind; slug: string } | null> {
  const row = await db
    .selectFrom('draft')
    .select(['kind', 'slug'])
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('closed', 'is not', null)
    .executeTakeFirst()
  return row === undefined ? null : { kind: row.kind as DraftKind, slug: row.slug }
}
