import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction, type Tx } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import type { World } from '../../../../platform/world.ts'
import { can } from '../../policy.ts'
import { findIssuerPath } from '../../queries/issuers.ts'
import { findKey, lockKeys, updateKeyState, type IssuerKey } from '../../queries/keys.ts'
import { nextKeyState, type KeyAction } from '../../rules/keys/issuer-key.ts'
import { canSign, makeKey } from './signing.ts'

export type KeyChanged =
  | { ok: true }
  /** unknown: no such key, or not theirs to keep; changed: somebody was quicker; unreadable: another master key encrypted it */
  | { ok: false; reason: 'unknown' | 'changed' | 'unreadable' }

type Given = Pick<World, 'db' | 'config'> & { actor: Actor; now: Date }

/**
 * Replaces the key that signs by a new one (rotate) or by an earlier one (restore), or deletes the private half of a
 * replaced key for good (retire). Only the registrar of its issuer may. `keyId` is the key that the registrar saw in that
 * state: of two who press at once the second is told that it changed. Waits for every credential that is being signed.
 */
export async function changeKey(
  { db, config, actor, now }: Given,
  { orgId, keyId, action }: { orgId: string; keyId: string; action: KeyAction },
): Promise<KeyChanged> {
  const issuerPath = await findIssuerPath(db, orgId)
  if (!can(actor, { action: 'keep keys', subject: { issuerPath } })) return { ok: false, reason: 'unknown' }
  return inTransaction(db, async (tx): Promise<KeyChanged> => {
    const found = await findKey(tx, orgId, keyId)
    if (found === null) return { ok: false, reason: 'unknown' }
    const { algorithm } = found
    const keys = await lockKeys(tx, orgId, algorithm)
    const key = keys.find(({ id }) => id === keyId) ?? found
    const active = keys.find(({ state }) => state === 'active')
    if (nextKeyState(key.state, action) === null || active === undefined) return { ok: false, reason: 'changed' }
    switch (action) {
      case 'retire':
        await updateKeyState(tx, { orgId, id: key.id, state: 'retired', now })
        await recordEvent(
          tx,
          { type: 'issuer_key.retired', orgId, subjectId: key.id, actorId: actor.personId, payload: {} },
          now,
        )
        return { ok: true }
      case 'restore':
        if (!canSign(key, config.masterKey)) return { ok: false, reason: 'unreadable' }
        await replace(tx, active, actor, now, async () => {
          await updateKeyState(tx, { orgId, id: key.id, state: 'active', now })
          return key.id
        })
        return { ok: true }
      case 'rotate':
        await replace(tx, active, actor, now, () => makeKey(tx, { orgId, algorithm, masterKey: config.masterKey, now }))
        return { ok: true }
    }
  })
}

/** The old key gives way first: an issuer never has two keys of one algorithm that sign. */
async function replace(
  tx: Tx,
  { orgId, id }: IssuerKey,
  actor: Actor,
  now: Date,
  takeUp: () => Promise<string | null>,
): Promise<void> {
  await updateKeyState(tx, { orgId, id, state: 'replaced', now })
  const next = await takeUp()
  if (next === null) throw new Error(`The key ${id} gave way, and another one signs that nobody asked for.`)
  await recordEvent(
    tx,
    { type: 'issuer_key.rotated', orgId, subjectId: id, actorId: actor.personId, payload: { replacedBy: next } },
    now,
  )
}
