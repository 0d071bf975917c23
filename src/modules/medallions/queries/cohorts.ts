import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { EnrolmentState } from '../rules/answers.ts'

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

/** findCohort, where it must exist. */
export async function getCohort(db: Db, id: string): Promise<Cohort> {
  const found = await findCohort(db, id)
  if (found === null) throw new Error(`There is no cohort ${id}.`)
  return found
}

export async function findCohortByToken(db: Db, token: string): Promise<Cohort | null> {
  return (await cohorts(db).where('cohort.invitation_token', '=', token).executeTakeFirst()) ?? null
}

export type CohortSummary = Cohort & { offered: number; accepted: number; members: number }

/**
 * The cohorts of some organisations and of all that stand below them, or those that somebody coaches; the ones that run
 * first, then the newest.
 */
export async function listCohorts(
  db: Db,
  whose: { organisationIds: readonly string[] } | { coachId: string },
): Promise<CohortSummary[]> {
  const counted = cohorts(db)
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
          .as('counted'),
      (join) => join.onTrue(),
    )
    .select(['counted.offered', 'counted.accepted', 'counted.members'])
  const rows = await (
    'coachId' in whose
      ? counted.where('cohort.coach_id', '=', whose.coachId)
      : counted.where(sql<boolean>`organisation.path && ${[...whose.organisationIds]}::uuid[]`)
  )
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

export type Member = {
  personId: string
  name: string
  /** Where they work as an educator in this tree; null: nowhere any more */
  school: string | null
  versionId: string
  state: EnrolmentState
  offeredAt: Date
  answeredAt: Date | null
  putOffAt: Date | null
  qualifiedAtOffer: boolean
  confirmedAt: Date | null
}

/** Who is in a cohort, by name; with `page` only a part of them. */
export async function listMembers(
  db: Db,
  orgId: string,
  cohortId: string,
  page: { search?: string; limit?: number; offset?: number } = {},
): Promise<Member[]> {
  const { search = '', limit, offset } = page
  const rows = await db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .select((eb) => [
      'enrolment.person_id as personId',
      'person.name',
      'enrolment.version_id as versionId',
      'enrolment.state',
      'enrolment.offered_at as offeredAt',
      'enrolment.answered_at as answeredAt',
      'enrolment.put_off_at as putOffAt',
      'enrolment.qualified_at_offer as qualifiedAtOffer',
      'enrolment.confirmed_at as confirmedAt',
      eb
        .selectFrom('role')
        .innerJoin('organisation as school', 'school.id', 'role.organisation_id')
        .select('school.name')
        .whereRef('role.person_id', '=', 'enrolment.person_id')
        .whereRef('role.org_id', '=', 'enrolment.org_id')
        .where('role.kind', '=', 'educator')
        .where('role.ended_at', 'is', null)
        .orderBy('role.started_at')
        .limit(1)
        .as('school'),
    ])
    .where('enrolment.org_id', '=', orgId)
    .where('enrolment.cohort_id', '=', cohortId)
    .$if(search !== '', (query) => query.where('person.name', 'ilike', like(search)))
    .orderBy('person.name')
    .orderBy('person.id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .$if(offset !== undefined, (query) => query.offset(offset ?? 0))
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as EnrolmentState }))
}

/** How many are in a cohort, by what they answered; found: whose name holds these words. */
export async function countMembers(
  db: Db,
  orgId: string,
  cohortId: string,
  search = '',
): Promise<{ all: number; accepted: number; offered: number; found: number }> {
  return db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .select([
      sql<number>`count(*)`.as('all'),
      sql<number>`count(*) filter (where enrolment.state = 'accepted')`.as('accepted'),
      sql<number>`count(*) filter (where enrolment.state = 'offered')`.as('offered'),
      sql<number>`count(*) filter (where person.name ilike ${like(search)})`.as('found'),
    ])
    .where('enrolment.org_id', '=', orgId)
    .where('enrolment.cohort_id', '=', cohortId)
    .executeTakeFirstOrThrow()
}

const like = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`

/** Who in a cohort had earned all of it when it was offered, and waits for a leader's word; by name. */
export const listWaiting = (
  db: Db,
  orgId: string,
  cohortId: string,
): Promise<{ personId: string; name: string; state: string }[]> =>
  db
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .select(['person.id as personId', 'person.name', 'enrolment.state'])
    .where('enrolment.org_id', '=', orgId)
    .where('enrolment.cohort_id', '=', cohortId)
    .where('enrolment.state', 'in', ['offered', 'accepted'])
    .where('enrolment.qualified_at_offer', '=', true)
    .where('enrolment.confirmed_at', 'is', null)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()

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
