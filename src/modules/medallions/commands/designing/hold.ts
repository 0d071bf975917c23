import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction, type Db, type Tx } from '../../../../platform/database/database.ts'
import { isId } from '../../../../platform/database/ids.ts'
import { can } from '../../policy.ts'
import { findDraft, type MedallionDraft } from '../../queries/drafts.ts'
import { lockDraft } from '../../queries/designing/writing.ts'

/** Who does something, when, and where it is kept. */
export type Given = { db: Db; actor: Actor; now: Date }

/**
 * Works on an open draft that is held until all is done; `unknown` where there is none, or the actor may not design for
 * its organisation.
 */
export function onDraft<T>(
  { db, actor }: Given,
  draftId: string,
  work: (tx: Tx, draft: MedallionDraft) => Promise<T>,
): Promise<T | { ok: false; reason: 'unknown' }> {
  return inTransaction(db, async (tx) => {
    const held = isId(draftId) && (await lockDraft(tx, draftId))
    const draft = held ? await findDraft(tx, draftId) : null
    return draft === null || !can(actor, 'design', draft.organisation)
      ? { ok: false, reason: 'unknown' }
      : work(tx, draft)
  })
}
