import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import { ids, seats, span, type Counted } from './seats.ts'

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
  const { rows } = await sql<Decided>`
    with ${span(counted)}, decided as materialized (
      select pursuit.person_id, decision.outcome, submission.attempt,
        extract(epoch from decision.decided_at - submission.submitted_at) / 86400 as days
      from span
      join decision on decision.decided_at >= span.begins and decision.decided_at < span.ends
      join submission on submission.org_id = decision.org_id and submission.id = decision.submission_id
      join pursuit on pursuit.org_id = submission.org_id and pursuit.id = submission.pursuit_id
      where pursuit.organisation_id in (
          select id from organisation where path @> array[${counted.organisationId}::uuid])
        and ${chosen(counted)}
    )
    select count(*)::integer as decisions, count(distinct person_id)::integer as people,
      count(*) filter (where outcome = 'earned')::integer as earned,
      count(*) filter (where outcome = 'earned' and attempt = 1)::integer as "atOnce",
      avg(attempt) filter (where outcome = 'earned')::float8 as attempts,
      percentile_cont(0.5) within group (order by days)::float8 as "medianDays",
      percentile_cont(0.9) within group (order by days)::float8 as "ninetiethDays"
    from decided`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('A count has one row.')
  return row
}

/** What waits today: for an educator to try again, and for an assessor past the day that was promised. */
export async function countWaiting(
  db: Db,
  counted: Counted,
  now: Date,
): Promise<{ forEducators: number; overdue: number }> {
  const { rows } = await sql<{ forEducators: number; overdue: number }>`
    with ${seats(counted)}, person_here as materialized (
      select distinct person_id from here where ended_at is null
    ), work as materialized (
      select pursuit.org_id, pursuit.id from pursuit
      where pursuit.state = 'active' and pursuit.person_id in (select person_id from person_here)
        and ${chosen(counted)}
    ), newest as (
      select distinct on (work.org_id, work.id) submission.state, submission.due_at
      from work join submission on submission.org_id = work.org_id and submission.pursuit_id = work.id
      order by work.org_id, work.id, submission.attempt desc
    )
    select count(*) filter (where state = 'not_yet')::integer as "forEducators",
      count(*) filter (where state in ('submitted', 'in_assessment') and due_at < ${now})::integer as overdue
    from newest`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('A count has one row.')
  return row
}
