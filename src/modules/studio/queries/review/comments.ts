import type { Db, Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import type { Section } from '../../rules/sections.ts'

export type Said = { id: string; body: string; by: { id: string; name: string }; at: Date }

/** What somebody said of one place, and what was answered, the first answer first. */
export type Comment = Said & {
  section: Section
  /** The place's key (`prompts[p1].text`); empty: of the whole section */
  place: string
  /** What the place was called then */
  placeName: string
  answers: Said[]
  resolved: { by: string; at: Date } | null
}

const comments = (db: Db | Tx, orgId: string, draftId: string) =>
  db
    .selectFrom('draft_comment as comment')
    .innerJoin('person', 'person.id', 'comment.written_by')
    .leftJoin('person as resolver', 'resolver.id', 'comment.resolved_by')
    .select([
      'comment.id',
      'comment.section',
      'comment.place',
      'comment.place_name as placeName',
      'comment.answer_to as answerTo',
      'comment.body',
      'comment.written_by as writtenBy',
      'person.name',
      'comment.written_at as at',
      'resolver.name as resolverName',
      'comment.resolved_at as resolvedAt',
    ])
    .where('comment.org_id', '=', orgId)
    .where('comment.draft_id', '=', draftId)
    .orderBy('comment.written_at')
    .orderBy('comment.id')

/** All comments on a draft with their answers, the first one first. */
export async function listComments(db: Db | Tx, orgId: string, draftId: string): Promise<Comment[]> {
  const rows = await comments(db, orgId, draftId).execute()
  const said = (row: (typeof rows)[number]): Said => ({
    id: row.id,
    body: row.body,
    by: { id: row.writtenBy, name: row.name },
    at: row.at,
  })
  return rows
    .filter(({ answerTo }) => answerTo === null)
    .map((row) => ({
      ...said(row),
      section: row.section as Section,
      place: row.place,
      placeName: row.placeName,
      answers: rows.filter(({ answerTo }) => answerTo === row.id).map(said),
      resolved: row.resolvedAt === null ? null : { by: row.resolverName ?? '', at: row.resolvedAt },
    }))
}

export async function insertComment(
  tx: Tx,
  comment: {
    orgId: string
    draftId: string
    section: string
    place: string
    placeName: string
    answerTo: string | null
    body: string
    writtenBy: string
  },
  now: Date,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('draft_comment')
    .values({
      org_id: comment.orgId,
      id,
      draft_id: comment.draftId,
      section: comment.section,
      place: comment.place,
      place_name: comment.placeName,
      answer_to: comment.answerTo,
      body: comment.body,
      written_by: comment.writtenBy,
      written_at: now,
    })
    .execute()
  return id
}

/** Says that nothing is left to do about a comment, or (null) that something is. */
export async function writeResolved(
  tx: Tx,
  { orgId, id, by }: { orgId: string; id: string; by: string | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('draft_comment')
    .set({ resolved_by: by, resolved_at: by === null ? null : now })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('answer_to', 'is', null)
    .execute()
}
