import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import type { World } from '../../../platform/world.ts'
import { can } from '../policy.ts'
import {
  findAward,
  findListedAward,
  holdAwardsOf,
  listAwardsFrom,
  updateAwardState,
  type Award,
} from '../queries/awards.ts'
import { findIssuerPath } from '../queries/issuers.ts'
import { listMedallionsOn } from '../queries/medallions/earned.ts'
import { markCredential } from '../queries/status.ts'
import { LONGEST_REASON, nextState, type AwardAction } from '../rules/award.ts'
import { collectionOf, completeCollections } from './award.ts'

export type Changed =
  | { ok: true }
  /** unknown: no such award, or not theirs to change; reason_missing and reason_long: the field `reason`; changed: somebody was quicker */
  | { ok: false; reason: 'unknown' | 'reason_missing' | 'reason_long' | 'changed' }

const EVENT = { revoke: 'award.revoked', suspend: 'award.suspended', reinstate: 'award.reinstated' } as const

/**
 * Revokes, suspends or reinstates an award, with the reason that its page will show. Only a registrar of
 * its issuer may. Revoking suspends the collections built on it, until the registrar has decided about each.
 */
export async function changeAward(
  { db, actor, now }: { db: Db; actor: Actor; now: Date },
  input: { orgId: string; awardId: string; action: AwardAction; reason: string },
): Promise<Changed> {
  const { orgId, awardId, action } = input
  const issuerPath = await findIssuerPath(db, orgId)
  if (!can(actor, { action: 'change an award', subject: { issuerPath } })) return { ok: false, reason: 'unknown' }
  const reason = input.reason.trim()
  if (reason === '') return { ok: false, reason: 'reason_missing' }
  if (reason.length > LONGEST_REASON) return { ok: false, reason: 'reason_long' }
  return inTransaction(db, async (tx): Promise<Changed> => {
    const found = await findAward(tx, orgId, awardId)
    if (found === null) return { ok: false, reason: 'unknown' }
    await holdAwardsOf(tx, found.personId)
    const award = (await findAward(tx, orgId, awardId, true)) ?? found
    const state = nextState(award.state, action)
    if (state === null) return { ok: false, reason: 'changed' }
    await updateAwardState(tx, { orgId, id: awardId, state, reason: state === 'active' ? null : reason, now })
    await markCredential(tx, { orgId, awardId, state, now })
    await recordEvent(
      tx,
      { type: EVENT[action], orgId, subjectId: awardId, actorId: actor.personId, payload: { reason } },
      now,
    )
    if (action === 'reinstate') await completeCollections(tx, orgId, awardId, now)
    return { ok: true }
  })
}

export const revokeAward = (
  given: Parameters<typeof changeAward>[0],
  input: { orgId: string; awardId: string; reason: string },
): Promise<Changed> => changeAward(given, { ...input, action: 'revoke' })

/**
 * Suspends what is in force and built on a revoked award. A medallion is suspended too when the award is only suspended:
 * its issuer is another one, and must not vouch for what the issuer of the award does not vouch for. Safe to run twice,
 * and after a reinstatement.
 */
export async function suspendCollections(
  { db, now }: Pick<World, 'db' | 'now'>,
  { orgId, awardId }: { orgId: string; awardId: string },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const award = await findAward(tx, orgId, awardId)
    if (award === null) throw new Error(`The issuer ${orgId} made no award ${awardId}.`)
    await holdAwardsOf(tx, award.personId)
    const listed = await findListedAward(tx, orgId, awardId)
    if (listed === null || listed.state === 'active') return
    const reason = `${listed.title}, which it is built on, was ${listed.state}.`
    for (const { orgId: issuerId, id, kind, state } of await builtOn(tx, award)) {
      if (state !== 'active' || (listed.state === 'suspended' && kind !== 'medallion')) continue
      const at = now()
      await findAward(tx, issuerId, id, true)
      await updateAwardState(tx, { orgId: issuerId, id, state: 'suspended', reason, now: at })
      await markCredential(tx, { orgId: issuerId, awardId: id, state: 'suspended', now: at })
      await recordEvent(
        tx,
        { type: 'award.suspended', orgId: issuerId, subjectId: id, actorId: null, payload: { reason } },
        at,
      )
    }
  })
}

/** The stack and the badge of the same person that count on an award, and the medallions that were earned with it. */
export async function builtOn(tx: Db, award: Award): Promise<Award[]> {
  const all = await listAwardsFrom(tx, award.orgId, award.personId)
  const medallions = await listMedallionsOn(tx, award)
  const found: Award[] = (await Promise.all(medallions.map(({ orgId, id }) => findAward(tx, orgId, id)))).filter(
    (built) => built !== null,
  )
  for (let below: Award | undefined = award; below !== undefined;) {
    const next: { kind: 'stack' | 'badge'; id: string } | null = await collectionOf(tx, below)
    if (next === null) break
    const built: Award | undefined = all.find(
      ({ kind, achievementId }) => kind === next.kind && achievementId === next.id,
    )
    if (built !== undefined) found.push(built)
    below = built ?? { ...below, kind: next.kind, achievementId: next.id }
  }
  return found
}
