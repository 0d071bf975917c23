import { sql, type RawBuilder } from 'kysely'
import type { DayText } from '../../../submissions/rules/business-days.ts'

/** What a report counts: educators of an organisation and all below it, in a span of days of its calendar. */
export type Counted = {
  organisationId: string
  timeZone: string
  from: DayText
  until: DayText
  /** Only what was earned of these; null: of everything */
  microCredentialIds: readonly string[] | null
  /** The medallions that people take part in */
  medallionIds: readonly string[]
}

export const ids = (given: readonly string[]) => sql`${[...given]}::uuid[]`

/** Begin and end of the span as moments: constants to the planner, which then knows how much lies between them. */
export const begins = ({ timeZone, from }: Counted) => sql`(${from}::timestamp at time zone ${timeZone})`
export const ends = ({ timeZone, until }: Counted) => sql`((${until}::date + 1)::timestamp at time zone ${timeZone})`

export const span = (counted: Counted): RawBuilder<unknown> => sql`
  span as materialized (select ${begins(counted)} as begins, ${ends(counted)} as ends)`

/**
 * Who works here as an educator, from when until when. What somebody earned before they came to the first organisation
 * that is known counts there; after a move what they earned before stays with the school that they left.
 */
export const seats = ({ organisationId }: Counted): RawBuilder<unknown> => sql`
  below as materialized (
    select id from organisation where path @> array[${organisationId}::uuid]
  ), seat as materialized (
    select role.person_id, role.organisation_id, role.ended_at,
      case when role.started_at = min(role.started_at) over (partition by role.person_id)
        then '-infinity'::timestamptz else role.started_at end as since
    from role
    where role.kind = 'educator' and role.person_id in (
      select known.person_id from role as known
      where known.kind = 'educator' and known.organisation_id in (select id from below))
  ), here as materialized (
    select * from seat where organisation_id in (select id from below)
  )`

/** Who worked here at the end of the span, or today where that lies ahead. */
export const present = (now: Date): RawBuilder<unknown> => sql`
  present as materialized (
    select distinct here.person_id, here.organisation_id
    from here cross join span
    where here.since < span.ends and coalesce(here.ended_at, 'infinity') > least(span.ends, ${now}::timestamptz)
  )`
