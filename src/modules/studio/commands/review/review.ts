import { inTransaction, type Tx } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { can } from '../../policy.ts'
import { findDraft, type Draft } from '../../queries/drafts.ts'
import { fingerprintOf, insertReview, listContributions, moveDraft, writeWord } from '../../queries/review/reviews.ts'
import { lockDraft } from '../../queries/writing.ts'
import { LONGEST_NOTE, mainAuthor, type Word } from '../../rules/review/review.ts'
import type { Given } from '../drafting.ts'

/** The draft that somebody may review, held until the end of the transaction. */
export async function holdDraft(tx: Tx, { actor, publisherId }: Given, draftId: string): Promise<Draft | null> {
  if (!can(actor, { action: 'review', subject: { publisherId } })) return null
  return (await lockDraft(tx, publisherId, draftId)) === null ? null : findDraft(tx, publisherId, draftId)
}

export const tidy = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\0', '').trim()

export type Asked =
  | { ok: true }
  /** unknown: no such draft, or not theirs; note_long: the field `note`; asked: a second author was asked already */
  | { ok: false; reason: 'unknown' | 'note_long' | 'asked' }

/** Asks for a second author to read the draft. */
export async function askForReview(given: Given, { draftId, note }: { draftId: string; note: string }): Promise<Asked> {
  const words = tidy(note)
  if (words.length > LONGEST_NOTE) return { ok: false, reason: 'note_long' }
  const { db, actor, now } = given
  return inTransaction(db, async (tx): Promise<Asked> => {
    const draft = await holdDraft(tx, given, draftId)
    if (draft === null) return { ok: false, reason: 'unknown' }
    const { orgId, id } = draft
    if (!(await moveDraft(tx, { orgId, id, from: 'writing', to: 'in review' }))) return { ok: false, reason: 'asked' }
    await insertReview(tx, { orgId, draftId: id, askedBy: actor.personId, note: words }, now)
    await recordEvent(
      tx,
      { type: 'draft.review_asked', orgId, subjectId: id, actorId: actor.personId, payload: {} },
      now,
    )
    return { ok: true }
  })
}

export type Answered =
  | { ok: true }
  /**
   * unknown: no such draft, or not theirs; own_text: who wrote most of it never says that it is ready; not_asked: nobody
   * asked, or somebody else has answered; changed: it says something else than what was read; answer_missing and
   * answer_long: the field `answer`
   */
  | { ok: false; reason: 'unknown' | 'own_text' | 'not_asked' | 'changed' | 'answer_missing' | 'answer_long' }

/**
 * A second author's word on a draft. `fingerprint` is that of the text they read: if somebody saved another one
 * meanwhile, it is not said of that.
 */
export async function answerReview(
  given: Given,
  { draftId, word, answer, fingerprint }: { draftId: string; word: Word; answer: string; fingerprint: string },
): Promise<Answered> {
  const words = tidy(answer)
  if (words.length > LONGEST_NOTE) return { ok: false, reason: 'answer_long' }
  if (word === 'please change' && words === '') return { ok: false, reason: 'answer_missing' }
  const { db, actor, now } = given
  return inTransaction(db, async (tx): Promise<Answered> => {
    const draft = await holdDraft(tx, given, draftId)
    if (draft === null) return { ok: false, reason: 'unknown' }
    const { orgId, id } = draft
    if (draft.state !== 'in review') return { ok: false, reason: 'not_asked' }
    if (mainAuthor(await listContributions(tx, orgId, id), draft.createdBy) === actor.personId)
      return { ok: false, reason: 'own_text' }
    if ((await fingerprintOf(tx, orgId, id)) !== fingerprint) return { ok: false, reason: 'changed' }
    await writeWord(tx, { orgId, draftId: id, word, by: actor.personId, answer: words, of: fingerprint }, now)
    await moveDraft(tx, { orgId, id, from: 'in review', to: word === 'ready' ? 'ready' : 'writing' })
    await recordEvent(
      tx,
      { type: 'draft.reviewed', orgId, subjectId: id, actorId: actor.personId, payload: { word } },
      now,
    )
    return { ok: true }
  })
}
