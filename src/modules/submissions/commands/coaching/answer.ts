import { getVersion } from '../../../catalogue/queries/versions.ts'
import { inTransaction, type Tx } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { can } from '../../policy.ts'
import { listComments, putComment } from '../../queries/coaching/comments.ts'
import { endRequest, findRequest, holdRequest, type CoachingRequest } from '../../queries/coaching/requests.ts'
import { aboutKey, isOpen, LONGEST_COMMENT } from '../../rules/coaching/coaching.ts'
import { promptsOf } from '../../rules/work.ts'
import type { Given } from '../draft.ts'

/** unknown: nothing was asked of this person. over: it is answered, taken back, handed in or put away. */
type NotOpen = { ok: false; reason: 'unknown' | 'over' }

async function loadOpen(
  tx: Tx,
  { actor }: Given,
  requestId: string,
): Promise<{ ok: true; request: CoachingRequest } | NotOpen> {
  await holdRequest(tx, requestId)
  const request = await findRequest(tx, requestId)
  if (request === null || request.coachId !== actor.personId) return { ok: false, reason: 'unknown' }
  if (!isOpen(request) || !can(actor, { action: 'read as a coach', subject: request }))
    return { ok: false, reason: 'over' }
  return { ok: true, request }
}

/** tooLong: the places whose text was not kept. */
export type Saved = { ok: true; tooLong: string[] } | NotOpen

/** Keeps what a coach writes, by what it is about; the educator sees none of it before it is sent. */
export async function saveComments(
  given: Given,
  { requestId, comments }: { requestId: string; comments: ReadonlyMap<string, string> },
): Promise<Saved> {
  return inTransaction(given.db, async (tx): Promise<Saved> => {
    const open = await loadOpen(tx, given, requestId)
    if (!open.ok) return open
    const { orgId } = open.request
    const known = await placesOf(tx, open.request)
    const tooLong: string[] = []
    for (const [about, text] of comments) {
      const body = text.replaceAll('\r\n', '\n').trim()
      if (!known.has(about)) continue
      if (body.length > LONGEST_COMMENT) tooLong.push(about)
      else await putComment(tx, { orgId, requestId, about }, body, given.now)
    }
    return { ok: true, tooLong }
  })
}

/** What of a draft something may be said about. */
async function placesOf(tx: Tx, { publisherId, versionId }: CoachingRequest): Promise<Set<string>> {
  const { content } = await getVersion(tx, publisherId, versionId)
  return new Set([
    aboutKey(null),
    ...promptsOf(content).map(({ id }) => aboutKey({ kind: 'prompt', id })),
    ...content.rubric.criteria.map(({ id }) => aboutKey({ kind: 'criterion', id })),
  ])
}

/** silent: nothing is written yet. */
export type Sent = { ok: true } | NotOpen | { ok: false; reason: 'silent' }

/** Sends what is written to the educator; that ends it, and the coach reads the draft no more. */
export async function sendComments(given: Given, { requestId }: { requestId: string }): Promise<Sent> {
  const { actor, now } = given
  return inTransaction(given.db, async (tx): Promise<Sent> => {
    const open = await loadOpen(tx, given, requestId)
    if (!open.ok) return open
    const { orgId } = open.request
    if ((await listComments(tx, orgId, [requestId])).length === 0) return { ok: false, reason: 'silent' }
    if (!(await endRequest(tx, { orgId, id: requestId, to: 'answered', now }))) return { ok: false, reason: 'over' }
    await recordEvent(
      tx,
      { type: 'coaching.answered', orgId, subjectId: requestId, actorId: actor.personId, payload: {} },
      now,
    )
    return { ok: true }
  })
}
