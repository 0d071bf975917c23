import { awardMedallion } from '#src/modules/credentials/commands/medallions/award.ts'
import { issueCredential } from '#src/modules/credentials/commands/issue.ts'
import { listAwardsOf } from '#src/modules/credentials/queries/awards.ts'
import { findCredential } from '#src/modules/credentials/queries/credentials.ts'
import type { IssuingWorld } from '../awards.ts'
import { CHOICE, enrol, recordAwards, REQUIRED, type Medallion } from './taken-up.ts'

/** The credential of a medallion of seven and two of three, issued before those of what it was earned with. */
export async function awardedMedallion(
  world: IssuingWorld,
  medallion: Medallion,
  personId: string,
): Promise<{ orgId: string; awardId: string; id: string; document: string; components: { awardId: string }[] }> {
  const { db } = world
  const components = await recordAwards(db, personId, [...REQUIRED, CHOICE[2], CHOICE[0]])
  await awardMedallion(world, await enrol(db, medallion, personId))
  const award = (await listAwardsOf(db, personId)).find(({ achievementId }) => achievementId === medallion.id)
  if (award === undefined) throw new Error('All of it was earned.')
  const { orgId, id: awardId } = award
  const id = await issueCredential(world, { orgId, awardId })
  const credential = await findCredential(db, id)
  return { orgId, awardId, id, document: credential?.document ?? '', components }
}
