import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'

export type Cohort = {
  orgId: string
  id: string
  medallionId: string
  versionId: string
  /** The school or district that it was launched for, and its path from the root: leaders on it see the cohort. */
  organisationId: string
  organisationName: string
  path: readonly string[]
  /** Of the version that it was launched with */
  title: string
  name: string
  /** Days, YYYY-MM-DD */
  startsOn: string
  endsOn: string
  coachId: string | null
  coachName: string | null
  /** A micro-credential done together first */
  togetherId: string | null
  welcome: string
  invitationToken: string | null
  launchedAt: Date
  closedAt: Date | null
}

const cohorts = (db: Db) =>
  db
    .selectFrom('cohort')
    .innerJoin('organisation', 'organisation.id', 'cohort.organisation_id')
    .innerJoin('medallion_version as version', 'version.id', 'cohort.version_id')
    .leftJoin('person as coach', 'coach.id', 'cohort.coach_id')
    .select([
      'cohort.org_id as orgId',
      'cohort.id',
      'cohort.medallion_id as medallionId',
      'cohort.version_id as versionId',
      'cohort.organisation_id as organisationId',
      'organisation.name as organisationName',
      'organisation.path',
      'version.title',
      'cohort.name',
      'cohort.starts_on as startsOn',
      'cohort.ends_on as endsOn',
      'cohort.coach_id as coachId',
      'coach.name as coachName',
      'cohort.together_id as togetherId',
      'cohort.welcome',
      'cohort.invitation_token as invitationToken',
      'cohort.launched_at as launchedAt',
      'cohort.closed_at as closedAt',
    ])

/** By id alone, whoever leads it: ask the policy before showing it. */
export async function findCohort(db: Db, id: string): Promise<Cohort | null> {
  return (await cohorts(db).where('cohort.id', '=', id).executeTakeFirst()) ?? null
}

export async function findCohortByToken(db: Db, token: string): Promise<Cohort | null> {
  return (await cohorts(db).where('cohort.invitation_token', '=', token).executeTakeFirst()) ?? null
}

/** Counted are those who work there now: who has left is no longer seen by its leaders. */
export type CohortSummary = Cohort & { offered: number; accepted: number; members: number }

/** Of some organisations and of all that stand below them, or of somebody who coaches. */
type Whose = { organisationIds: readonly string[] } | { coachId: string }

const those = (whose: Whose) =>
  'coachId' in whose
    ? sql<boolean>`cohort.coach_id = ${whose.coachId}`
    : sql<boolean>`organisation.path && ${[...whose.organisationIds]}::uuid[]`

export const countCohorts = async (db: Db, whose: Whose): Promise<number> =>
  (
    await cohorts(db)
      .clearSelect()
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where(those(whose))
      .executeTakeFirstOrThrow()
  ).n

/** Some of the cohorts, the ones that run first, then the newest: a district may have thousands. */
export async function listCohorts(
  db: Db,
  whose: Whose,
  { limit, offset }: { limit: number; offset: number },
): Promise<CohortSummary[]> {
  // Found before their members are counted.
  const page = cohorts(db)
    .clearSelect()
    .select('cohort.id')
    .where(those(whose))
    .orderBy((eb) => eb('cohort.closed_at', 'is not', null))
    .orderBy('cohort.launched_at', 'desc')
    .orderBy('cohort.id')
    .limit(limit)
    .offset(offset)
  const rows = await cohorts(db)
    .where('cohort.id', 'in', page)
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('enrolment')
          .select([
            sql<number>`count(*) filter (where enrolment.state = 'offered')`.as('offered'),
            sql<number>`count(*) filter (where enrolment.state = 'accepted')`.as('accepted'),
            sql<number>`count(*)`.as('members'),
          ])
          .whereRef('enrolment.org_id', '=', 'cohort.org_id')
          .whereRef('enrolment.cohort_id', '=', 'cohort.id')
          .where(
            sql<boolean>`exists (
              select from role join organisation as at on at.id = role.organisation_id
              where role.person_id = enrolment.person_id and role.kind = 'educator' and role.ended_at is null
                and at.path @> array[cohort.organisation_id])`,
          )
          .as('counted'),
      (join) => join.onTrue(),
    )
    .select(['counted.offered', 'counted.accepted', 'counted.members'])
    .orderBy((eb) => eb('cohort.closed_at', 'is not', null))
    .orderBy('cohort.launched_at', 'desc')
    .orderBy('cohort.id')
    .execute()
  return rows.map(({ offered, accepted, members, ...row }) => ({
    ...row,
    offered: offered ?? 0,
    accepted: accepted ?? 0,
    members: members ?? 0,
  }))
}

/** Everybody in a cohort that a person coaches, or who was when it was closed. For conflicts of interest. */
export async function listCoached(db: Db, coachId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('enrolment')
    .innerJoin('cohort', 'cohort.id', 'enrolment.cohort_id')
    .select('enrolment.person_id')
    .distinct()
    .where('cohort.coach_id', '=', coachId)
    .execute()
  return rows.map(({ person_id }) => person_id)
}
