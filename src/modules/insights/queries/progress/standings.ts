import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import type { EarnedPick, OpenWork, Standing } from '../../rules/progress/standing.ts'
import { ids } from '../report/seats.ts'

/**
 * Everybody of a cohort who works there now as an educator and has not said no, with what they have begun and earned of
 * these micro-credentials; by name. Whoever calls has asked the policy.
 */
export async function listStandings(
  db: Db,
  cohort: { orgId: string; id: string; medallionId: string },
  microCredentialIds: readonly string[],
): Promise<Standing[]> {
  const people = await listPeople(db, cohort)
  if (people.length === 0) return []
  const who = people.map(({ personId }) => personId)
  const [work, earned, holders] = await Promise.all([
    listWork(db, who, microCredentialIds),
    listEarned(db, who, microCredentialIds),
    listHolders(db, who, cohort.medallionId),
  ])
  const works = Map.groupBy(work, ({ personId }) => personId)
  const earnings = Map.groupBy(earned, ({ personId }) => personId)
  return people.map((person) => {
    const own = earnings.get(person.personId) ?? []
    const rows = works.get(person.personId) ?? []
    const has = new Set(own.map(({ microCredentialId }) => microCredentialId))
    const times = rows.map(({ activeAt }) => activeAt.getTime())
    return {
      ...person,
      open: rows.flatMap(({ open }) => (open === null || has.has(open.microCredentialId) ? [] : [open])),
      earned: own.map(({ microCredentialId, at, hours, credentialId }) => ({
        microCredentialId,
        at,
        hours,
        credentialId,
      })),
      activeAt: times.length === 0 ? null : new Date(Math.max(...times)),
      holdsSince: holders.get(person.personId) ?? null,
    }
  })
}

type Person = Omit<Standing, 'open' | 'earned' | 'activeAt' | 'holdsSince'>

async function listPeople(db: Db, cohort: { orgId: string; id: string }): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select enrolment.person_id as "personId", person.name, address.email, place.name as school, enrolment.state,
      coalesce(enrolment.answered_at, enrolment.offered_at) as since, enrolment.version_id as "versionId"
    from enrolment
    join cohort on cohort.org_id = enrolment.org_id and cohort.id = enrolment.cohort_id
    join person on person.id = enrolment.person_id
    left join person_email as address on address.person_id = person.id and address.is_primary
    cross join lateral (
      select organisation.name from role join organisation on organisation.id = role.organisation_id
      where role.person_id = enrolment.person_id and role.kind = 'educator' and role.ended_at is null
        and organisation.path @> array[cohort.organisation_id]
      order by role.started_at, role.id limit 1
    ) as place
    where enrolment.org_id = ${cohort.orgId} and enrolment.cohort_id = ${cohort.id}
      and enrolment.state in ('offered', 'accepted')
    order by person.name, person.id`.execute(db)
  return rows
}

type WorkRow = { personId: string; activeAt: Date; open: OpenWork | null }

/** The newest attempt of each; a day that somebody was active is one on which they began, wrote or handed in. */
async function listWork(db: Db, people: readonly string[], microCredentialIds: readonly string[]): Promise<WorkRow[]> {
  const { rows } = await sql<{
    personId: string
    microCredentialId: string
    active: boolean
    begunAt: Date
    state: string | null
    submittedAt: Date | null
    dueAt: Date | null
    decidedAt: Date | null
    savedAt: Date | null
  }>`
    select pursuit.person_id as "personId", pursuit.micro_credential_id as "microCredentialId",
      pursuit.state = 'active' as active, coalesce(last.started_at, pursuit.started_at) as "begunAt", last.state,
      last.submitted_at as "submittedAt", last.due_at as "dueAt", last.decided_at as "decidedAt", saved.at as "savedAt"
    from pursuit
    left join lateral (
      select id, state, started_at, submitted_at, due_at, decided_at from submission
      where submission.org_id = pursuit.org_id and submission.pursuit_id = pursuit.id and submission.state <> 'withdrawn'
      order by attempt desc limit 1
    ) as last on true
    left join lateral (
      select max(saved_at) as at from response
      where last.state = 'draft' and response.org_id = pursuit.org_id and response.submission_id = last.id
    ) as saved on true
    where pursuit.person_id = any(${ids(people)}) and pursuit.micro_credential_id = any(${ids(microCredentialIds)})
      and pursuit.state <> 'withdrawn'`.execute(db)
  return rows.map(({ personId, microCredentialId, active, begunAt, state, submittedAt, dueAt, decidedAt, savedAt }) => {
    const activeAt = savedAt ?? submittedAt ?? begunAt
    const handedIn = state === 'submitted' || state === 'in_assessment'
    const open: OpenWork =
      state === 'not_yet'
        ? { microCredentialId, state: 'not yet', since: decidedAt ?? activeAt, dueAt: null }
        : {
            microCredentialId,
            state: handedIn ? 'handed in' : 'writing',
            since: activeAt,
            dueAt: handedIn ? dueAt : null,
          }
    return { personId, activeAt, open: active ? open : null }
  })
}

async function listEarned(
  db: Db,
  people: readonly string[],
  microCredentialIds: readonly string[],
): Promise<(EarnedPick & { personId: string })[]> {
  const { rows } = await sql<EarnedPick & { personId: string }>`
    select distinct on (award.person_id, award.achievement_id) award.person_id as "personId",
      award.achievement_id as "microCredentialId", award.awarded_at as at, award.hours::float8 as hours,
      credential.id as "credentialId"
    from award
    left join shared_award as shared on shared.org_id = award.org_id and shared.award_id = award.id
    left join credential on credential.org_id = shared.org_id and credential.award_id = shared.award_id
      and credential.superseded_at is null
    where award.kind = 'micro-credential' and award.state = 'active' and award.person_id = any(${ids(people)})
      and award.achievement_id = any(${ids(microCredentialIds)})
    order by award.person_id, award.achievement_id, award.awarded_at`.execute(db)
  return rows
}

async function listHolders(db: Db, people: readonly string[], medallionId: string): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ personId: string; at: Date }>`
    select person_id as "personId", awarded_at as at from award
    where kind = 'medallion' and state = 'active' and achievement_id = ${medallionId}
      and person_id = any(${ids(people)})`.execute(db)
  return new Map(rows.map(({ personId, at }) => [personId, at]))
}
