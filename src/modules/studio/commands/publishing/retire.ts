import { lockCatalogue, reviseCatalogue } from '../../../catalogue/queries/import.ts'
import { retireThing, takeUpThing } from '../../../catalogue/queries/publishing/retire.ts'
import { findThing } from '../../../catalogue/queries/things.ts'
import { inTransaction } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { can } from '../../policy.ts'
import type { DraftKind } from '../../rules/sections.ts'
import type { Given } from '../drafting.ts'
import { tidy } from '../review/review.ts'

const LONGEST_REASON = 500

type Which = { kind: DraftKind; slug: string }

export type Retired =
  | { ok: true }
  /** unknown: no such thing, or not theirs; reason_missing and reason_long: the field `because`; changed: somebody was quicker */
  | { ok: false; reason: 'unknown' | 'reason_missing' | 'reason_long' | 'changed' }

/** Retires a thing, with the reason that its public page will show. Who is at work may finish; who earned it keeps it. */
export async function retire(
  { db, actor, publisherId, now }: Given,
  { kind, slug }: Which,
  reason: string,
): Promise<Retired> {
  if (!can(actor, { action: 'publish', subject: { publisherId } })) return { ok: false, reason: 'unknown' }
  const because = tidy(reason)
  if (because === '') return { ok: false, reason: 'reason_missing' }
  if (because.length > LONGEST_REASON) return { ok: false, reason: 'reason_long' }
  return inTransaction(db, async (tx): Promise<Retired> => {
    await lockCatalogue(tx, publisherId, now)
    const thing = await findThing(tx, publisherId, kind, slug)
    if (thing === null || thing.state === 'outline') return { ok: false, reason: 'unknown' }
    if (!(await retireThing(tx, { publisherId, kind, thingId: thing.id }, because, now)))
      return { ok: false, reason: 'changed' }
    await reviseCatalogue(tx, publisherId, now)
    await recordEvent(
      tx,
      {
        type: 'catalogue.retired',
        orgId: publisherId,
        subjectId: thing.id,
        actorId: actor.personId,
        payload: { kind },
      },
      now,
    )
    return { ok: true }
  })
}

/** Takes a retired thing up again, as it was. */
export async function takeUpAgain(
  { db, actor, publisherId, now }: Given,
  { kind, slug }: Which,
): Promise<{ ok: true } | { ok: false; reason: 'unknown' | 'changed' }> {
  if (!can(actor, { action: 'publish', subject: { publisherId } })) return { ok: false, reason: 'unknown' }
  return inTransaction(db, async (tx) => {
    await lockCatalogue(tx, publisherId, now)
    const thing = await findThing(tx, publisherId, kind, slug)
    if (thing === null) return { ok: false, reason: 'unknown' } as const
    if (!(await takeUpThing(tx, { publisherId, kind, thingId: thing.id })))
      return { ok: false, reason: 'changed' } as const
    await reviseCatalogue(tx, publisherId, now)
    await recordEvent(
      tx,
      {
        type: 'catalogue.taken_up',
        orgId: publisherId,
        subjectId: thing.id,
        actorId: actor.personId,
        payload: { kind },
      },
      now,
    )
    return { ok: true } as const
  })
}
