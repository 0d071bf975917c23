import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import type { SchoolCount } from '../../rules/progress/schools.ts'

/** Counts every organisation of a tree: educators who work there now, and their last twelve months. */
export async function countSchools(tx: Tx, rootId: string, now: Date): Promise<void> {
  const since = sql`(${now}::timestamptz - interval '1 year')`
  await sql`delete from school_progress where org_id = ${rootId}`.execute(tx)
  await sql`
    with seat as materialized (
      select distinct person_id, organisation_id from role
      where org_id = ${rootId} and kind = 'educator' and ended_at is null
    ), educators as (
      select organisation_id, count(*) as n from seat group by organisation_id
    ), taking as (
      select seat.organisation_id, count(distinct seat.person_id) as n
      from seat join enrolment on enrolment.person_id = seat.person_id and enrolment.org_id = ${rootId}
      where enrolment.state = 'accepted' group by seat.organisation_id
    ), earned as (
      select seat.organisation_id, count(*) as awards, sum(award.hours) as hours, count(distinct seat.person_id) as people
      from seat join award on award.person_id = seat.person_id
      where award.kind = 'micro-credential' and award.state = 'active' and award.awarded_at >= ${since}
      group by seat.organisation_id
    ), decided as (
      select seat.organisation_id, count(*) as decisions, count(distinct seat.person_id) as people,
        count(*) filter (where submission.state = 'earned') as earned,
        avg(submission.attempt) filter (where submission.state = 'earned') as attempts,
        percentile_cont(0.5) within group (
          order by extract(epoch from submission.decided_at - submission.submitted_at) / 86400) as days
      from submission
      join pursuit on pursuit.org_id = submission.org_id and pursuit.id = submission.pursuit_id
      join seat on seat.person_id = pursuit.person_id and seat.organisation_id = pursuit.organisation_id
      where submission.org_id = ${rootId} and submission.state in ('earned', 'not_yet') and submission.decided_at >= ${since}
      group by seat.organisation_id
    )
    insert into school_progress (org_id, organisation_id, educators, taking_part, earners, awards, hours, decided_people,
      decisions, decided_earned, attempts, median_days, counted_at)
    select ${rootId}, organisation.id, coalesce(educators.n, 0), coalesce(taking.n, 0), coalesce(earned.people, 0),
      coalesce(earned.awards, 0), coalesce(earned.hours, 0), coalesce(decided.people, 0), coalesce(decided.decisions, 0),
      coalesce(decided.earned, 0), decided.attempts, decided.days, ${now}
    from organisation
    left join educators on educators.organisation_id = organisation.id
    left join taking on taking.organisation_id = organisation.id
    left join earned on earned.organisation_id = organisation.id
    left join decided on decided.organisation_id = organisation.id
    where organisation.root_id = ${rootId}
    on conflict (org_id, organisation_id) do nothing`.execute(tx)
}

/** The schools and districts at or below an organisation in which somebody works, as they were counted last. */
export async function listCounted(db: Db, organisationId: string): Promise<(SchoolCount & { countedAt: Date })[]> {
  const { rows } = await sql<SchoolCount & { countedAt: Date }>`
    select organisation.id, organisation.name, organisation.kind, counted.educators, counted.taking_part as "takingPart",
      counted.earners, counted.awards, counted.hours::float8 as hours, counted.decided_people as "decidedPeople",
      counted.decisions, counted.decided_earned as "decidedEarned", counted.attempts::float8 as attempts,
      counted.median_days::float8 as "medianDays", counted.counted_at as "countedAt"
    from school_progress as counted join organisation on organisation.id = counted.organisation_id
    where organisation.path @> array[${organisationId}::uuid] and counted.org_id = organisation.root_id
    order by organisation.name, organisation.id`.execute(db)
  return rows
}

/** The trees in which educators work. */
export async function listTrees(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('role')
    .select('org_id')
    .distinct()
    .where('kind', '=', 'educator')
    .where('ended_at', 'is', null)
    .execute()
  return rows.map(({ org_id }) => org_id)
}
