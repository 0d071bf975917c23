import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { enqueue } from '../../../../platform/events/jobs.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { can } from '../../policy.ts'
import { beginRun } from '../../queries/bulk/run.ts'

/** unknown: no such file, or not theirs; changed: it is running or done already, or has nothing to award */
export type Started = { ok: true } | { ok: false; reason: 'unknown' | 'changed' }

/** Lets a checked file be recorded. The work is a job's; it is queued in the transaction that says so. */
export async function startBulk(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  { orgId, bulkId }: { orgId: string; bulkId: string },
): Promise<Started> {
  if (!can(actor, { action: 'award in bulk', subject: { issuerId: orgId } })) return { ok: false, reason: 'unknown' }
  return inTransaction(db, async (tx): Promise<Started> => {
    if (!(await beginRun(tx, orgId, bulkId, now))) return { ok: false, reason: 'changed' }
    await recordEvent(tx, { type: 'bulk.started', orgId, subjectId: bulkId, actorId: actor.personId, payload: {} }, now)
    await enqueue(tx, 'credentials.run-bulk', { orgId, bulkId })
    return { ok: true }
  })
}
