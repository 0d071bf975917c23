import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import {
  findResponse,
  keepConflict,
  listConflicts,
  settleConflicts,
  writeResponse,
  writeSelfAssessment,
} from '../queries/responses.ts'
import { findPrompt, openPrompts } from '../rules/work.ts'
import { loadOwnDraft, type Given } from './draft.ts'

export const LONGEST_RESPONSE = 200_000

export type Saved =
  | { ok: true; revision: number; savedAt: Date }
  /** Another tab or device saved another text first: that one stands, and the one sent now is kept beside it. */
  | { ok: false; reason: 'newer_elsewhere'; conflictId: string; revision: number; body: string; savedAt: Date }
  /** unknown: no such pursuit or prompt; closed: it was submitted; locked: its criteria are met; too_long: over 200,000 characters. */
  | { ok: false; reason: 'unknown' | 'closed' | 'locked' | 'too_long' }

export type ResponseInput = {
  pursuitId: string
  promptId: string
  body: string
  /** The revision the text was made from; 0 when there was none. */
  baseRevision: number
  /** The conflict that this text is the answer to. */
  settles?: string | undefined
}

/** Saves what is written under a prompt. What stands there already is not saved again, so other tabs are not disturbed. */
export async function saveResponse({ db, actor, now }: Given, input: ResponseInput): Promise<Saved> {
  const body = input.body.replaceAll('\r\n', '\n').replaceAll('\0', '')
  if (body.length > LONGEST_RESPONSE) return { ok: false, reason: 'too_long' }
  return inTransaction(db, async (tx): Promise<Saved> => {
    const own = await loadOwnDraft(tx, actor, input.pursuitId)
    if (!own.ok) return own
    const { attempt, version } = own
    if (findPrompt(version.content, input.promptId) === null) return { ok: false, reason: 'unknown' }
    if (!openPrompts(version.content, attempt.openCriteria).has(input.promptId)) return { ok: false, reason: 'locked' }
    const place = { orgId: attempt.orgId, submissionId: attempt.id, promptId: input.promptId }
    return write(tx, place, { body, base: input.baseRevision, settles: input.settles, now })
  })
}

type Place = { orgId: string; submissionId: string; promptId: string }

async function write(
  tx: Tx,
  place: Place,
  { body, base, settles, now }: { body: string; base: number; settles: string | undefined; now: Date },
): Promise<Saved> {
  const current = await findResponse(tx, place)
  if (body === (current?.body ?? '')) {
    await settle(tx, place, body, settles, now)
    return { ok: true, revision: current?.revision ?? 0, savedAt: current?.savedAt ?? now }
  }
  const revision = await writeResponse(tx, place, { body, base, now })
  if (revision !== null) {
    await settle(tx, place, body, settles, now)
    return { ok: true, revision, savedAt: now }
  }
  const newer = await findResponse(tx, place)
  if (newer === null) return write(tx, place, { body, base: 0, settles, now })
  if (newer.body === body) return { ok: true, revision: newer.revision, savedAt: newer.savedAt }
  const conflictId = await keepConflict(tx, place, { body, base, now, settled: false })
  return {
    ok: false,
    reason: 'newer_elsewhere',
    conflictId,
    revision: newer.revision,
    body: newer.body,
    savedAt: newer.savedAt,
  }
}

/** A text that is saved waits no longer, and neither does the one that its writer chose against. */
async function settle(tx: Tx, place: Place, body: string, chosen: string | undefined, now: Date): Promise<void> {
  const waiting = (await listConflicts(tx, place.orgId, place.submissionId)).filter(
    ({ promptId }) => promptId === place.promptId,
  )
  const done = waiting.filter((conflict) => conflict.body === body || conflict.id === chosen)
  await settleConflicts(
    tx,
    place.orgId,
    done.map(({ id }) => id),
    now,
  )
}

export type Settled = { ok: true } | { ok: false; reason: 'unknown' | 'closed' }

/**
 * Chooses between a text that was kept and the one that stands. The text not chosen stays in the table of conflicts,
 * marked as settled.
 */
export async function settleConflict(
  { db, actor, now }: Given,
  { pursuitId, conflictId, keep }: { pursuitId: string; conflictId: string; keep: 'kept' | 'current' },
): Promise<Settled> {
  return inTransaction(db, async (tx): Promise<Settled> => {
    const own = await loadOwnDraft(tx, actor, pursuitId)
    if (!own.ok) return own
    const { orgId, id: submissionId } = own.attempt
    const conflict = (await listConflicts(tx, orgId, submissionId)).find(({ id }) => id === conflictId)
    if (conflict === undefined) return { ok: false, reason: 'unknown' }
    const place = { orgId, submissionId, promptId: conflict.promptId }
    const current = await findResponse(tx, place)
    if (keep === 'kept' && current !== null && current.body !== conflict.body) {
      await keepConflict(tx, place, { body: current.body, base: current.revision, now, settled: true })
      await writeResponse(tx, place, { body: conflict.body, base: current.revision, now })
    }
    await settleConflicts(tx, orgId, [conflictId], now)
    return { ok: true }
  })
}

export type Assessed = { ok: true } | { ok: false; reason: 'unknown' | 'closed' }

/** Keeps the level an educator thinks their work is at, for their own eyes; levelId null takes it back. */
export async function saveSelfAssessment(
  { db, actor, now }: Given,
  { pursuitId, criterionId, levelId }: { pursuitId: string; criterionId: string; levelId: string | null },
): Promise<Assessed> {
  return inTransaction(db, async (tx): Promise<Assessed> => {
    const own = await loadOwnDraft(tx, actor, pursuitId)
    if (!own.ok) return own
    const { criteria, levels } = own.version.content.rubric
    const known =
      criteria.some(({ id }) => id === criterionId) && (levelId === null || levels.some(({ id }) => id === levelId))
    if (!known) return { ok: false, reason: 'unknown' }
    await writeSelfAssessment(tx, { orgId: own.attempt.orgId, submissionId: own.attempt.id, criterionId, levelId, now })
    return { ok: true }
  })
}
