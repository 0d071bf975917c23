import { inTransaction, type Tx } from '../../../../platform/database/database.ts'
import type { World } from '../../../../platform/world.ts'
import { findEnrolment, listAcceptedFor } from '../../../medallions/queries/enrolments.ts'
import { holdAwardsOf } from '../../queries/awards.ts'
import { listEarnedPicks, listTouched, writeComponents } from '../../queries/medallions/earned.ts'
import { findMedallionVersion } from '../../queries/medallions/versions.ts'
import { countedAwards, hoursOf, mayBeAwarded } from '../../rules/medallions/counted.ts'
import { makeAward } from '../issuing/make.ts'

type Given = Pick<World, 'db' | 'now'>
/** One educator and one medallion; orgId is the root of the tree that the medallion belongs to. */
type Enrolled = { orgId: string; medallionId: string; personId: string }

/** Awards a medallion to an educator who has taken it up and earned all of it: after their answer, a move, a leader's word. */
export async function awardMedallion({ db, now }: Given, enrolled: Enrolled): Promise<void> {
  await inTransaction(db, (tx) => completeMedallion(tx, enrolled, now()))
}

/** The medallions of whoever was awarded something by a file. Safe to run twice. */
export async function awardMedallionsOf(given: Given, file: { orgId: string; bulkId: string }): Promise<void> {
  for (const enrolled of await listTouched(given.db, file.orgId, file.bulkId)) await awardMedallion(given, enrolled)
}

/** The medallions that a micro-credential completes, of all that its earner has taken up and that list it. */
export async function completeMedallionsWith(
  tx: Tx,
  { personId, achievementId }: { personId: string; achievementId: string },
  now: Date,
): Promise<void> {
  for (const { orgId, medallionId } of await listAcceptedFor(tx, { personId, microCredentialId: achievementId }))
    await completeMedallion(tx, { orgId, medallionId, personId }, now)
}

/**
 * Whoever awards, revokes or suspends something of this person waits for this, and so does who answers or moves: what is
 * read here still holds when the award is written. The unique index lets one award through, whatever the version.
 */
async function completeMedallion(tx: Tx, { orgId, medallionId, personId }: Enrolled, now: Date): Promise<void> {
  await holdAwardsOf(tx, personId)
  const enrolment = await findEnrolment(tx, orgId, medallionId, personId, 'answering')
  if (enrolment === null || !mayBeAwarded(enrolment)) return
  const { versionId } = enrolment
  const counted = countedAwards(await listEarnedPicks(tx, versionId, personId))
  if (counted === null) return
  const version = await findMedallionVersion(tx, { id: versionId })
  if (version === null) throw new Error(`There is no version ${versionId} of a medallion.`)
  const award = {
    orgId: version.issuerId,
    personId,
    kind: 'medallion' as const,
    achievementId: medallionId,
    versionId,
    sourceOrgId: null,
    submissionId: null,
    hours: hoursOf(counted),
    awardedAt: now,
  }
  const id = await makeAward(tx, award, now)
  if (id !== null) await writeComponents(tx, { orgId: award.orgId, id }, counted)
}
