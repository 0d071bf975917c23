/** What all submissions of one micro-credential together say of it; never who handed in what. */

import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'

type About = { publisherId: string; microCredentialId: string }

/** How many are at work now, by the version they began with; a version that nobody works on is left out. */
export async function countUnderWay(
  db: Db,
  { publisherId, microCredentialId }: About,
): Promise<{ versionId: string; people: number }[]> {
  const rows = await db
    .selectFrom('pursuit')
    .select('version_id as versionId')
    .select((eb) => eb.fn.countAll<number>().as('people'))
    .where('publisher_id', '=', publisherId)
    .where('micro_credential_id', '=', microCredentialId)
    .where('state', '=', 'active')
    .groupBy('version_id')
    .execute()
  return rows.map(({ versionId, people }) => ({ versionId, people }))
}

export type CriterionCount = {
  criterionId: string
  /** First attempts that were scored on it, and how many of them met it */
  first: number
  firstMet: number
  /** Decisions, whichever attempt, in which it was not met */
  notYet: number
}

export type Statistics = {
  /** Whose first attempt was decided */
  decided: number
  earned: number
  /** Earned at the first attempt */
  atOnce: number
  /** Decisions that those who earned it needed, on average; null when nobody has */
  attempts: number | null
  /** Hours from submission to decision: half are quicker than the one, nine of ten than the other */
  medianHours: number | null
  ninetiethHours: number | null
  criteria: CriterionCount[]
}

/** The figures of one version. */
export async function loadStatistics(
  db: Db,
  { publisherId, microCredentialId, versionId }: About & { versionId: string },
): Promise<Statistics> {
  const decided = sql`
    select decision.org_id, decision.submission_id, decision.outcome, submission.pursuit_id,
      extract(epoch from decision.decided_at - submission.submitted_at) / 3600 as hours,
      row_number() over (partition by pursuit.org_id, pursuit.id order by submission.attempt) as nth
    from pursuit
    join submission on submission.org_id = pursuit.org_id and submission.pursuit_id = pursuit.id
    join decision on decision.org_id = submission.org_id and decision.submission_id = submission.id
    where pursuit.publisher_id = ${publisherId} and pursuit.micro_credential_id = ${microCredentialId}
      and pursuit.version_id = ${versionId}`
  const [whole, criteria] = await Promise.all([
    sql<Omit<Statistics, 'criteria'>>`
      with decided as (${decided})
      select count(*) filter (where nth = 1)::integer as decided,
        count(*) filter (where outcome = 'earned')::integer as earned,
        count(*) filter (where outcome = 'earned' and nth = 1)::integer as "atOnce",
        avg(nth) filter (where outcome = 'earned')::float8 as attempts,
        percentile_cont(0.5) within group (order by hours)::float8 as "medianHours",
        percentile_cont(0.9) within group (order by hours)::float8 as "ninetiethHours"
      from decided`.execute(db),
    sql<CriterionCount>`
      with decided as (${decided})
      select criterion.criterion_id as "criterionId", count(*) filter (where nth = 1)::integer as first,
        count(*) filter (where nth = 1 and met)::integer as "firstMet",
        count(*) filter (where not met)::integer as "notYet"
      from decided
      join decision_criterion as criterion
        on criterion.org_id = decided.org_id and criterion.submission_id = decided.submission_id
      group by criterion.criterion_id`.execute(db),
  ])
  const [row] = whole.rows
  if (row === undefined) throw new Error('A count has one row.')
  return { ...row, criteria: criteria.rows }
}
