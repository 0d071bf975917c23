import type { Db } from '../../../../platform/database/database.ts'
import { medallionShape } from '../../../medallions/rules/content.ts'
import { achievementAt } from '../../rules/achievement.ts'
import type { OpenBadge } from '../../rules/form/schema.ts'
import { missionOf, type Mission } from '../../rules/medallions/mission.ts'
import { findMedallionVersion } from './versions.ts'

/** What a signed medallion stands for; null for a credential of anything else. */
export async function findMission(db: Db, publicUrl: string, badge: OpenBadge): Promise<Mission | null> {
  const named = achievementAt(publicUrl, badge.credentialSubject.achievement.id)
  const version = named?.kind === 'medallion' ? await findMedallionVersion(db, named) : null
  return version === null ? null : missionOf(publicUrl, badge, medallionShape.parse(version.content))
}
