import type { Db } from '../../../platform/database/database.ts'
import type { EnrolmentState } from '../rules/answers.ts'

/** One educator and one medallion. orgId is the root of the tree; the issuer is the medallion's organisation. */
export type Enrolment = {
  orgId: string
  medallionId: string
  personId: string
  /** What is asked of this educator: it stays until they choose to move. */
  versionId: string
  /** Null: taken up alone */
  cohortId: string | null
  state: EnrolmentState
  offeredAt: Date
  answeredAt: Date | null
  /** "Not now" */
  putOffAt: Date | null
  /** The newer version that they chose not to move to */
  passedOverId: string | null
  /** They had earned all of it when it was offered: the award waits for a leader's word. */
  qualifiedAtOffer: boolean
  confirmedAt: Date | null
}

const COLUMNS = [
  'enrolment.org_id as orgId',
  'enrolment.medallion_id as medallionId',
  'enrolment.person_id as personId',
  'enrolment.version_id as versionId',
  'enrolment.cohort_id as cohortId',
  'enrolment.state',
  'enrolment.offered_at as offeredAt',
  'enrolment.answered_at as answeredAt',
  'enrolment.put_off_at as putOffAt',
  'enrolment.passed_over_id as passedOverId',
  'enrolment.qualified_at_offer as qualifiedAtOffer',
  'enrolment.confirmed_at as confirmedAt',
] as const

const toEnrolment = <Row extends { state: string }>(row: Row): Row & { state: EnrolmentState } => ({
  ...row,
  state: row.state as EnrolmentState,
})

/** What stands between an educator and a medallion; with `lock` nobody else answers until the transaction ends. */
export async function findEnrolment(
  db: Db,
  orgId: string,
  medallionId: string,
  personId: string,
  lock: 'reading' | 'answering' = 'reading',
): Promise<Enrolment | null> {
  const row = await db
    .selectFrom('enrolment')
    .select(COLUMNS)
    .where('org_id', '=', orgId)
    .where('medallion_id', '=', medallionId)
    .where('person_id', '=', personId)
    .$if(lock === 'answering', (query) => query.forUpdate())
    .executeTakeFirst()
  return row === undefined ? null : toEnrolment(row)
}

/** An enrolment with all that its educator is told of it. */
export type EnrolmentOf = Enrolment & {
  organisationId: string
  organisationName: string
  organisationSlug: string
  slug: string
  title: string
  /** Of the version that is asked of this educator */
  versionNumber: number
  needed: number
  newestId: string
  newestNumber: number
  newestChangeNote: string
  retired: boolean
  cohort: {
    name: string
    startsOn: string
    endsOn: string
    coachName: string | null
    /** The micro-credential that is done together first */
    togetherId: string | null
    closed: boolean
  } | null
}

/** Every medallion that was offered to a person, or that they took up, in every district: what is open first. */
export async function listEnrolmentsOf(db: Db, personId: string): Promise<EnrolmentOf[]> {
  const rows = await db
    .selectFrom('enrolment')
    .innerJoin('medallion', 'medallion.id', 'enrolment.medallion_id')
    .innerJoin('organisation', 'organisation.id', 'medallion.organisation_id')
    .innerJoin('medallion_version as version', 'version.id', 'enrolment.version_id')
    .innerJoin('medallion_version as newest', (join) =>
      join
        .onRef('newest.org_id', '=', 'enrolment.org_id')
        .onRef('newest.medallion_id', '=', 'enrolment.medallion_id')
        .on('newest.number', '=', (eb) =>
          eb
            .selectFrom('medallion_version as other')
            .select((part) => part.fn.max('other.number').as('number'))
            .whereRef('other.org_id', '=', 'enrolment.org_id')
            .whereRef('other.medallion_id', '=', 'enrolment.medallion_id'),
        ),
    )
    .leftJoin('cohort', 'cohort.id', 'enrolment.cohort_id')
    .leftJoin('person as coach', 'coach.id', 'cohort.coach_id')
    .select([
      ...COLUMNS,
      'medallion.organisation_id as organisationId',
      'organisation.name as organisationName',
      'organisation.slug as organisationSlug',
      'medallion.slug',
      'medallion.retired_at as retiredAt',
      'version.title',
      'version.number as versionNumber',
      'version.needed',
      'newest.id as newestId',
      'newest.number as newestNumber',
      'newest.change_note as newestChangeNote',
      'cohort.name as cohortName',
      'cohort.starts_on as startsOn',
      'cohort.ends_on as endsOn',
      'cohort.closed_at as closedAt',
      'cohort.together_id as togetherId',
      'coach.name as coachName',
    ])
    .where('enrolment.person_id', '=', personId)
    .orderBy((eb) => eb('enrolment.state', 'in', ['declined', 'left']))
    .orderBy('enrolment.offered_at', 'desc')
    .orderBy('enrolment.medallion_id')
    .execute()
  return rows.map(({ retiredAt, cohortName, startsOn, endsOn, closedAt, togetherId, coachName, ...row }) => ({
    ...toEnrolment(row),
    retired: retiredAt !== null,
    cohort:
      cohortName === null || startsOn === null || endsOn === null
        ? null
        : { name: cohortName, startsOn, endsOn, coachName, togetherId, closed: closedAt !== null },
  }))
}

/**
 * The medallions that a person is at work on and whose version lists this micro-credential; with the coach of the cohort,
 * while it runs and they are in the district.
 */
export async function listAcceptedFor(
  db: Db,
  { personId, microCredentialId }: { personId: string; microCredentialId: string },
): Promise<(Enrolment & { coachId: string | null; coachName: string | null })[]> {
  const rows = await db
    .selectFrom('enrolment')
    .innerJoin('medallion_pick as pick', (join) =>
      join.onRef('pick.org_id', '=', 'enrolment.org_id').onRef('pick.version_id', '=', 'enrolment.version_id'),
    )
    .leftJoin('cohort', (join) =>
      join.onRef('cohort.id', '=', 'enrolment.cohort_id').on('cohort.closed_at', 'is', null),
    )
    .leftJoin('person as coach', (join) =>
      join
        .onRef('coach.id', '=', 'cohort.coach_id')
        .on((eb) =>
          eb.exists(
            eb
              .selectFrom('role')
              .select('role.id')
              .whereRef('role.person_id', '=', 'cohort.coach_id')
              .whereRef('role.org_id', '=', 'enrolment.org_id')
              .where('role.ended_at', 'is', null),
          ),
        ),
    )
    .select([...COLUMNS, 'coach.id as coachId', 'coach.name as coachName'])
    .where('enrolment.person_id', '=', personId)
    .where('enrolment.state', '=', 'accepted')
    .where('pick.micro_credential_id', '=', microCredentialId)
    .orderBy('enrolment.answered_at')
    .execute()
  return rows.map(toEnrolment)
}

/**
 * Who is at work on a version and may be awarded it once they qualify: they accepted, and where they had earned all of
 * it when it was offered, a leader has confirmed it.
 */
export async function listWouldAward(
  db: Db,
  { orgId, versionId }: { orgId: string; versionId: string },
): Promise<{ personId: string }[]> {
  return db
    .selectFrom('enrolment')
    .select('person_id as personId')
    .where('org_id', '=', orgId)
    .where('version_id', '=', versionId)
    .where('state', '=', 'accepted')
    .where((eb) => eb.or([eb('qualified_at_offer', '=', false), eb('confirmed_at', 'is not', null)]))
    .orderBy('person_id')
    .execute()
}
