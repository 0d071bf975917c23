import { inTransaction, type Db, type Tx } from '../../../platform/database/database.ts'
import type { World } from '../../../platform/world.ts'
import { badgeStacks, findCollections, stackMembers } from '../../catalogue/queries/tree.ts'
import { getVersion } from '../../catalogue/queries/versions.ts'
import { getDecidedSubmission } from '../../submissions/queries/assessable.ts'
import { findBadgeOf, findNewestVersion } from '../queries/achievements.ts'
import { findAward, holdAwardsOf, listAwardsFrom, listCompleters, type Award } from '../queries/awards.ts'
import { isComplete } from '../rules/award.ts'
import { makeAward } from './issuing/make.ts'
import { completeMedallionsWith } from './medallions/award.ts'

type Given = Pick<World, 'db' | 'now'>

/**
 * Awards what a decision says was earned; once, however often it is told. A decision of "not yet" awards nothing.
 * Returns the award's id, or null when nothing new was awarded.
 */
export async function awardDecided(
  { db, now }: Given,
  decided: { orgId: string; submissionId: string },
): Promise<string | null> {
  const submission = await getDecidedSubmission(db, decided.orgId, decided.submissionId)
  if (submission.outcome !== 'earned') return null
  const { personId, publisherId, microCredentialId, versionId, decidedAt } = submission
  const { content } = await getVersion(db, publisherId, versionId)
  return inTransaction(db, (tx) =>
    makeAward(
      tx,
      {
        orgId: publisherId,
        personId,
        kind: 'micro-credential',
        achievementId: microCredentialId,
        versionId,
        sourceOrgId: decided.orgId,
        submissionId: decided.submissionId,
        hours: content.hours.credited,
        awardedAt: decidedAt,
      },
      now(),
    ),
  )
}

/**
 * Awards the collections that an award completes: the stack and the medallions of a micro-credential, the badge of a
 * stack. Every award asks for itself after it was made, so the last one of a collection finds the others, and the unique
 * index lets one through.
 */
export async function awardCollections(
  { db, now }: Given,
  { orgId, awardId }: { orgId: string; awardId: string },
): Promise<void> {
  await inTransaction(db, (tx) => completeCollections(tx, orgId, awardId, now()))
}

/** The same in a transaction that has changed the award itself. */
export async function completeCollections(tx: Tx, orgId: string, awardId: string, now: Date): Promise<void> {
  const award = await findAward(tx, orgId, awardId)
  if (award === null) throw new Error(`The issuer ${orgId} made no award ${awardId}.`)
  const next = await collectionOf(tx, award)
  if (next !== null) await completeCollection(tx, award, next, now)
  if (award.kind === 'micro-credential') await completeMedallionsWith(tx, award, now)
}

/** The stack or the badge that an award counts towards, once all of it is earned. */
async function completeCollection(
  tx: Tx,
  award: Award,
  next: { kind: 'stack' | 'badge'; id: string },
  now: Date,
): Promise<void> {
  const { orgId } = award
  await holdAwardsOf(tx, award.personId)
  const members = next.kind === 'stack' ? await stackMembers(tx, orgId, next.id) : await badgeStacks(tx, orgId, next.id)
  const earned = (await listAwardsFrom(tx, orgId, award.personId)).filter(
    ({ kind, state }) => kind === award.kind && state === 'active',
  )
  if (!isComplete(members, new Set(earned.map(({ achievementId }) => achievementId)))) return
  const version = await findNewestVersion(tx, orgId, next.kind, next.id)
  if (version === null) throw new Error(`The ${next.kind} ${next.id} is complete, but was never published.`)
  await makeAward(
    tx,
    {
      orgId,
      personId: award.personId,
      kind: next.kind,
      achievementId: next.id,
      versionId: version.id,
      sourceOrgId: null,
      submissionId: null,
      hours: earned
        .filter(({ achievementId }) => members.includes(achievementId))
        .reduce((sum, { hours }) => sum + hours, 0),
      awardedAt: now,
    },
    now,
  )
}

/**
 * Awards a stack or a badge to whoever has earned all that its new version lists: it may ask for less than before. Who
 * has it already keeps it as it is.
 */
export async function awardCompleted(
  { db, now }: Given,
  { orgId, kind, id }: { orgId: string; kind: 'stack' | 'badge'; id: string },
): Promise<void> {
  const members = kind === 'stack' ? await stackMembers(db, orgId, id) : await badgeStacks(db, orgId, id)
  for (const awardId of await listCompleters(db, orgId, { kind, id }, members))
    await inTransaction(db, (tx) => completeCollections(tx, orgId, awardId, now()))
}

/** The stack or badge that an award may complete; a badge completes nothing, and a medallion neither. */
export async function collectionOf(
  tx: Db,
  { orgId, kind, achievementId }: Award,
): Promise<{ kind: 'stack' | 'badge'; id: string } | null> {
  if (kind === 'badge' || kind === 'medallion') return null
  if (kind === 'micro-credential') {
    const found = await findCollections(tx, orgId, achievementId)
    return found === null ? null : { kind: 'stack', id: found.stackId }
  }
  const badgeId = await findBadgeOf(tx, orgId, achievementId)
  return badgeId === null ? null : { kind: 'badge', id: badgeId }
}
