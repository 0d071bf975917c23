import type { Db, Tx } from '../../../platform/database/database.ts'
import { isId } from '../../../platform/database/ids.ts'
import { reviseCredentials } from './credentials.ts'

/** What an educator shows beside an award; `evidenceIds` in no order. */
export type Sharing = { evidenceIds: ReadonlySet<string> }

/** null: the award is not shared. */
export async function findSharing(db: Db, orgId: string, awardId: string): Promise<Sharing | null> {
  const rows = await db
    .selectFrom('shared_award')
    .leftJoin('shared_evidence', (join) =>
      join
        .onRef('shared_evidence.org_id', '=', 'shared_award.org_id')
        .onRef('shared_evidence.award_id', '=', 'shared_award.award_id'),
    )
    .select('shared_evidence.evidence_id as evidenceId')
    .where('shared_award.org_id', '=', orgId)
    .where('shared_award.award_id', '=', awardId)
    .execute()
  if (rows.length === 0) return null
  return { evidenceIds: new Set(rows.flatMap(({ evidenceId }) => evidenceId ?? [])) }
}

/**
 * Whether a file or link is shown beside a credential now: it belongs to the very submission that was earned with, the
 * award is shared and in force, and the credential is the one that stands for it.
 */
export async function isShown(db: Db, credentialId: string, evidenceId: string): Promise<boolean> {
  if (!isId(credentialId) || !isId(evidenceId)) return false
  const row = await db
    .selectFrom('credential')
    .innerJoin('award', (join) =>
      join.onRef('award.org_id', '=', 'credential.org_id').onRef('award.id', '=', 'credential.award_id'),
    )
    .innerJoin('shared_evidence as shared', (join) =>
      join.onRef('shared.org_id', '=', 'award.org_id').onRef('shared.award_id', '=', 'award.id'),
    )
    .innerJoin('evidence', (join) =>
      join
        .onRef('evidence.org_id', '=', 'award.source_org_id')
        .onRef('evidence.submission_id', '=', 'award.submission_id')
        .onRef('evidence.id', '=', 'shared.evidence_id'),
    )
    .select('evidence.id')
    .where('credential.id', '=', credentialId)
    .where('evidence.id', '=', evidenceId)
    .where('evidence.state', '=', 'ready')
    .where('award.state', '=', 'active')
    .where('credential.superseded_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Writes what is shown beside an award, in place of what was; null takes all of it back. The pages of its credentials
 * look different from then on.
 */
export async function writeSharing(
  tx: Tx,
  given: { orgId: string; awardId: string; sourceOrgId: string | null; shown: readonly string[] | null; now: Date },
): Promise<void> {
  const { orgId, awardId, sourceOrgId, shown, now } = given
  if (shown === null)
    await tx.deleteFrom('shared_award').where('org_id', '=', orgId).where('award_id', '=', awardId).execute()
  else {
    await tx
      .insertInto('shared_award')
      .values({ org_id: orgId, award_id: awardId, shared_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx.deleteFrom('shared_evidence').where('org_id', '=', orgId).where('award_id', '=', awardId).execute()
    if (sourceOrgId !== null && shown.length > 0)
      await tx
        .insertInto('shared_evidence')
        .values(
          shown.map((id) => ({
            org_id: orgId,
            award_id: awardId,
            evidence_id: id,
            source_org_id: sourceOrgId,
            shared_at: now,
          })),
        )
        .execute()
  }
  await reviseCredentials(tx, orgId, awardId)
}
