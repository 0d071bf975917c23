import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import { ids } from '../report/seats.ts'

/** A cohort in a list, with how its people are doing. */
export type CohortProgress = {
  id: string
  name: string
  title: string
  organisation: string
  coach: string | null
  endsOn: string
  closed: boolean
  accepted: number
  offered: number
  /** Who began, wrote or handed in something of it lately */
  active: number
  holding: number
  /** Micro-credentials of the medallion that those who accepted have earned */
  earned: number
}

type Whose = { organisationIds: readonly string[]; coachId: string; search: string }

const chosen = ({ organisationIds, coachId, search }: Whose) => sql`
  (organisation.path && ${ids(organisationIds)} or cohort.coach_id = ${coachId} and exists (
    select from role where role.person_id = ${coachId} and role.org_id = cohort.org_id and role.ended_at is null))
  and ${search === '' ? sql`true` : sql`(cohort.name || ' ' || version.title || ' ' || organisation.name) ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}`}`

const all = sql`
  cohort
  join organisation on organisation.id = cohort.organisation_id
  join medallion_version as version on version.org_id = cohort.org_id and version.id = cohort.version_id`

export async function countFollowed(db: Db, whose: Whose): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from ${all} where ${chosen(whose)}`.execute(db)
  return rows[0]?.n ?? 0
}

/**
 * Cohorts of some organisations and of all below them, and those that somebody coaches: the running ones first, then the
 * newest. Counted are those who work there now.
 */
export async function listFollowed(
  db: Db,
  whose: Whose,
  { limit, offset, activeSince }: { limit: number; offset: number; activeSince: Date },
): Promise<CohortProgress[]> {
  const { rows } = await sql<CohortProgress>`
    with shown as materialized (
      select cohort.org_id, cohort.id, cohort.medallion_id, cohort.name, version.title, organisation.name as organisation,
        cohort.organisation_id, cohort.coach_id, cohort.ends_on, cohort.closed_at, cohort.launched_at
      from ${all}
      where ${chosen(whose)}
      order by cohort.closed_at is not null, cohort.launched_at desc, organisation.path, cohort.id
      limit ${limit} offset ${offset}
    ), member as materialized (
      select shown.id, shown.medallion_id, enrolment.person_id, enrolment.state, enrolment.org_id, enrolment.version_id
      from shown
      join enrolment on enrolment.org_id = shown.org_id and enrolment.cohort_id = shown.id
      where enrolment.state in ('accepted', 'offered') and exists (
        select from role join organisation on organisation.id = role.organisation_id
        where role.person_id = enrolment.person_id and role.kind = 'educator' and role.ended_at is null
          and organisation.path @> array[shown.organisation_id])
    ), answered as (
      select id, count(*) filter (where state = 'accepted')::integer as accepted,
        count(*) filter (where state = 'offered')::integer as offered
      from member group by id
    ), earned as (
      select member.id, count(*)::integer as n
      from member
      join medallion_pick as pick on pick.org_id = member.org_id and pick.version_id = member.version_id
      join award on award.kind = 'micro-credential' and award.state = 'active'
        and award.achievement_id = pick.micro_credential_id and award.person_id = member.person_id
      where member.state = 'accepted'
      group by member.id
    ), active as (
      select member.id, count(distinct member.person_id)::integer as n
      from member
      join medallion_pick as pick on pick.org_id = member.org_id and pick.version_id = member.version_id
      join pursuit on pursuit.person_id = member.person_id and pursuit.micro_credential_id = pick.micro_credential_id
        and pursuit.state <> 'withdrawn'
      left join lateral (
        select id, state, started_at, submitted_at from submission
        where submission.org_id = pursuit.org_id and submission.pursuit_id = pursuit.id
        order by attempt desc limit 1
      ) as last on true
      where member.state = 'accepted' and (
        greatest(pursuit.started_at, last.started_at, last.submitted_at) >= ${activeSince}
        or last.state = 'draft' and exists (
          select from response where response.org_id = pursuit.org_id and response.submission_id = last.id
            and response.saved_at >= ${activeSince}))
      group by member.id
    ), holding as (
      select member.id, count(*)::integer as n
      from member
      join award on award.kind = 'medallion' and award.state = 'active' and award.achievement_id = member.medallion_id
        and award.person_id = member.person_id
      group by member.id
    )
    select shown.id, shown.name, shown.title, shown.organisation, coach.name as coach, shown.ends_on as "endsOn",
      shown.closed_at is not null as closed, coalesce(accepted, 0) as accepted, coalesce(offered, 0) as offered,
      coalesce(active.n, 0) as active, coalesce(holding.n, 0) as holding, coalesce(earned.n, 0) as earned
    from shown
    left join person as coach on coach.id = shown.coach_id
    left join answered on answered.id = shown.id
    left join earned on earned.id = shown.id
    left join active on active.id = shown.id
    left join holding on holding.id = shown.id
    order by shown.closed_at is not null, shown.launched_at desc, shown.organisation, shown.id`.execute(db)
  return rows
}
