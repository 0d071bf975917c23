import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database/database.ts'
import { tablesOf, type ThingKind } from './history.ts'

type Which = { publisherId: string; kind: ThingKind; thingId: string }

/**
 * Says that a thing is retired: nobody begins it any more. Its versions stay, for who is under way and for whoever checks
 * a credential. False when it is retired already.
 */
export async function retireThing(
  tx: Tx,
  { publisherId, kind, thingId }: Which,
  because: string,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update ${tablesOf(kind).thing} set retired_at = ${now}, retired_because = ${because}
    where org_id = ${publisherId} and id = ${thingId} and retired_at is null`.execute(tx)
  return numAffectedRows === 1n
}

/** Takes a retired thing up again as it was. False when it is not retired. */
export async function takeUpThing(tx: Tx, { publisherId, kind, thingId }: Which): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update ${tablesOf(kind).thing} set retired_at = null, retired_because = null
    where org_id = ${publisherId} and id = ${thingId} and retired_at is not null`.execute(tx)
  return numAffectedRows === 1n
}
