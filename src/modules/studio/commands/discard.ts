import { inTransaction } from '../../../platform/database/database.ts'
import { can } from '../policy.ts'
import { closeDraft, lockDraft, reopenDraft } from '../queries/writing.ts'
import type { Given } from './drafting.ts'

/** How long the library offers to bring a discarded draft back. */
export const BRING_BACK_DAYS = 30

export type Discarded = { ok: true } | { ok: false; reason: 'unknown' }

/** Takes a draft out of the studio. Nothing that was published changes, and it can be brought back. */
export async function discardDraft({ db, actor, publisherId, now }: Given, draftId: string): Promise<Discarded> {
  if (!can(actor, { action: 'write', subject: { publisherId } })) return { ok: false, reason: 'unknown' }
  return inTransaction(db, async (tx): Promise<Discarded> => {
    if ((await lockDraft(tx, publisherId, draftId)) === null) return { ok: false, reason: 'unknown' }
    await closeDraft(tx, publisherId, draftId, { how: 'discarded', by: actor.personId, now })
    return { ok: true }
  })
}

/** in_the_way: it is not discarded, or somebody has begun another draft of the same thing meanwhile. */
export type BroughtBack = { ok: true } | { ok: false; reason: 'in_the_way' }

export async function bringBackDraft({ db, actor, publisherId }: Given, draftId: string): Promise<BroughtBack> {
  if (!can(actor, { action: 'write', subject: { publisherId } })) return { ok: false, reason: 'in_the_way' }
  const back = await inTransaction(db, (tx) => reopenDraft(tx, publisherId, draftId))
  return back ? { ok: true } : { ok: false, reason: 'in_the_way' }
}
