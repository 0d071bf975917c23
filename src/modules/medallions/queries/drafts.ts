import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { MedallionContent } from '../rules/content.ts'
import { draftOf } from '../rules/designing/reading.ts'
import { startShape, type Start } from '../rules/designing/start.ts'

type Person = { id: string; name: string }

/** The next version of a medallion, or a new one, while it is designed; its content may be incomplete. */
export type MedallionDraft = {
  orgId: string
  id: string
  organisationId: string
  organisation: { slug: string; name: string; path: readonly string[] }
  /** null: it is new */
  medallionId: string | null
  content: MedallionContent
  revision: number
  /** What it was copied from */
  start: Start | null
  savedBy: Person
  savedAt: Date
  createdBy: Person
  createdAt: Date
}

const drafts = (db: Db | Tx) =>
  db
    .selectFrom('medallion_draft as draft')
    .innerJoin('organisation', 'organisation.id', 'draft.organisation_id')
    .innerJoin('person as saver', 'saver.id', 'draft.saved_by')
    .innerJoin('person as maker', 'maker.id', 'draft.created_by')
    .select([
      'draft.org_id as orgId',
      'draft.id',
      'draft.organisation_id as organisationId',
      'draft.medallion_id as medallionId',
      'draft.content',
      'draft.revision',
      'draft.start',
      'draft.saved_at as savedAt',
      'draft.created_at as createdAt',
      'organisation.slug',
      'organisation.name',
      'organisation.path',
      'saver.id as saverId',
      'saver.name as saverName',
      'maker.id as makerId',
      'maker.name as makerName',
    ])
    .where('draft.closed', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof drafts>['executeTakeFirstOrThrow']>>

const toDraft = ({
  content,
  start,
  slug,
  name,
  path,
  saverId,
  saverName,
  makerId,
  makerName,
  ...row
}: Row): MedallionDraft => ({
  ...row,
  content: draftOf(content),
  start: start === null ? null : startShape.parse(start),
  organisation: { slug, name, path },
  savedBy: { id: saverId, name: saverName },
  createdBy: { id: makerId, name: makerName },
})

/** A draft that is neither published nor discarded, by the id in its address. */
export async function findDraft(db: Db | Tx, id: string): Promise<MedallionDraft | null> {
  const row = await drafts(db).where('draft.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toDraft(row)
}

/** The draft of the next version of a medallion, of which there is one at most. */
export async function findDraftOf(db: Db | Tx, orgId: string, medallionId: string): Promise<MedallionDraft | null> {
  const row = await drafts(db)
    .where('draft.org_id', '=', orgId)
    .where('draft.medallion_id', '=', medallionId)
    .executeTakeFirst()
  return row === undefined ? null : toDraft(row)
}

/** What is designed in these organisations and in all below them, the last saved first. */
export async function listDrafts(
  db: Db | Tx,
  orgId: string,
  organisationIds: readonly string[],
): Promise<MedallionDraft[]> {
  const rows = await drafts(db)
    .where('draft.org_id', '=', orgId)
    .where(sql<boolean>`organisation.path && ${organisationIds}::uuid[]`)
    .orderBy('draft.saved_at', 'desc')
    .orderBy('draft.id', 'desc')
    .execute()
  return rows.map(toDraft)
}

/** The drafts that a person was asked to read, the last saved first. */
export async function listDraftsToRead(db: Db | Tx, personId: string): Promise<MedallionDraft[]> {
  const rows = await drafts(db)
    .innerJoin('medallion_reader as reader', (join) =>
      join.onRef('reader.org_id', '=', 'draft.org_id').onRef('reader.draft_id', '=', 'draft.id'),
    )
    .where('reader.person_id', '=', personId)
    .orderBy('draft.saved_at', 'desc')
    .orderBy('draft.id', 'desc')
    .execute()
  return rows.map(toDraft)
}

/** Who was asked to read a draft, by name. */
export async function listReaders(
  db: Db | Tx,
  orgId: string,
  draftId: string,
): Promise<(Person & { askedAt: Date })[]> {
  return db
    .selectFrom('medallion_reader as reader')
    .innerJoin('person', 'person.id', 'reader.person_id')
    .select(['person.id', 'person.name', 'reader.asked_at as askedAt'])
    .where('reader.org_id', '=', orgId)
    .where('reader.draft_id', '=', draftId)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()
}

export type MedallionComment = {
  id: string
  /** The slug of a pick, title, mission, or empty: the whole */
  about: string
  body: string
  author: Person
  writtenAt: Date
  settled: { by: string; at: Date } | null
}

/** What was said of a draft, the first first. */
export async function listComments(db: Db | Tx, orgId: string, draftId: string): Promise<MedallionComment[]> {
  const rows = await db
    .selectFrom('medallion_comment as comment')
    .innerJoin('person as author', 'author.id', 'comment.author_id')
    .leftJoin('person as settler', 'settler.id', 'comment.settled_by')
    .select([
      'comment.id',
      'comment.about',
      'comment.body',
      'comment.written_at as writtenAt',
      'comment.settled_at as settledAt',
      'author.id as authorId',
      'author.name as authorName',
      'settler.name as settlerName',
    ])
    .where('comment.org_id', '=', orgId)
    .where('comment.draft_id', '=', draftId)
    .orderBy('comment.written_at')
    .orderBy('comment.id')
    .execute()
  return rows.map(({ authorId, authorName, settledAt, settlerName, ...row }) => ({
    ...row,
    author: { id: authorId, name: authorName },
    settled: settledAt === null ? null : { by: settlerName ?? '', at: settledAt },
  }))
}

export type MedallionConflict = { id: string; content: MedallionContent; keptBy: Person; keptAt: Date }

/** What waits for a choice, because somebody else had saved something else first; the newest last. */
export async function listConflicts(db: Db | Tx, orgId: string, draftId: string): Promise<MedallionConflict[]> {
  const rows = await db
    .selectFrom('medallion_conflict as conflict')
    .innerJoin('person', 'person.id', 'conflict.kept_by')
    .select(['conflict.id', 'conflict.content', 'conflict.kept_at as keptAt', 'person.id as personId', 'person.name'])
    .where('conflict.org_id', '=', orgId)
    .where('conflict.draft_id', '=', draftId)
    .where('conflict.settled_at', 'is', null)
    .orderBy('conflict.kept_at')
    .orderBy('conflict.id')
    .execute()
  return rows.map(({ personId, name, content, ...row }) => ({
    ...row,
    content: draftOf(content),
    keptBy: { id: personId, name },
  }))
}
