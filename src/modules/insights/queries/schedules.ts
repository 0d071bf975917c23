import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { DayText } from '../../submissions/rules/business-days.ts'

export type Every = 'month' | 'quarter'

/** A report that goes out by mail. */
export type Schedule = {
  orgId: string
  id: string
  organisationId: string
  medallionId: string | null
  leaderId: string
  every: Every
  nextOn: DayText
}

const schedules = (db: Db) =>
  db
    .selectFrom('report_schedule as schedule')
    .innerJoin('organisation', 'organisation.id', 'schedule.organisation_id')
    .select([
      'schedule.org_id as orgId',
      'schedule.id',
      'schedule.organisation_id as organisationId',
      'schedule.medallion_id as medallionId',
      'schedule.leader_id as leaderId',
      'schedule.every',
      'schedule.next_on as nextOn',
    ])
    .where('schedule.ended_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof schedules>['executeTakeFirstOrThrow']>>
const toSchedule = (row: Row): Schedule => ({ ...row, every: row.every as Every })

/** Those whose day has come by the calendar of their organisation, and its morning. */
export async function listDueSchedules(db: Db, now: Date): Promise<Schedule[]> {
  const clock = sql<Date>`${now}::timestamptz at time zone organisation.time_zone`
  const rows = await schedules(db)
    .where(sql<boolean>`schedule.next_on <= (${clock})::date`)
    .where(sql<boolean>`extract(hour from ${clock}) >= 6`)
    .orderBy('schedule.id')
    .execute()
  return rows.map(toSchedule)
}

/** What a leader has sent, with the names of what it is about and of who else reads it. */
export async function listSchedulesOf(
  db: Db,
  leaderId: string,
): Promise<(Schedule & { organisation: string; medallion: string | null; readers: string[] })[]> {
  const rows = await schedules(db)
    .select(['organisation.name as organisation'])
    .select((eb) => [
      eb
        .selectFrom('medallion_version as version')
        .select('version.title')
        .whereRef('version.org_id', '=', 'schedule.org_id')
        .whereRef('version.medallion_id', '=', 'schedule.medallion_id')
        .orderBy('version.number', 'desc')
        .limit(1)
        .as('medallion'),
      sql<string[]>`array(select person.name from report_reader as reader
        join person on person.id = reader.person_id
        where reader.org_id = schedule.org_id and reader.schedule_id = schedule.id order by person.name)`.as('readers'),
    ])
    .where('schedule.leader_id', '=', leaderId)
    .orderBy('organisation.name')
    .orderBy('schedule.id')
    .execute()
  return rows.map((row) => ({ ...row, every: row.every as Every }))
}

/** False when the leader has this report sent already. */
export async function insertSchedule(
  tx: Tx,
  schedule: Omit<Schedule, 'id'>,
  readerIds: readonly string[],
  now: Date,
): Promise<string | null> {
  const { orgId, organisationId, medallionId, leaderId, every, nextOn } = schedule
  const id = newId()
  const made = await tx
    .insertInto('report_schedule')
    .values({
      org_id: orgId,
      id,
      organisation_id: organisationId,
      medallion_id: medallionId,
      leader_id: leaderId,
      every,
      next_on: nextOn,
      made_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return null
  if (readerIds.length > 0)
    await tx
      .insertInto('report_reader')
      .values(readerIds.map((personId) => ({ org_id: orgId, schedule_id: id, person_id: personId })))
      .execute()
  return id
}

/** Moves a schedule on to its next day; false when somebody did so already, or it has ended. */
export async function moveOn(tx: Tx, { orgId, id, nextOn }: Schedule, next: DayText): Promise<boolean> {
  const moved = await tx
    .updateTable('report_schedule')
    .set({ next_on: next })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('next_on', '=', nextOn)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** Ends a schedule; null when it has ended, or is none of this leader's. */
export async function endSchedule(
  tx: Tx,
  { id, leaderId, because }: { id: string; leaderId: string; because: 'stopped' | 'role ended' },
  now: Date,
): Promise<{ orgId: string } | null> {
  const row = await tx
    .updateTable('report_schedule')
    .set({ ended_at: now, ended_because: because })
    .where('id', '=', id)
    .where('leader_id', '=', leaderId)
    .where('ended_at', 'is', null)
    .returning('org_id')
    .executeTakeFirst()
  return row === undefined ? null : { orgId: row.org_id }
}

const inTree = (db: Db, orgId: string) =>
  db.selectFrom('role').select('role.person_id').where('role.org_id', '=', orgId).where('role.ended_at', 'is', null)

/** Whose these addresses are, as far as they belong to somebody of the tree. */
export async function findInTree(
  db: Db,
  orgId: string,
  emails: readonly string[],
): Promise<{ email: string; personId: string }[]> {
  if (emails.length === 0) return []
  const rows = await db
    .selectFrom('person_email')
    .select(['email', 'person_id as personId'])
    .where('email', 'in', emails)
    .where('person_id', 'in', inTree(db, orgId))
    .execute()
  return rows
}

/** The addresses of who else reads a report: those who still belong to the tree. */
export async function listReaders(db: Db, { orgId, id }: Schedule): Promise<{ personId: string; email: string }[]> {
  return db
    .selectFrom('report_reader as reader')
    .innerJoin('person_email as address', (join) =>
      join.onRef('address.person_id', '=', 'reader.person_id').on('address.is_primary', '=', true),
    )
    .select(['reader.person_id as personId', 'address.email'])
    .where('reader.org_id', '=', orgId)
    .where('reader.schedule_id', '=', id)
    .where('reader.person_id', 'in', inTree(db, orgId))
    .orderBy('address.email')
    .execute()
}
