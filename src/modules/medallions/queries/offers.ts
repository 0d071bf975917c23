import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'

/** A medallion as far as it can be offered: whose it is, and its newest version. */
export type Offerable = {
  orgId: string
  medallionId: string
  organisationId: string
  organisationName: string
  organisationSlug: string
  /** Of the organisation, from the root */
  path: readonly string[]
  slug: string
  retired: boolean
  /** Of the newest version */
  versionId: string
  number: number
  title: string
  needed: number
}

export async function findOfferable(db: Db, medallionId: string): Promise<Offerable | null> {
  const row = await db
    .selectFrom('medallion')
    .innerJoin('organisation', 'organisation.id', 'medallion.organisation_id')
    .innerJoin('medallion_version as version', (join) =>
      join.onRef('version.org_id', '=', 'medallion.org_id').onRef('version.medallion_id', '=', 'medallion.id'),
    )
    .select([
      'medallion.org_id as orgId',
      'medallion.id as medallionId',
      'medallion.organisation_id as organisationId',
      'organisation.name as organisationName',
      'organisation.slug as organisationSlug',
      'organisation.path',
      'medallion.slug',
      'medallion.retired_at as retiredAt',
      'version.id as versionId',
      'version.number',
      'version.title',
      'version.needed',
    ])
    .where('medallion.id', '=', medallionId)
    .orderBy('version.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  const { retiredAt, ...offerable } = row
  return { ...offerable, retired: retiredAt !== null }
}

/** The paths of the organisations in which a person works as an educator now. */
export async function listWorkPaths(db: Db, personId: string): Promise<string[][]> {
  const rows = await db
    .selectFrom('role')
    .innerJoin('organisation', 'organisation.id', 'role.organisation_id')
    .select('organisation.path')
    .where('role.person_id', '=', personId)
    .where('role.kind', '=', 'educator')
    .where('role.ended_at', 'is', null)
    .execute()
  return rows.map(({ path }) => path)
}

/**
 * Who of these people has earned all that a version asks for, by awards in force: everything that everybody needs, and
 * of every choice as many as are needed. One look for any number of people.
 */
export async function listQualified(
  db: Db,
  { orgId, versionId, personIds }: { orgId: string; versionId: string; personIds: readonly string[] },
): Promise<Set<string>> {
  const { rows } = await sql<{ person_id: string }>`
    with pick as materialized (
      select micro_credential_id, group_id, needed from medallion_pick
      where org_id = ${orgId} and version_id = ${versionId}
    ), need as materialized (
      select coalesce(group_id, '') as part, case when group_id is null then count(*) else max(needed) end as needed
      from pick group by group_id
    ), earned as (
      select award.person_id, coalesce(pick.group_id, '') as part, count(distinct pick.micro_credential_id) as n
      from award join pick on pick.micro_credential_id = award.achievement_id
      where award.kind = 'micro-credential' and award.state = 'active' and award.person_id = any(${[...personIds]}::uuid[])
      group by award.person_id, pick.group_id
    )
    select earned.person_id from earned join need on need.part = earned.part and earned.n >= need.needed
    group by earned.person_id having count(*) = (select count(*) from need)`.execute(db)
  return new Set(rows.map(({ person_id }) => person_id))
}

/** What a version lists, in the order of its path, each by the title it has now: what a cohort may begin with. */
export const listPickTitles = (
  db: Db,
  orgId: string,
  versionId: string,
): Promise<{ microCredentialId: string; slug: string; title: string }[]> =>
  db
    .selectFrom('medallion_pick as pick')
    .innerJoin('micro_credential', 'micro_credential.id', 'pick.micro_credential_id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('micro_credential_version as version')
          .select('version.title')
          .whereRef('version.org_id', '=', 'pick.publisher_id')
          .whereRef('version.micro_credential_id', '=', 'pick.micro_credential_id')
          .orderBy('version.number', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select(['pick.micro_credential_id as microCredentialId', 'micro_credential.slug', 'newest.title'])
    .where('pick.org_id', '=', orgId)
    .where('pick.version_id', '=', versionId)
    .orderBy('pick.position')
    .execute()
