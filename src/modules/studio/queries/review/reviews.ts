import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonicalText } from '../../../catalogue/rules/files.ts'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { wordsPutIn, type Contribution, type Review, type Word } from '../../rules/review/review.ts'
import { draftContent, type DraftState } from '../drafts.ts'

/** Moves a draft from one state to another; false when it was in a third one already. */
export async function moveDraft(
  tx: Tx,
  { orgId, id, from, to }: { orgId: string; id: string; from: DraftState; to: DraftState },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('draft')
    .set({ state: to })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What a draft says now, as one short text: the same only while every word is the same. */
export async function fingerprintOf(db: Db | Tx, orgId: string, draftId: string): Promise<string> {
  return createHash('sha256')
    .update(canonicalText(await draftContent(db, orgId, draftId)))
    .digest('hex')
}

/**
 * For the command that saves a section, in its transaction: counts who wrote how much, and takes back that the draft is
 * ready, since that was said of another text.
 */
export async function noteSaved(
  tx: Tx,
  saved: { orgId: string; draftId: string; personId: string; before: unknown; after: unknown },
): Promise<void> {
  const { orgId, draftId, personId } = saved
  await moveDraft(tx, { orgId, id: draftId, from: 'ready', to: 'writing' })
  const words = wordsPutIn(saved.before, saved.after)
  if (words === 0) return
  await tx
    .insertInto('draft_contribution')
    .values({ org_id: orgId, draft_id: draftId, person_id: personId, words })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'draft_id', 'person_id'])
        .doUpdateSet({ words: sql<number>`draft_contribution.words + excluded.words` }),
    )
    .execute()
}

/** Who wrote how much of a draft, most first. */
export async function listContributions(
  db: Db | Tx,
  orgId: string,
  draftId: string,
): Promise<(Contribution & { name: string })[]> {
  return db
    .selectFrom('draft_contribution as part')
    .innerJoin('person', 'person.id', 'part.person_id')
    .select(['part.person_id as personId', 'part.words', 'person.name'])
    .where('part.org_id', '=', orgId)
    .where('part.draft_id', '=', draftId)
    .orderBy('part.words', 'desc')
    .orderBy('part.person_id')
    .execute()
}

/** What a second author was asked and said, the first time first. */
export async function listReviews(db: Db | Tx, orgId: string, draftId: string): Promise<Review[]> {
  const rows = await db
    .selectFrom('draft_review as review')
    .innerJoin('person as asker', 'asker.id', 'review.asked_by')
    .leftJoin('person as sayer', 'sayer.id', 'review.said_by')
    .select([
      'review.id',
      'review.asked_by as askedBy',
      'asker.name as askerName',
      'review.asked_at as askedAt',
      'review.note',
      'review.word',
      'review.said_by as saidBy',
      'sayer.name as sayerName',
      'review.said_at as saidAt',
      'review.answer',
      'review.said_of as saidOf',
    ])
    .where('review.org_id', '=', orgId)
    .where('review.draft_id', '=', draftId)
    .orderBy('review.asked_at')
    .orderBy('review.id')
    .execute()
  return rows.map(({ id, askedBy, askerName, askedAt, note, word, saidBy, sayerName, saidAt, answer, saidOf }) => ({
    id,
    askedBy: { id: askedBy, name: askerName },
    askedAt,
    note,
    said:
      word === null || saidBy === null || saidAt === null || saidOf === null
        ? null
        : { word: word as Word, by: { id: saidBy, name: sayerName ?? '' }, at: saidAt, answer, of: saidOf },
  }))
}

export async function insertReview(
  tx: Tx,
  { orgId, draftId, askedBy, note }: { orgId: string; draftId: string; askedBy: string; note: string },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('draft_review')
    .values({ org_id: orgId, id: newId(), draft_id: draftId, asked_by: askedBy, asked_at: now, note })
    .execute()
}

/** Writes what the second author said into the question that is open; false when there is none. */
export async function writeWord(
  tx: Tx,
  said: { orgId: string; draftId: string; word: Word; by: string; answer: string; of: string },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('draft_review')
    .set({ word: said.word, said_by: said.by, said_at: now, answer: said.answer, said_of: said.of })
    .where('org_id', '=', said.orgId)
    .where('draft_id', '=', said.draftId)
    .where('word', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
