import { findCatalogue } from '../../../catalogue/queries/tree.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { listAwardsOf } from '../../queries/awards.ts'
import { listIssuers } from '../../queries/holdings.ts'
import { transcriptOf, type Choice, type Transcript } from '../../rules/transcript/transcript.ts'

/** What a person was awarded, as their transcript tells it. */
export async function loadTranscript(
  db: Db,
  { personId, publicUrl, choice }: { personId: string; publicUrl: string; choice: Choice },
): Promise<Transcript> {
  const [awards, catalogue, issuers] = await Promise.all([
    listAwardsOf(db, personId),
    findCatalogue(db),
    listIssuers(db),
  ])
  return transcriptOf(
    awards.map(({ id, kind, slug, title, awardedAt, hours, orgId, state, stateChangedAt, reason, credentialId }) => ({
      id,
      kind,
      slug,
      title,
      awardedAt,
      hours,
      issuer: issuers.find((issuer) => issuer.orgId === orgId)?.name ?? '',
      state,
      changedAt: stateChangedAt,
      reason,
      address: credentialId === null ? null : `${publicUrl}/credentials/${credentialId}`,
    })),
    catalogue?.stacks ?? [],
    choice,
  )
}
