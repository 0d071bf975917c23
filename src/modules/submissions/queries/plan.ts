import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'

/**
 * Whose plan it is, and the district in which they work now: what is written begins there. It is found by the person
 * alone, so that a plan stays with an educator who moves to another district.
 */
type Owner = { orgId: string; personId: string }

export type PlanItem = {
  id: string
  microCredentialId: string
  slug: string
  position: number
  /** A calendar day, `2026-11-26`. */
  targetDate: string | null
  why: string
}

export async function findGoal(db: Db, { personId }: Owner): Promise<string> {
  const row = await db
    .selectFrom('plan')
    .select('goal')
    .where('person_id', '=', personId)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.goal ?? ''
}

export async function writeGoal(tx: Tx, { orgId, personId }: Owner, goal: string, now: Date): Promise<void> {
  await tx
    .insertInto('plan')
    .values({ org_id: orgId, person_id: personId, goal, updated_at: now })
    .onConflict((oc) => oc.columns(['org_id', 'person_id']).doUpdateSet({ goal, updated_at: now }))
    .execute()
}

/** What an educator chose, in their order. */
export const listPlan = (db: Db, { personId }: Owner): Promise<PlanItem[]> =>
  db
    .selectFrom('plan_item')
    .innerJoin('micro_credential', 'micro_credential.id', 'plan_item.micro_credential_id')
    .select([
      'plan_item.id',
      'plan_item.micro_credential_id as microCredentialId',
      'micro_credential.slug',
      'plan_item.position',
      'plan_item.target_date as targetDate',
      'plan_item.why',
    ])
    .where('plan_item.person_id', '=', personId)
    .orderBy('plan_item.position')
    .orderBy('plan_item.id')
    .execute()

/** Puts a micro-credential at the end of the plan; one that is there already stays where it is. Returns whether it is new. */
export async function insertPlanItem(
  tx: Tx,
  { orgId, personId }: Owner,
  microCredentialId: string,
  now: Date,
): Promise<boolean> {
  const items = await listPlan(tx, { orgId, personId })
  if (items.some((item) => item.microCredentialId === microCredentialId)) return false
  const made = await tx
    .insertInto('plan_item')
    .values({
      org_id: orgId,
      id: newId(),
      person_id: personId,
      micro_credential_id: microCredentialId,
      position: (items.at(-1)?.position ?? 0) + 1,
      created_at: now,
    })
    .onConflict((oc) => oc.columns(['org_id', 'person_id', 'micro_credential_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** Returns false when the plan of this person holds no such item. */
export async function updatePlanItem(
  tx: Tx,
  { personId }: Owner,
  id: string,
  change: { targetDate: string | null; why: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('plan_item')
    .set({ target_date: change.targetDate, why: change.why })
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Numbers the items of a plan from 1 in the given order. */
export async function writeOrder(tx: Tx, { personId }: Owner, ids: readonly string[]): Promise<void> {
  for (const [place, id] of ids.entries())
    await tx
      .updateTable('plan_item')
      .set({ position: place + 1 })
      .where('person_id', '=', personId)
      .where('id', '=', id)
      .execute()
}

export async function deletePlanItem(tx: Tx, { personId }: Owner, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('plan_item')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
