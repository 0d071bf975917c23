import type { Db } from '../../../../platform/database/database.ts'
import { findNewestVersion } from '../../queries/achievements.ts'
import type { Award } from '../../queries/awards.ts'
import type { IssuedCredential } from '../../queries/credentials.ts'
import { findKey } from '../../queries/keys.ts'
import { openBadgeSchema } from '../../rules/form/schema.ts'
import { saysOtherwise } from './holder.ts'
import { standsOn } from './stands-on.ts'

/** What a new credential of an award would say that the one in force does not. `version` is the number of a corrected one. */
export type News = { holder: boolean; key: boolean; version: { number: number; met: boolean } | null }

/** What is new since a credential was signed; nothing is changed by asking. */
export async function newsFor(db: Db, award: Award, credential: IssuedCredential): Promise<News> {
  const says = openBadgeSchema.parse(JSON.parse(credential.document))
  const [holder, key, newest] = await Promise.all([
    saysOtherwise(db, award.personId, says),
    findKey(db, award.orgId, credential.keyId),
    findNewestVersion(db, award.orgId, award.kind, award.achievementId),
  ])
  const corrected = newest === null || newest.id === award.versionId ? null : newest
  const met = corrected !== null && (await standsOn(db, award, corrected)) !== null
  return {
    holder,
    key: key !== null && key.state !== 'active',
    version: corrected === null ? null : { number: corrected.number, met },
  }
}
