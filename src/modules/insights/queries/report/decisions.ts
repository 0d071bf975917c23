import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import { begins, ends, ids, seats, type Counted } from './seats.ts'

/** How the work of educators here was decided: never whose, and never how it was scored. */
export type Decided = {
  decisions: number
  people: number
  earned: number
  /** Earned at the first attempt */
  atOnce: number
  /** Attempts that those who earned needed, on average; null where nobody has */
  attempts: number | null
  /** Days from submission to decision: half are quicker than the one, nine of ten than the other */
  medianDays: number | null
  ninetiethDays: number | null
}

const chosen = ({ microCredentialIds }: Counted) =>
  microCredentialIds === null ? sql`true` : sql`pursuit.micro_credential_id = any(${ids(microCredentialIds)})`

/** The decisions of a span on what was begun in this organisation or below it. */
export async function sumDecisions(db: Db, counted: Counted): Promise<Decided> {
  const { rows } = await sql<Omit<Decided, 'medianDays' | 'ninetiethDays'> & { days: (number | null)[] | null }>`
    with decided as materialized (
      select pursuit.person_id, submission.state, submission.attempt,
        extract(epoch from submission.decided_at - submission.submitted_at) / 86400 as days
      from submission
      join pursuit on pursuit.org_id = submission.org_id and pursuit.id = submission.pursuit_id
      where submission.state in ('earned', 'not_yet')
        and submission.decided_at >= ${begins(counted)} and submission.decided_at < ${ends(counted)}
        and pursuit.organisation_id in (
          select id from organisation where path @> array[${counted.organisationId}::uuid])
        and ${chosen(counted)}
    )
    select count(*)::integer as decisions, count(distinct person_id)::integer as people,
      count(*) filter (where state = 'earned')::integer as earned,
      count(*) filter (where state = 'earned' and attempt = 1)::integer as "atOnce",
      avg(attempt) filter (where state = 'earned')::float8 as attempts,
      percentile_cont(array[0.5, 0.9]) within group (order by days) as days
    from decided`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('A count has one row.')
  const { days, ...counts } = row
  return { ...counts, medianDays: days?.[0] ?? null, ninetiethDays: days?.[1] ?? null }
}

const atWork = (counted: Counted) =>
  sql`pursuit.state = 'active' and pursuit.person_id in (select person_id from here where ended_at is null)
    and ${chosen(counted)}`

/** What waits today: for an educator to try again, and for an assessor past the day that was promised. */
export async function countWaiting(
  db: Db,
  counted: Counted,
  now: Date,
): Promise<{ forEducators: number; overdue: number }> {
  const { rows } = await sql<{ forEducators: number; overdue: number }>`
    with ${seats(counted)}
    select (
      select count(*)::integer from (
        select distinct submission.org_id, submission.pursuit_id
        from submission
        join pursuit on pursuit.org_id = submission.org_id and pursuit.id = submission.pursuit_id
        where submission.state = 'not_yet' and ${atWork(counted)} and not exists (
          select from submission as open where open.org_id = submission.org_id
            and open.pursuit_id = submission.pursuit_id and open.state in ('draft', 'submitted', 'in_assessment'))
      ) as told
    ) as "forEducators", (
      select count(*)::integer
      from submission
      join pursuit on pursuit.org_id = submission.org_id and pursuit.id = submission.pursuit_id
      where submission.state in ('submitted', 'in_assessment') and submission.due_at < ${now} and ${atWork(counted)}
    ) as overdue`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('A count has one row.')
  return row
}
