import { normalEmail } from '../../../people/rules.ts'
import { findPersonByEmail } from '../../../people/queries/people.ts'
import { inTransaction, type Tx } from '../../../../platform/database/database.ts'
import { isId } from '../../../../platform/database/ids.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { can } from '../../policy.ts'
import {
  deleteReader,
  insertComment,
  insertReader,
  lockDraft,
  worksIn,
  writeSettled,
} from '../../queries/designing/writing.ts'
import { findDraft, listComments, listReaders, type MedallionDraft } from '../../queries/drafts.ts'
import { onDraft, type Given } from './hold.ts'

const LONGEST_COMMENT = 2000
const MOST_READERS = 30

export type ReaderAsked =
  /** asked false: they were asked already */
  | { ok: true; asked: boolean }
  /** unknown: no such draft, or not theirs; stranger: nobody of this address works in the tree; many: over 30 */
  | { ok: false; reason: 'unknown' | 'stranger' | 'many' }

/** Asks a colleague, by their e-mail address, to read a draft. They see this draft and may comment on it, no more. */
export const askReader = (given: Given, { draftId, email }: { draftId: string; email: string }): Promise<ReaderAsked> =>
  onDraft(given, draftId, async (tx, { orgId, id }): Promise<ReaderAsked> => {
    const { actor, now } = given
    const personId = await findPersonByEmail(tx, normalEmail(email))
    if (personId === null || !(await worksIn(tx, orgId, personId))) return { ok: false, reason: 'stranger' }
    const readers = await listReaders(tx, orgId, id)
    if (readers.length >= MOST_READERS) return { ok: false, reason: 'many' }
    const asked = await insertReader(tx, { orgId, draftId: id, personId, by: actor.personId }, now)
    if (asked)
      await recordEvent(
        tx,
        { type: 'medallion.reader_asked', orgId, subjectId: id, actorId: actor.personId, payload: { personId } },
        now,
      )
    return { ok: true, asked }
  })

/** Takes a draft from a reader. What they said of it stays. */
export const dismissReader = (
  given: Given,
  { draftId, personId }: { draftId: string; personId: string },
): Promise<{ ok: true } | { ok: false; reason: 'unknown' }> =>
  onDraft(given, draftId, async (tx, { orgId, id }) => {
    if (!isId(personId)) return { ok: false, reason: 'unknown' } as const
    await deleteReader(tx, orgId, id, personId)
    return { ok: true } as const
  })

export type Commented =
  | { ok: true; id: string }
  /** unknown: no such draft, or place in it, or not theirs to read; body_missing and body_long: the field `body` */
  | { ok: false; reason: 'unknown' | 'body_missing' | 'body_long' }

/** Says something of a draft: of a pick (its slug), of the title or the mission, or of the whole (empty). */
export async function writeComment(
  given: Given,
  { draftId, about, body }: { draftId: string; about: string; body: string },
): Promise<Commented> {
  const words = body.replaceAll('\r\n', '\n').trim()
  if (words === '') return { ok: false, reason: 'body_missing' }
  if (words.length > LONGEST_COMMENT) return { ok: false, reason: 'body_long' }
  const { db, actor, now } = given
  return inTransaction(db, async (tx): Promise<Commented> => {
    const draft = await holdToRead(tx, given, draftId)
    if (draft === null || !isPlace(draft, about)) return { ok: false, reason: 'unknown' }
    const comment = { orgId: draft.orgId, draftId: draft.id, about, body: words, by: actor.personId }
    return { ok: true, id: await insertComment(tx, comment, now) }
  })
}

const isPlace = ({ content }: MedallionDraft, about: string): boolean =>
  ['', 'title', 'mission'].includes(about) || content.picks.some(({ micro_credential: slug }) => slug === about)

/** Says that a comment is dealt with, or opens it again: its author may, and who designs. What was said stays readable. */
export async function settleComment(
  given: Given,
  { draftId, commentId, settled }: { draftId: string; commentId: string; settled: boolean },
): Promise<{ ok: true } | { ok: false; reason: 'unknown' }> {
  const { db, actor, now } = given
  return inTransaction(db, async (tx) => {
    const draft = await holdToRead(tx, given, draftId)
    const comments = draft === null ? [] : await listComments(tx, draft.orgId, draft.id)
    const comment = comments.find(({ id }) => id === commentId)
    if (draft === null || comment === undefined) return { ok: false, reason: 'unknown' } as const
    if (comment.author.id !== actor.personId && !can(actor, 'design', draft.organisation))
      return { ok: false, reason: 'unknown' } as const
    await writeSettled(tx, { orgId: draft.orgId, id: comment.id, by: settled ? actor.personId : null }, now)
    return { ok: true } as const
  })
}

/** An open draft that the actor may read and comment on, held until all is done. */
async function holdToRead(tx: Tx, { actor }: Given, draftId: string): Promise<MedallionDraft | null> {
  const held = isId(draftId) && (await lockDraft(tx, draftId))
  const draft = held ? await findDraft(tx, draftId) : null
  if (draft === null) return null
  const readerIds = (await listReaders(tx, draft.orgId, draft.id)).map(({ id }) => id)
  return can(actor, 'comment', { path: draft.organisation.path, readerIds }) ? draft : null
}
