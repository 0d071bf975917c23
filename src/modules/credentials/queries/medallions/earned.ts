import type { Db, Tx } from '../../../../platform/database/database.ts'
import type { AwardKind } from '../../rules/achievement.ts'

/** A micro-credential that a version lists, with the award in force that somebody has of it. */
export type EarnedPick = {
  microCredentialId: string
  groupId: string | null
  needed: number
  award: { orgId: string; id: string; hours: number; awardedAt: Date } | null
}

/** What a version lists, in the order of its path, and what of it a person has earned and in force. */
export async function listEarnedPicks(db: Db, versionId: string, personId: string): Promise<EarnedPick[]> {
  const rows = await db
    .selectFrom('medallion_pick as pick')
    .leftJoin('award', (join) =>
      join
        .onRef('award.org_id', '=', 'pick.publisher_id')
        .on('award.person_id', '=', personId)
        .on('award.kind', '=', 'micro-credential')
        .onRef('award.achievement_id', '=', 'pick.micro_credential_id')
        .on('award.state', '=', 'active'),
    )
    .select(['pick.micro_credential_id as microCredentialId', 'pick.group_id as groupId', 'pick.needed'])
    .select(['award.org_id as orgId', 'award.id', 'award.hours', 'award.awarded_at as awardedAt'])
    .where('pick.version_id', '=', versionId)
    .orderBy('pick.position')
    .execute()
  return rows.map(({ orgId, id, hours, awardedAt, ...pick }) => ({
    ...pick,
    award:
      orgId === null || id === null || hours === null || awardedAt === null ? null : { orgId, id, hours, awardedAt },
  }))
}

/** Writes what a medallion was earned with, in place of what was written before. */
export async function writeComponents(
  tx: Tx,
  award: { orgId: string; id: string },
  components: readonly { orgId: string; id: string }[],
): Promise<void> {
  await tx.deleteFrom('award_component').where('org_id', '=', award.orgId).where('award_id', '=', award.id).execute()
  await tx
    .insertInto('award_component')
    .values(
      components.map(({ orgId, id }, place) => ({
        org_id: award.orgId,
        award_id: award.id,
        position: place + 1,
        component_org_id: orgId,
        component_id: id,
      })),
    )
    .execute()
}

/** The awards that a medallion was earned with, in the order of its path. */
export async function listComponentAwards(
  db: Db,
  award: { orgId: string; id: string },
): Promise<{ orgId: string; id: string; kind: AwardKind; versionId: string; hours: number }[]> {
  const rows = await db
    .selectFrom('award_component as component')
    .innerJoin('award as part', (join) =>
      join.onRef('part.org_id', '=', 'component.component_org_id').onRef('part.id', '=', 'component.component_id'),
    )
    .select(['part.org_id as orgId', 'part.id', 'part.kind', 'part.version_id as versionId', 'part.hours'])
    .where('component.org_id', '=', award.orgId)
    .where('component.award_id', '=', award.id)
    .orderBy('component.position')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as AwardKind }))
}

/** The medallions that were earned with an award, whoever issued them. */
export async function listMedallionsOn(
  db: Db,
  award: { orgId: string; id: string },
): Promise<{ orgId: string; id: string }[]> {
  return db
    .selectFrom('award_component')
    .select(['org_id as orgId', 'award_id as id'])
    .where('component_org_id', '=', award.orgId)
    .where('component_id', '=', award.id)
    .execute()
}

/** Which medallions of whom the awards of a file may have completed. */
export async function listTouched(
  db: Db,
  orgId: string,
  bulkId: string,
): Promise<{ orgId: string; medallionId: string; personId: string }[]> {
  return db
    .selectFrom('award')
    .innerJoin('medallion_pick as pick', (join) =>
      join
        .onRef('pick.publisher_id', '=', 'award.org_id')
        .onRef('pick.micro_credential_id', '=', 'award.achievement_id'),
    )
    .innerJoin('enrolment', (join) =>
      join
        .onRef('enrolment.org_id', '=', 'pick.org_id')
        .onRef('enrolment.version_id', '=', 'pick.version_id')
        .onRef('enrolment.person_id', '=', 'award.person_id'),
    )
    .select(['enrolment.org_id as orgId', 'enrolment.medallion_id as medallionId', 'enrolment.person_id as personId'])
    .distinct()
    .where('award.org_id', '=', orgId)
    .where('award.bulk_id', '=', bulkId)
    .where('award.kind', '=', 'micro-credential')
    .where('enrolment.state', '=', 'accepted')
    .execute()
}
