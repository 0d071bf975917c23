import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import type { DayText } from '../../../submissions/rules/business-days.ts'
import { sumOf } from '../../rules/report/report.ts'
import { begins, ends, ids, seats, type Counted } from './seats.ts'

/** Micro-credentials that are in force, and their hours. */
export type Sum = { awards: number; hours: number }

export type Earned = {
  all: Sum
  ofMicroCredential: ReadonlyMap<string, Sum>
  /** In the order of the buckets, from 1; those without any are missing */
  inBucket: ReadonlyMap<number, Sum>
  inOrganisation: ReadonlyMap<string, Sum>
  /** How many people earned something, here and in each organisation */
  earners: number
  earnersIn: ReadonlyMap<string, number>
}

/**
 * What was earned in a span while its earners worked here, added up in every way at once. `buckets` are the first days
 * of its pieces. Who works in two schools counts in both of them, and once in the whole.
 */
export async function sumEarned(db: Db, counted: Counted, buckets: readonly DayText[]): Promise<Earned> {
  const { timeZone, microCredentialIds } = counted
  const earned = sql`
    with ${seats(counted)}, earned as materialized (
      select award.person_id, award.achievement_id, award.hours, here.organisation_id,
        width_bucket(award.awarded_at at time zone ${timeZone}, ${[...buckets]}::timestamp[]) as bucket,
        row_number() over (partition by award.org_id, award.id order by here.organisation_id) as nth
      from here
      join award on award.person_id = here.person_id and award.kind = 'micro-credential' and award.state = 'active'
        and award.awarded_at >= ${begins(counted)} and award.awarded_at >= here.since
        and award.awarded_at < ${ends(counted)} and award.awarded_at < coalesce(here.ended_at, 'infinity')
      where ${microCredentialIds === null ? sql`true` : sql`award.achievement_id = any(${ids(microCredentialIds)})`}
    )`
  const [sums, people] = await Promise.all([
    // One row for each micro-credential in each piece of the time: few, however many awards there are.
    sql<Sum & { microCredentialId: string | null; bucket: number | null; organisationId: string | null }>`
      ${earned}
      select achievement_id as "microCredentialId", bucket, organisation_id as "organisationId",
        (case when grouping(organisation_id) = 0 then count(*) else count(*) filter (where nth = 1) end)::integer as awards,
        coalesce(case when grouping(organisation_id) = 0 then sum(hours) else sum(hours) filter (where nth = 1) end, 0)::float8
          as hours
      from earned
      group by grouping sets ((achievement_id), (bucket), (organisation_id))`.execute(db),
    sql<{ organisationId: string | null; earners: number }>`
      ${earned}, earner as (select distinct organisation_id, person_id from earned)
      select organisation_id as "organisationId", count(*)::integer as earners from earner group by organisation_id
      union all
      select null, count(distinct person_id)::integer from earner`.execute(db),
  ])
  const by = <Key>(keyOf: (row: (typeof sums.rows)[number]) => Key | null): Map<Key, Sum> =>
    new Map(
      sums.rows.flatMap((row) => {
        const key = keyOf(row)
        return key === null ? [] : [[key, { awards: row.awards, hours: row.hours }] as const]
      }),
    )
  const ofMicroCredential = by((row) => row.microCredentialId)
  return {
    all: sumOf([...ofMicroCredential.values()]),
    ofMicroCredential,
    inBucket: by((row) => row.bucket),
    inOrganisation: by((row) => row.organisationId),
    earners: people.rows.find(({ organisationId }) => organisationId === null)?.earners ?? 0,
    earnersIn: new Map(
      people.rows.flatMap(({ organisationId, earners }) =>
        organisationId === null ? [] : [[organisationId, earners] as const],
      ),
    ),
  }
}
