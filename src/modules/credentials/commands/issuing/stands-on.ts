import type { Db } from '../../../../platform/database/database.ts'
import { contentOf, type AwardedVersion } from '../../queries/achievements.ts'
import type { Award } from '../../queries/awards.ts'
import { listEarnedPicks } from '../../queries/medallions/earned.ts'
import { meetsAll } from '../../rules/issuing/reissue.ts'
import { countedAwards, hoursOf } from '../../rules/medallions/counted.ts'
import { levelsOf } from '../issue.ts'

/** What an award would stand on under a corrected version; `components` are those of a medallion, which may be others. */
export type Standing = { hours: number; components: { orgId: string; id: string }[] }

/** Null when the corrected version asks for more than was reached. Nobody is asked for anything anew. */
export async function standsOn(db: Db, award: Award, corrected: AwardedVersion): Promise<Standing | null> {
  const { kind, hours, personId } = award
  if (kind === 'medallion') {
    const counted = countedAwards(await listEarnedPicks(db, corrected.id, personId))
    return counted === null ? null : { hours: hoursOf(counted), components: counted }
  }
  const met = kind !== 'micro-credential' || meetsAll(contentOf(corrected), await levelsOf(db, award))
  return met ? { hours, components: [] } : null
}
