import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import { ids, present, seats, span, type Counted } from './seats.ts'

/** Educators, and how many of them take part in a medallion or have one. */
export type PeopleCount = { educators: number; takingPart: number; holding: number }

/** By the end of a span: of the whole, and of each organisation in which somebody works. */
export async function countPeople(
  db: Db,
  counted: Counted,
  now: Date,
): Promise<{ all: PeopleCount; inOrganisation: ReadonlyMap<string, PeopleCount> }> {
  const { rows } = await sql<PeopleCount & { organisationId: string | null }>`
    with ${span(counted)}, ${seats(counted)}, ${present(now)}, taking as materialized (
      select distinct enrolment.person_id from enrolment cross join span
      where enrolment.medallion_id = any(${ids(counted.medallionIds)})
        and enrolment.state = 'accepted' and enrolment.answered_at < span.ends
    ), holding as materialized (
      select distinct award.person_id from award cross join span
      where award.kind = 'medallion' and award.achievement_id = any(${ids(counted.medallionIds)})
        and award.state = 'active' and award.awarded_at < span.ends
    )
    select present.organisation_id as "organisationId",
      count(distinct present.person_id)::integer as educators,
      count(distinct taking.person_id)::integer as "takingPart",
      count(distinct holding.person_id)::integer as holding
    from present
    left join taking on taking.person_id = present.person_id
    left join holding on holding.person_id = present.person_id
    group by grouping sets ((), (present.organisation_id))`.execute(db)
  const inOrganisation = new Map<string, PeopleCount>()
  let all: PeopleCount = { educators: 0, takingPart: 0, holding: 0 }
  for (const { organisationId, ...count } of rows)
    if (organisationId === null) all = count
    else inOrganisation.set(organisationId, count)
  return { all, inOrganisation }
}

/** One medallion among the educators who work here. */
export type MedallionCount = {
  medallionId: string
  /** Offered and not answered */
  waiting: number
  takingPart: number
  /** Accepted, and nothing of it begun or earned */
  notBegun: number
  holding: number
  /** Earned within the span */
  earned: number
}

export async function countMedallions(db: Db, counted: Counted, now: Date): Promise<MedallionCount[]> {
  const { rows } = await sql<MedallionCount>`
    with ${span(counted)}, ${seats(counted)}, ${present(now)}, person_here as materialized (
      select distinct person_id from present
    ), asked as materialized (
      select enrolment.medallion_id, enrolment.state, enrolment.answered_at, enrolment.person_id,
        enrolment.org_id, enrolment.version_id
      from enrolment
      where enrolment.medallion_id = any(${ids(counted.medallionIds)})
        and enrolment.person_id in (select person_id from person_here)
    ), begun as materialized (
      select distinct asked.medallion_id, asked.person_id from asked
      join medallion_pick as pick on pick.org_id = asked.org_id and pick.version_id = asked.version_id
      join pursuit on pursuit.person_id = asked.person_id and pursuit.micro_credential_id = pick.micro_credential_id
        and pursuit.state <> 'withdrawn'
      union
      select distinct asked.medallion_id, asked.person_id from asked
      join medallion_pick as pick on pick.org_id = asked.org_id and pick.version_id = asked.version_id
      join award on award.person_id = asked.person_id and award.kind = 'micro-credential'
        and award.achievement_id = pick.micro_credential_id and award.state = 'active'
    ), answered as (
      select asked.medallion_id,
        count(*) filter (where asked.state = 'offered')::integer as waiting,
        count(*) filter (where asked.state = 'accepted' and asked.answered_at < span.ends)::integer as taking,
        count(*) filter (where asked.state = 'accepted' and asked.answered_at < span.ends
          and begun.person_id is null)::integer as idle
      from asked cross join span
      left join begun on begun.medallion_id = asked.medallion_id and begun.person_id = asked.person_id
      group by asked.medallion_id
    ), awarded as (
      select award.achievement_id as medallion_id,
        count(distinct award.person_id) filter (where award.awarded_at < span.ends)::integer as holding,
        count(distinct award.person_id)
          filter (where award.awarded_at >= span.begins and award.awarded_at < span.ends)::integer as earned
      from award cross join span
      where award.kind = 'medallion' and award.achievement_id = any(${ids(counted.medallionIds)})
        and award.state = 'active' and award.person_id in (select person_id from person_here)
      group by award.achievement_id
    )
    select medallion.id as "medallionId", coalesce(waiting, 0) as waiting, coalesce(taking, 0) as "takingPart",
      coalesce(idle, 0) as "notBegun", coalesce(holding, 0) as holding, coalesce(earned, 0) as earned
    from unnest(${ids(counted.medallionIds)}) as medallion (id)
    left join answered on answered.medallion_id = medallion.id
    left join awarded on awarded.medallion_id = medallion.id`.execute(db)
  return rows
}
