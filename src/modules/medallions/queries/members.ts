import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { EnrolmentState } from '../rules/answers.ts'

export type Member = {
  personId: string
  name: string
  /** Where they work as an educator, within the organisation of the cohort */
  school: string
  versionId: string
  state: EnrolmentState
  offeredAt: Date
  answeredAt: Date | null
  putOffAt: Date | null
  qualifiedAtOffer: boolean
  confirmedAt: Date | null
}

/** Who is in a cohort and works where it was launched. Who has left keeps their medallion, and its leaders see it no more. */
const members = (db: Db, orgId: string, cohortId: string) =>
  db
    .selectFrom('enrolment')
    .innerJoin('cohort', (join) =>
      join.onRef('cohort.org_id', '=', 'enrolment.org_id').onRef('cohort.id', '=', 'enrolment.cohort_id'),
    )
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('role')
          .innerJoin('organisation as at', 'at.id', 'role.organisation_id')
          .select('at.name')
          .whereRef('role.person_id', '=', 'enrolment.person_id')
          .where('role.kind', '=', 'educator')
          .where('role.ended_at', 'is', null)
          .where(sql<boolean>`at.path @> array[cohort.organisation_id]`)
          .orderBy('role.started_at')
          .orderBy('role.id')
          .limit(1)
          .as('place'),
      (join) => join.onTrue(),
    )
    .where('enrolment.org_id', '=', orgId)
    .where('enrolment.cohort_id', '=', cohortId)

const like = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`

/** The members of a cohort, by name; with `page` only a part of them. */
export async function listMembers(
  db: Db,
  orgId: string,
  cohortId: string,
  page: { search?: string; limit?: number; offset?: number } = {},
): Promise<Member[]> {
  const { search = '', limit, offset } = page
  const rows = await members(db, orgId, cohortId)
    .select([
      'enrolment.person_id as personId',
      'person.name',
      'place.name as school',
      'enrolment.version_id as versionId',
      'enrolment.state',
      'enrolment.offered_at as offeredAt',
      'enrolment.answered_at as answeredAt',
      'enrolment.put_off_at as putOffAt',
      'enrolment.qualified_at_offer as qualifiedAtOffer',
      'enrolment.confirmed_at as confirmedAt',
    ])
    .$if(search !== '', (query) => query.where('person.name', 'ilike', like(search)))
    .orderBy('person.name')
    .orderBy('person.id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .$if(offset !== undefined, (query) => query.offset(offset ?? 0))
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as EnrolmentState }))
}

/** How many are in a cohort, by what they answered; found: whose name holds these words. */
export const countMembers = (
  db: Db,
  orgId: string,
  cohortId: string,
  search = '',
): Promise<{ all: number; accepted: number; offered: number; found: number }> =>
  members(db, orgId, cohortId)
    .select([
      sql<number>`count(*)`.as('all'),
      sql<number>`count(*) filter (where enrolment.state = 'accepted')`.as('accepted'),
      sql<number>`count(*) filter (where enrolment.state = 'offered')`.as('offered'),
      sql<number>`count(*) filter (where person.name ilike ${like(search)})`.as('found'),
    ])
    .executeTakeFirstOrThrow()

/** Who in a cohort had earned all of it when it was offered, and waits for a leader's word; by name. */
export const listWaiting = (
  db: Db,
  orgId: string,
  cohortId: string,
): Promise<{ personId: string; name: string; state: string }[]> =>
  members(db, orgId, cohortId)
    .select(['person.id as personId', 'person.name', 'enrolment.state'])
    .where('enrolment.state', 'in', ['offered', 'accepted'])
    .where('enrolment.qualified_at_offer', '=', true)
    .where('enrolment.confirmed_at', 'is', null)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()
