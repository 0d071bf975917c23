import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import type { DayText } from '../../../submissions/rules/business-days.ts'
import { ids, seats, span, type Counted } from './seats.ts'

/** Micro-credentials that are in force, the hours of them, and how many people earned them. */
export type Sum = { awards: number; hours: number; people: number }

export type Earned = {
  all: Sum
  ofMicroCredential: ReadonlyMap<string, Sum>
  /** In the order of the buckets; those without any are missing */
  inBucket: ReadonlyMap<number, Sum>
  inOrganisation: ReadonlyMap<string, Sum>
}

const NOTHING: Sum = { awards: 0, hours: 0, people: 0 }

/**
 * What was earned in a span while its earners worked here, added up in every way at once. `buckets` are the first days
 * of its pieces. Who works in two schools counts in both of them, and once in the whole.
 */
export async function sumEarned(db: Db, counted: Counted, buckets: readonly DayText[]): Promise<Earned> {
  const { timeZone, microCredentialIds } = counted
  const { rows } = await sql<
    Sum & { microCredentialId: string | null; bucket: number | null; organisationId: string | null }
  >`
    with ${span(counted)}, ${seats(counted)}, earned as materialized (
      select award.person_id, award.achievement_id, award.hours, here.organisation_id,
        width_bucket(award.awarded_at at time zone ${timeZone}, ${[...buckets]}::timestamp[]) as bucket,
        row_number() over (partition by award.org_id, award.id order by here.organisation_id) as nth
      from here cross join span
      join award on award.person_id = here.person_id and award.kind = 'micro-credential' and award.state = 'active'
        and award.awarded_at >= span.begins and award.awarded_at >= here.since
        and award.awarded_at < span.ends and award.awarded_at < coalesce(here.ended_at, 'infinity')
      where ${microCredentialIds === null ? sql`true` : sql`award.achievement_id = any(${ids(microCredentialIds)})`}
    )
    select achievement_id as "microCredentialId", bucket, organisation_id as "organisationId",
      (case when grouping(organisation_id) = 0 then count(*) else count(*) filter (where nth = 1) end)::integer as awards,
      coalesce(case when grouping(organisation_id) = 0 then sum(hours) else sum(hours) filter (where nth = 1) end, 0)::float8
        as hours,
      count(distinct person_id)::integer as people
    from earned
    group by grouping sets ((), (achievement_id), (bucket), (organisation_id))`.execute(db)
  const by = <Key>(keyOf: (row: (typeof rows)[number]) => Key | null): Map<Key, Sum> =>
    new Map(
      rows.flatMap((row) => {
        const key = keyOf(row)
        const { awards, hours, people } = row
        return key === null ? [] : [[key, { awards, hours, people }] as const]
      }),
    )
  const whole = rows.find((row) => row.microCredentialId === null && row.bucket === null && row.organisationId === null)
  return {
    all: whole === undefined ? NOTHING : { awards: whole.awards, hours: whole.hours, people: whole.people },
    ofMicroCredential: by((row) => row.microCredentialId),
    inBucket: by((row) => row.bucket),
    inOrganisation: by((row) => row.organisationId),
  }
}
