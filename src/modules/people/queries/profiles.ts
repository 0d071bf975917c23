import type { Db } from '../../../platform/database/database.ts'
import { profileShape, type Profile } from '../rules/profile.ts'

/** What an organisation says of itself; null where nothing was said yet. */
export async function findProfile(db: Db, organisationId: string): Promise<Profile | null> {
  const row = await db
    .selectFrom('organisation_profile')
    .select(['monogram', 'ink', 'mission', 'goals'])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return row === undefined ? null : profileShape.parse(row)
}
