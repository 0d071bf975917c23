import { findMicroCredential } from '../../catalogue/queries/versions.ts'
import { workplace } from '../../people/rules.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { deletePlanItem, insertPlanItem, listPlan, updatePlanItem, writeGoal, writeOrder } from '../queries/plan.ts'
import type { Given } from './draft.ts'

/** not_an_educator: no educator's role is held; unknown: no such item or micro-credential; bad_date: not a calendar day. */
export type Planned = { ok: true } | { ok: false; reason: 'not_an_educator' | 'unknown' | 'bad_date' }

type Owner = { orgId: string; personId: string }

const LONGEST_GOAL = 2000
const LONGEST_WHY = 500
const words = (text: string, most: number): string =>
  text.replaceAll('\r\n', '\n').replaceAll('\0', '').trim().slice(0, most)

/** Runs a change of one's own plan; what is new in it begins in the district of the first educator's role. */
async function change({ db, actor }: Given, work: (tx: Tx, owner: Owner) => Promise<boolean>): Promise<Planned> {
  const place = workplace(actor)
  if (place === null) return { ok: false, reason: 'not_an_educator' }
  const owner = { orgId: place.orgId, personId: actor.personId }
  return (await inTransaction(db, (tx) => work(tx, owner))) ? { ok: true } : { ok: false, reason: 'unknown' }
}

export const setGoal = (given: Given, goal: string): Promise<Planned> =>
  change(given, async (tx, owner) => {
    await writeGoal(tx, owner, words(goal, LONGEST_GOAL), given.now)
    return true
  })

/**
 * Puts a micro-credential, or one that is still an outline, at the end; one that is planned already stays where it is. A
 * retired one cannot be found, and is not planned anew.
 */
export const addToPlan = (given: Given, slug: string): Promise<Planned> =>
  change(given, async (tx, owner) => {
    const found = await findMicroCredential(tx, slug)
    if (found === null || found.state === 'retired') return false
    await insertPlanItem(tx, owner, found.id, given.now)
    return true
  })

/** targetDate is a calendar day, `2026-11-26`, or '' for none. */
export async function changePlanItem(
  given: Given,
  { id, targetDate, why }: { id: string; targetDate: string; why: string },
): Promise<Planned> {
  if (targetDate !== '' && !isDay(targetDate)) return { ok: false, reason: 'bad_date' }
  const target = targetDate === '' ? null : targetDate
  return change(given, (tx, owner) =>
    updatePlanItem(tx, owner, id, { targetDate: target, why: words(why, LONGEST_WHY) }),
  )
}

function isDay(text: string): boolean {
  const moment = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
}

/** Exchanges an item with its neighbour; at the end of the plan nothing moves. */
export const movePlanItem = (
  given: Given,
  { id, direction }: { id: string; direction: 'up' | 'down' },
): Promise<Planned> =>
  change(given, async (tx, owner) => {
    const ids = (await listPlan(tx, owner)).map((item) => item.id)
    const from = ids.indexOf(id)
    if (from === -1) return false
    const to = direction === 'up' ? from - 1 : from + 1
    const other = ids[to]
    if (other === undefined) return true
    await writeOrder(tx, owner, ids.with(from, other).with(to, id))
    return true
  })

export const removeFromPlan = (given: Given, id: string): Promise<Planned> =>
  change(given, (tx, owner) => deletePlanItem(tx, owner, id))
