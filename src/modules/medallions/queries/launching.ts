import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { EnrolmentState } from '../rules/answers.ts'

/** What stands between people and a medallion before they are offered it. */
export type Standing = {
  personId: string
  state: EnrolmentState
  /** The cohort that they are in and that runs */
  cohortName: string | null
}

export async function listStandings(
  db: Db,
  { orgId, medallionId, personIds }: { orgId: string; medallionId: string; personIds: readonly string[] },
): Promise<Standing[]> {
  const rows = await db
    .selectFrom('enrolment')
    .leftJoin('cohort', (join) =>
      join.onRef('cohort.id', '=', 'enrolment.cohort_id').on('cohort.closed_at', 'is', null),
    )
    .select(['enrolment.person_id as personId', 'enrolment.state', 'cohort.name as cohortName'])
    .where('enrolment.org_id', '=', orgId)
    .where('enrolment.medallion_id', '=', medallionId)
    .where(sql<boolean>`enrolment.person_id = any(${[...personIds]}::uuid[])`)
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as EnrolmentState }))
}

/** Lets one launch of a medallion ask people at a time: of two, the second sees whom the first has asked. */
export async function holdOffers(tx: Tx, medallionId: string): Promise<void> {
  await tx.selectFrom('medallion').select('id').where('id', '=', medallionId).forNoKeyUpdate().execute()
}

export type NewCohort = {
  orgId: string
  id: string
  medallionId: string
  versionId: string
  organisationId: string
  name: string
  startsOn: string
  endsOn: string
  coachId: string | null
  togetherId: string | null
  welcome: string
  invitationToken: string | null
  launchedBy: string
}

/** Writes a cohort; false, and nothing, where one of this id is there. */
export async function insertCohort(tx: Tx, cohort: NewCohort, now: Date): Promise<boolean> {
  const made = await tx
    .insertInto('cohort')
    .values({
      org_id: cohort.orgId,
      id: cohort.id,
      medallion_id: cohort.medallionId,
      version_id: cohort.versionId,
      organisation_id: cohort.organisationId,
      name: cohort.name,
      starts_on: cohort.startsOn,
      ends_on: cohort.endsOn,
      coach_id: cohort.coachId,
      together_id: cohort.togetherId,
      welcome: cohort.welcome,
      invitation_token: cohort.invitationToken,
      launched_by: cohort.launchedBy,
      launched_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export type Offer = { personId: string; qualified: boolean; confirmed: boolean }
type Into = { orgId: string; medallionId: string; versionId: string; cohortId: string; by: string; welcome: boolean }

/**
 * Offers a medallion to people, in one statement; hold the offers first. Whom it was offered before, or who is at work on it, keeps what stands;
 * who declined or left, or did not answer in a cohort that is closed, is asked once more. Returns how many were asked.
 */
export async function insertOffers(tx: Tx, into: Into, offers: readonly Offer[], now: Date): Promise<number> {
  if (offers.length === 0) return 0
  const { rows } = await sql`
    insert into enrolment (org_id, medallion_id, person_id, version_id, cohort_id, state, offered_at, welcomed_at,
      qualified_at_offer, confirmed_by, confirmed_at)
    select ${into.orgId}, ${into.medallionId}, person_id, ${into.versionId}, ${into.cohortId}, 'offered', ${now},
      ${into.welcome ? null : now}::timestamptz, qualified,
      case when confirmed then ${into.by}::uuid end, case when confirmed then ${now}::timestamptz end
    from unnest(${offers.map(({ personId }) => personId)}::uuid[], ${offers.map(({ qualified }) => qualified)}::boolean[],
      ${offers.map(({ confirmed }) => confirmed)}::boolean[]) as offer (person_id, qualified, confirmed)
    order by person_id
    on conflict (org_id, medallion_id, person_id) do update set
      version_id = excluded.version_id, cohort_id = excluded.cohort_id, state = 'offered', answered_at = null,
      put_off_at = null, passed_over_id = null, offered_at = excluded.offered_at, welcomed_at = excluded.welcomed_at,
      qualified_at_offer = excluded.qualified_at_offer, confirmed_by = excluded.confirmed_by,
      confirmed_at = excluded.confirmed_at
    where enrolment.state in ('declined', 'left') or (enrolment.state = 'offered' and not exists (
      select from cohort where cohort.id = enrolment.cohort_id and cohort.closed_at is null))
    returning person_id`.execute(tx)
  return rows.length
}

/** Takes people who are at work on a medallion, and in no cohort that runs, into this one. */
export async function joinOthers(
  tx: Tx,
  { orgId, medallionId, cohortId }: Pick<Into, 'orgId' | 'medallionId' | 'cohortId'>,
  personIds: readonly string[],
): Promise<number> {
  if (personIds.length === 0) return 0
  const { numUpdatedRows } = await tx
    .updateTable('enrolment')
    .set({ cohort_id: cohortId })
    .where('org_id', '=', orgId)
    .where('medallion_id', '=', medallionId)
    .where('state', '=', 'accepted')
    .where(sql<boolean>`person_id = any(${[...personIds]}::uuid[])`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('cohort')
            .select('cohort.id')
            .whereRef('cohort.id', '=', 'enrolment.cohort_id')
            .where('cohort.closed_at', 'is', null),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function updateCohort(
  tx: Tx,
  { orgId, id }: { orgId: string; id: string },
  change: {
    name?: string
    starts_on?: string
    ends_on?: string
    coach_id?: string | null
    invitation_token?: string | null
    closed_at?: Date
  },
): Promise<void> {
  await tx.updateTable('cohort').set(change).where('org_id', '=', orgId).where('id', '=', id).execute()
}

/**
 * Takes somebody out of a cohort: an offer without an answer is taken back, and who is at work goes on alone. False when
 * they are not in it.
 */
export async function removeFromCohort(
  tx: Tx,
  { orgId, cohortId, personId }: { orgId: string; cohortId: string; personId: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('enrolment')
    .where('org_id', '=', orgId)
    .where('cohort_id', '=', cohortId)
    .where('person_id', '=', personId)
    .where('state', '=', 'offered')
    .executeTakeFirst()
  if (numDeletedRows > 0n) return true
  const { numUpdatedRows } = await tx
    .updateTable('enrolment')
    .set({ cohort_id: null })
    .where('org_id', '=', orgId)
    .where('cohort_id', '=', cohortId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
