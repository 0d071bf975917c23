import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import type { SubmissionState } from '../../../submissions/rules/states.ts'
import type { Standing, Taken, Work } from '../../rules/reminders/steps.ts'
import { ids } from '../report/seats.ts'

/** Somebody who may be reminded: an educator with something offered, taken up or begun. */
export type Remindable = {
  personId: string
  name: string
  email: string
  timeZone: string
  country: string
  quietFrom: number
  quietUntil: number
  lastLetterAt: Date | null
}

/** All who want letters and have had none since a moment. */
export async function listRemindable(db: Db, lastBefore: Date): Promise<Remindable[]> {
  const { rows } = await sql<Remindable>`
    select person.id as "personId", person.name, address.email, place.country,
      coalesce(person.time_zone, place.time_zone) as "timeZone",
      coalesce(wish.quiet_from, 18) as "quietFrom", coalesce(wish.quiet_until, 7) as "quietUntil",
      wish.last_letter_at as "lastLetterAt"
    from person
    join person_email as address on address.person_id = person.id and address.is_primary
    join (
      select distinct on (role.person_id) role.person_id, organisation.time_zone, organisation.country
      from role join organisation on organisation.id = role.organisation_id
      where role.kind = 'educator' and role.ended_at is null
      order by role.person_id, role.started_at, role.id
    ) as place on place.person_id = person.id
    left join reminder_preference as wish on wish.person_id = person.id
    where coalesce(wish.wanted, true) and (wish.last_letter_at is null or wish.last_letter_at <= ${lastBefore})
      and (person.id in (select person_id from enrolment where state in ('offered', 'accepted'))
        or person.id in (select person_id from pursuit where state = 'active'))
    order by person.id`.execute(db)
  return rows
}

type TakenRow = Omit<Taken, 'picks'> & { personId: string; orgId: string; versionId: string }

/** Medallions that are still offered, in a district where the person works, and in no cohort that was closed. */
async function listTaken(db: Db, personIds: readonly string[]): Promise<TakenRow[]> {
  const { rows } = await sql<TakenRow>`
    select enrolment.person_id as "personId", enrolment.org_id as "orgId", enrolment.version_id as "versionId",
      enrolment.medallion_id as "medallionId", version.title, enrolment.state,
      coalesce(enrolment.answered_at, enrolment.put_off_at, enrolment.offered_at) as since,
      exists (
        select from award where award.person_id = enrolment.person_id and award.kind = 'medallion'
          and award.achievement_id = enrolment.medallion_id
      ) as awarded
    from enrolment
    join medallion on medallion.org_id = enrolment.org_id and medallion.id = enrolment.medallion_id
    join medallion_version as version on version.org_id = enrolment.org_id and version.id = enrolment.version_id
    left join cohort on cohort.org_id = enrolment.org_id and cohort.id = enrolment.cohort_id
    where enrolment.person_id = any(${ids(personIds)}) and enrolment.state in ('offered', 'accepted')
      and medallion.retired_at is null and cohort.closed_at is null
      and exists (
        select from role where role.person_id = enrolment.person_id and role.org_id = enrolment.org_id
          and role.ended_at is null)
    order by enrolment.person_id, enrolment.offered_at, enrolment.medallion_id`.execute(db)
  return rows
}

type PickRow = {
  versionId: string
  microCredentialId: string
  groupId: string | null
  needed: number
  title: string
  slug: string
}

async function listPicksOf(db: Db, versionIds: readonly string[]): Promise<PickRow[]> {
  const { rows } = await sql<PickRow>`
    select pick.version_id as "versionId", pick.micro_credential_id as "microCredentialId", pick.group_id as "groupId",
      pick.needed, mc.slug, newest.title
    from medallion_pick as pick
    join micro_credential as mc on mc.org_id = pick.publisher_id and mc.id = pick.micro_credential_id
    join lateral (
      select title from micro_credential_version as v
      where v.org_id = mc.org_id and v.micro_credential_id = mc.id and v.state = 'published'
      order by v.number desc limit 1) as newest on true
    where pick.version_id = any(${ids(versionIds)})
    order by pick.version_id, pick.position`.execute(db)
  return rows
}

const listEarned = (db: Db, personIds: readonly string[]) =>
  db
    .selectFrom('award')
    .select(['person_id as personId', 'achievement_id as microCredentialId'])
    .where('person_id', 'in', personIds)
    .where('kind', '=', 'micro-credential')
    .where('state', '=', 'active')
    .execute()

/** Work under way with its newest attempt, and when its educator last did something on that. */
async function listWork(db: Db, personIds: readonly string[]): Promise<(Work & { personId: string })[]> {
  const { rows } = await sql<Omit<Work, 'state'> & { state: string; personId: string }>`
    select pursuit.person_id as "personId", pursuit.id as "pursuitId",
      pursuit.micro_credential_id as "microCredentialId", version.title, newest.state, newest.attempt,
      greatest(newest.started_at, newest.submitted_at, newest.decided_at, (
        select max(response.saved_at) from response
        where response.org_id = newest.org_id and response.submission_id = newest.id), (
        select max(evidence.added_at) from evidence
        where evidence.org_id = newest.org_id and evidence.submission_id = newest.id)) as "movedAt"
    from pursuit
    join micro_credential_version as version
      on version.org_id = pursuit.publisher_id and version.id = pursuit.version_id
    join lateral (
      select * from submission where submission.org_id = pursuit.org_id and submission.pursuit_id = pursuit.id
        and submission.state <> 'withdrawn'
      order by submission.attempt desc limit 1) as newest on true
    where pursuit.person_id = any(${ids(personIds)}) and pursuit.state = 'active'
    order by pursuit.person_id, pursuit.started_at, pursuit.id`.execute(db)
  return rows.map((row) => ({ ...row, state: row.state as SubmissionState }))
}

/** How each of these people stands. */
export async function loadStandings(db: Db, personIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  if (personIds.length === 0) return new Map()
  const [taken, earned, work] = await Promise.all([
    listTaken(db, personIds),
    listEarned(db, personIds),
    listWork(db, personIds),
  ])
  const picks = await listPicksOf(db, [...new Set(taken.map(({ versionId }) => versionId))])
  const ofVersion = Map.groupBy(picks, ({ versionId }) => versionId)
  const named = new Map(picks.map(({ microCredentialId, title, slug }) => [microCredentialId, { title, slug }]))
  const takenBy = Map.groupBy(taken, ({ personId }) => personId)
  const earnedBy = Map.groupBy(earned, ({ personId }) => personId)
  const workBy = Map.groupBy(work, ({ personId }) => personId)
  return new Map(
    personIds.map((personId) => [
      personId,
      {
        taken: (takenBy.get(personId) ?? []).map((each) => ({ ...each, picks: ofVersion.get(each.versionId) ?? [] })),
        earned: new Set((earnedBy.get(personId) ?? []).map(({ microCredentialId }) => microCredentialId)),
        work: workBy.get(personId) ?? [],
        named,
      },
    ]),
  )
}
