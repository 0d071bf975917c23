import type { Actor } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import type { World } from '../../../../platform/world.ts'
import { listAwardsOf } from '../../queries/awards.ts'
import { findCredential } from '../../queries/credentials.ts'
import { AWARD_KINDS, collectionTitle } from '../../rules/achievement.ts'
import { openBadgeSchema } from '../../rules/form/schema.ts'
import { reissueCredential } from '../reissue.ts'
import { saysOtherwise } from './holder.ts'

/**
 * A person's credentials in force that would say something else of them if they were signed now: first those that
 * stacks are built on, then those of stacks, so that each is pinned as it will be.
 */
export async function listRenewable(db: Db, personId: string): Promise<{ credentialId: string; title: string }[]> {
  const awards = (await listAwardsOf(db, personId))
    .filter(({ state }) => state === 'active')
    .toSorted((a, b) => AWARD_KINDS.indexOf(a.kind) - AWARD_KINDS.indexOf(b.kind))
  const found = await Promise.all(
    awards.map(async ({ credentialId, kind, title }) => {
      const credential = credentialId === null ? null : await findCredential(db, credentialId)
      if (credential === null) return null
      const says = openBadgeSchema.parse(JSON.parse(credential.document))
      return (await saysOtherwise(db, personId, says))
        ? { credentialId: credential.id, title: collectionTitle(kind, title) }
        : null
    }),
  )
  return found.filter((each) => each !== null)
}

/**
 * Replaces all of them. Each is a transaction of its own: what is done stays done when the next one cannot be, and
 * pressing again does the rest.
 */
export async function renewCredentials(given: Pick<World, 'db' | 'config' | 'now'> & { actor: Actor }): Promise<void> {
  for (const { credentialId } of await listRenewable(given.db, given.actor.personId))
    await reissueCredential(given, { credentialId, because: 'holder' })
}
