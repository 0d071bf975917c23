import { inTransaction } from '../../../../platform/database/database.ts'
import { listSections, type Draft } from '../../queries/drafts.ts'
import { insertComment, listComments, writeResolved } from '../../queries/review/comments.ts'
import { readSection } from '../../rules/diff/places.ts'
import { LONGEST_COMMENT } from '../../rules/review/review.ts'
import { isSectionOf } from '../../rules/sections.ts'
import type { Tx } from '../../../../platform/database/database.ts'
import type { Given } from '../drafting.ts'
import { holdDraft, tidy } from './review.ts'

export type Commented =
  | { ok: true; id: string }
  /** unknown: no such draft, place or comment, or not theirs; body_missing and body_long: the field `body` */
  | { ok: false; reason: 'unknown' | 'body_missing' | 'body_long' }

/** Says something of one place of a draft; an empty place is the whole section. */
export async function writeComment(
  given: Given,
  { draftId, section, place, body }: { draftId: string; section: string; place: string; body: string },
): Promise<Commented> {
  const wrong = wrongBody(body)
  if (wrong !== null) return { ok: false, reason: wrong }
  const { db, actor, now } = given
  return inTransaction(db, async (tx): Promise<Commented> => {
    const draft = await holdDraft(tx, given, draftId)
    const placeName = draft === null ? null : await nameOfPlace(tx, draft, section, place)
    if (draft === null || placeName === null) return { ok: false, reason: 'unknown' }
    const comment = { section, place, placeName, answerTo: null, body: tidy(body), writtenBy: actor.personId }
    return { ok: true, id: await insertComment(tx, { orgId: draft.orgId, draftId: draft.id, ...comment }, now) }
  })
}

async function nameOfPlace(tx: Tx, draft: Draft, section: string, place: string): Promise<string | null> {
  if (!isSectionOf(draft.kind, section)) return null
  if (place === '') return ''
  const saved = (await listSections(tx, draft.orgId, draft.id)).find((each) => each.section === section)
  return readSection(section, saved?.content ?? {}).places.find(({ key }) => key === place)?.name ?? null
}

/** Answers a comment. One that was resolved is open again: somebody has something to say to it. */
export async function answerComment(
  given: Given,
  { draftId, commentId, body }: { draftId: string; commentId: string; body: string },
): Promise<Commented> {
  const wrong = wrongBody(body)
  if (wrong !== null) return { ok: false, reason: wrong }
  const { db, actor, now } = given
  return inTransaction(db, async (tx): Promise<Commented> => {
    const draft = await holdDraft(tx, given, draftId)
    const about = draft === null ? undefined : await findComment(tx, draft, commentId)
    if (draft === null || about === undefined) return { ok: false, reason: 'unknown' }
    const { section, place, placeName } = about
    const answer = { section, place, placeName, answerTo: about.id, body: tidy(body), writtenBy: actor.personId }
    const id = await insertComment(tx, { orgId: draft.orgId, draftId: draft.id, ...answer }, now)
    if (about.resolved !== null) await writeResolved(tx, { orgId: draft.orgId, id: about.id, by: null }, now)
    return { ok: true, id }
  })
}

/** Says that a comment is dealt with, or opens it again. Any author may: what was said stays readable. */
export async function resolveComment(
  given: Given,
  { draftId, commentId, resolved }: { draftId: string; commentId: string; resolved: boolean },
): Promise<{ ok: true } | { ok: false; reason: 'unknown' }> {
  const { db, actor, now } = given
  return inTransaction(db, async (tx) => {
    const draft = await holdDraft(tx, given, draftId)
    if (draft === null || (await findComment(tx, draft, commentId)) === undefined)
      return { ok: false, reason: 'unknown' } as const
    await writeResolved(tx, { orgId: draft.orgId, id: commentId, by: resolved ? actor.personId : null }, now)
    return { ok: true } as const
  })
}

const findComment = async (tx: Tx, { orgId, id }: Draft, commentId: string) =>
  (await listComments(tx, orgId, id)).find((comment) => comment.id === commentId)

function wrongBody(body: string): 'body_missing' | 'body_long' | null {
  const words = tidy(body)
  return words === '' ? 'body_missing' : words.length > LONGEST_COMMENT ? 'body_long' : null
}
