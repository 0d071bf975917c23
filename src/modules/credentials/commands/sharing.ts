import { listEvidence, type Evidence } from '../../submissions/queries/evidence.ts'
import type { Actor } from '../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { can } from '../policy.ts'
import { findAward, type Award } from '../queries/awards.ts'
import { findCredential } from '../queries/credentials.ts'
import { findSharing, writeSharing } from '../queries/sharing.ts'

type Given = { db: Db; actor: Actor; now: Date }

/**
 * unknown: no such credential of this person; not_in_force: it was suspended or revoked, so there is nothing to show;
 * not_own_evidence: something that this credential was not earned with.
 */
export type SharingRefusal = 'unknown' | 'not_in_force' | 'not_own_evidence'
export type Shared = { ok: true } | { ok: false; reason: SharingRefusal }

/**
 * Shares the page of a credential, with this evidence and no other: what was shown before and is not named is taken
 * back. Only its educator may, and only what lies under the submission that it was earned with.
 */
export function shareCredential(
  given: Given,
  { credentialId, evidenceIds }: { credentialId: string; evidenceIds: readonly string[] },
): Promise<Shared> {
  return change(given, credentialId, async (tx, award) => {
    if (award.state !== 'active') return 'not_in_force'
    const own = new Set((await listShareable(tx, award)).map(({ id }) => id))
    const shown = [...new Set(evidenceIds)]
    return shown.every((id) => own.has(id)) ? shown : 'not_own_evidence'
  })
}

/** Takes everything back: the page is as it was before it was shared. Open at any time, whatever became of the award. */
export const unshareCredential = (given: Given, credentialId: string): Promise<Shared> =>
  change(given, credentialId, () => Promise.resolve(null))

function change(
  { db, actor, now }: Given,
  credentialId: string,
  decide: (tx: Db, award: Award) => Promise<readonly string[] | SharingRefusal | null>,
): Promise<Shared> {
  return inTransaction(db, async (tx): Promise<Shared> => {
    const credential = await findCredential(tx, credentialId)
    const award = credential && (await findAward(tx, credential.orgId, credential.awardId, true))
    if (award === null || !can(actor, { action: 'keep credentials', subject: award }))
      return { ok: false, reason: 'unknown' }
    const shown = await decide(tx, award)
    if (typeof shown === 'string') return { ok: false, reason: shown }
    const { orgId, id: awardId, sourceOrgId } = award
    await writeSharing(tx, { orgId, awardId, sourceOrgId, shown, now })
    const told = { orgId, subjectId: credentialId, actorId: actor.personId }
    await recordEvent(
      tx,
      shown === null
        ? { ...told, type: 'credential.unshared', payload: { awardId } }
        : { ...told, type: 'credential.shared', payload: { awardId, evidence: shown.length } },
      now,
    )
    return { ok: true }
  })
}

/** The links and complete files that an award was earned with: what its educator may show. A collection has none. */
export async function listShareable(
  db: Db,
  { sourceOrgId, submissionId }: Pick<Award, 'sourceOrgId' | 'submissionId'>,
): Promise<Evidence[]> {
  if (sourceOrgId === null || submissionId === null) return []
  return (await listEvidence(db, sourceOrgId, submissionId)).filter(({ state }) => state === 'ready')
}

/** What everyone may see of an award beside its credential: nothing once it is no longer shared or not in force. */
export async function findPublicSharing(
  db: Db,
  award: Pick<Award, 'orgId' | 'id' | 'state' | 'sourceOrgId' | 'submissionId'>,
): Promise<{ evidence: Evidence[] } | null> {
  if (award.state !== 'active') return null
  const sharing = await findSharing(db, award.orgId, award.id)
  if (sharing === null) return null
  if (sharing.evidenceIds.size === 0) return { evidence: [] }
  return { evidence: (await listShareable(db, award)).filter(({ id }) => sharing.evidenceIds.has(id)) }
}
