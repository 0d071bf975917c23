import type { Db, Tx } from '../../../platform/database/database.ts'
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

/** When a profile was last saved, and by whom; null where nothing was said yet. Who saves says which one they have seen. */
export async function findProfileSaving(db: Db, organisationId: string): Promise<{ at: Date; by: string } | null> {
  const row = await db
    .selectFrom('organisation_profile')
    .innerJoin('person', 'person.id', 'organisation_profile.updated_by')
    .select(['updated_at', 'person.name'])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return row === undefined ? null : { at: row.updated_at, by: row.name }
}

/** Keeps what an organisation says of itself, in place of what it said before. */
export async function writeProfile(
  tx: Tx,
  { orgId, organisationId, profile, by }: { orgId: string; organisationId: string; profile: Profile; by: string },
  now: Date,
): Promise<void> {
  const { monogram, ink, mission, goals } = profile
  const said = { monogram, ink, mission, goals: JSON.stringify(goals), updated_by: by, updated_at: now }
  await tx
    .insertInto('organisation_profile')
    .values({ org_id: orgId, organisation_id: organisationId, ...said })
    .onConflict((conflict) => conflict.columns(['org_id', 'organisation_id']).doUpdateSet(said))
    .execute()
}
