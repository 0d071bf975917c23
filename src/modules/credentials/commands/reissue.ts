import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { World } from '../../../platform/world.ts'
import { can } from '../policy.ts'
import { findNewestVersion } from '../queries/achievements.ts'
import { findAward, holdAwardsOf, updateAwardVersion, type Award } from '../queries/awards.ts'
import { findCredential, findCredentialOf, type IssuedCredential } from '../queries/credentials.ts'
import { findIssuerPath, getIssuer } from '../queries/issuers.ts'
import { supersede } from '../queries/lifecycle.ts'
import { writeComponents } from '../queries/medallions/earned.ts'
import { withdrawCredential } from '../queries/status.ts'
import { issuerDid } from '../rules/didweb.ts'
import { openBadgeSchema } from '../rules/form/schema.ts'
import type { ReissueCause } from '../rules/issuing/reissue.ts'
import { writeCredential } from './issue.ts'
import { saysOtherwise } from './issuing/holder.ts'
import { standsOn } from './issuing/stands-on.ts'
import { signingKey } from './keys/signing.ts'

export type Reissued =
  | { ok: true; credentialId: string }
  /**
   * unknown: no such credential, or not theirs to replace; withdrawn: the award is not in force; changed: somebody was
   * quicker, or another version than the one confirmed is the newest; same: the new one would say what the old one says;
   * unmet: what was reached does not meet the corrected version
   */
  | { ok: false; reason: 'unknown' | 'withdrawn' | 'changed' | 'same' | 'unmet' }

type Given = Pick<World, 'db' | 'config' | 'now'> & { actor: Actor }
const refuse = (reason: Exclude<Reissued, { ok: true }>['reason']): Reissued => ({ ok: false, reason })

/**
 * Replaces a credential by a new one of the same award, signed today: after a change of name or address, for a
 * corrected version of what was earned (`version` is its number, as it was confirmed), or because the old key is not
 * trusted any more. The registrar of the issuer may, and for their own name or address the person who holds it. The old
 * one is withdrawn and names the new one; the award stays what it is. Of two who press at once, one replaces.
 */
export async function reissueCredential(
  { db, config, actor, now }: Given,
  { credentialId, because, version = null }: { credentialId: string; because: ReissueCause; version?: number | null },
): Promise<Reissued> {
  return inTransaction(db, async (tx): Promise<Reissued> => {
    const given = { db: tx, config, now }
    const old = await findCredential(tx, credentialId)
    const known = old && (await findAward(tx, old.orgId, old.awardId))
    const issuerPath = known === null ? [] : await findIssuerPath(tx, known.orgId)
    if (old === null || known === null || !mayReissue(actor, known, issuerPath, because)) return refuse('unknown')
    await holdAwardsOf(tx, known.personId)
    const award = (await findAward(tx, old.orgId, old.awardId, true)) ?? known
    if ((await findCredentialOf(tx, award.orgId, award.id))?.id !== credentialId) return refuse('changed')
    if (award.state !== 'active') return refuse('withdrawn')
    const prepared = await prepare(given, { award, old, because, version })
    if (!prepared.ok) return prepared

    const { orgId } = award
    const next = newId()
    const at = now()
    await supersede(tx, { orgId, id: credentialId, by: next, because, now: at })
    await withdrawCredential(tx, orgId, credentialId, at)
    await writeCredential(given, prepared.award, next)
    const byHolder = actor.personId === award.personId
    const payload = { awardId: award.id, replaces: credentialId, because, byHolder }
    await recordEvent(tx, { type: 'credential.reissued', orgId, subjectId: next, actorId: actor.personId, payload }, at)
    return { ok: true, credentialId: next }
  })
}

const mayReissue = (actor: Actor, award: Award, issuerPath: readonly string[], because: ReissueCause): boolean =>
  can(actor, { action: 'change an award', subject: { issuerPath } }) ||
  (because === 'holder' && can(actor, { action: 'keep credentials', subject: { personId: award.personId } }))

type Asked = { award: Award; old: IssuedCredential; because: ReissueCause; version: number | null }

/** The award that the new credential speaks of, where there is something new to say. */
async function prepare(
  { db: tx, config, now }: Omit<Given, 'actor'> & { db: Tx },
  { award, old, because, version }: Asked,
): Promise<{ ok: true; award: Award } | Exclude<Reissued, { ok: true }>> {
  const refused = (reason: 'changed' | 'same' | 'unmet') => ({ ok: false, reason }) as const
  const { orgId } = award
  if (because === 'holder') {
    const says = openBadgeSchema.parse(JSON.parse(old.document))
    return (await saysOtherwise(tx, award.personId, says)) ? { ok: true, award } : refused('same')
  }
  if (because === 'key') {
    const did = issuerDid(config.publicUrl, (await getIssuer(tx, orgId)).slug)
    const { id } = await signingKey(tx, { orgId, did }, config.masterKey, now())
    return id === old.keyId ? refused('same') : { ok: true, award }
  }
  const newest = await findNewestVersion(tx, orgId, award.kind, award.achievementId)
  if (newest === null || newest.id === award.versionId) return refused('same')
  if (newest.number !== version) return refused('changed')
  const standing = await standsOn(tx, award, newest)
  if (standing === null) return refused('unmet')
  const { hours, components } = standing
  await updateAwardVersion(tx, orgId, award.id, { versionId: newest.id, hours })
  if (components.length > 0) await writeComponents(tx, award, components)
  return { ok: true, award: { ...award, versionId: newest.id, hours } }
}
