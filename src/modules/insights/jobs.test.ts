import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import { listMail } from '#src/platform/events/mail.ts'
import type { World } from '#src/platform/world.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import {
  CHOICE,
  enrol,
  makeMedallion,
  recordAwards,
  REQUIRED,
  type Medallion,
} from '#test/factories/medallions/taken-up.ts'
import { scheduleReport, stopReport } from './commands/report/schedule.ts'
import { jobs } from './jobs.ts'
import { findPreference, stopReminders, writePreference } from './queries/reminders/preferences.ts'
import { listSchedulesOf } from './queries/schedules.ts'
import { personOfToken } from './rules/reminders/link.ts'

const { db } = await testDatabase()
const secret = 's'.repeat(40)
let district: Organisation
let school: Organisation
let leader: Actor
let medallion: Medallion

const worldAt = (now: Date) =>
  ({ db, now: () => now, config: { publicUrl: 'https://mint.example', secret } }) as unknown as World
/** Every job may run twice, and at the same moment. */
const run = async (task: string, now: Date) => {
  await Promise.all([jobs[task]?.(worldAt(now), {}), jobs[task]?.(worldAt(now), {})])
  await jobs[task]?.(worldAt(now), {})
}
const emailOf = async ({ personId }: Actor): Promise<string> => {
  const row = await db
    .selectFrom('person_email')
    .select('email')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  return row.email
}
const lettersTo = async (actor: Actor) => {
  const email = await emailOf(actor)
  return (await listMail(db, 1000)).filter((letter) => letter.to_address === email).toReversed()
}
const day = (text: string) => new Date(`${text}T15:00:00Z`)
const endRole = ({ personId }: Actor, now: Date) =>
  db.updateTable('role').set({ ended_at: now }).where('person_id', '=', personId).execute()

beforeAll(async () => {
  await importFixtureCatalogue(db)
  district = await makeDistrict(db)
  school = await makeSchool(db, district)
  leader = await makePerson(db, [{ kind: 'leader', at: district }])
  medallion = await makeMedallion(db, { at: district, by: leader.personId, slug: 'ready-together' })
})

describe('reminders', () => {
  const educator = () => makePerson(db, [{ kind: 'educator', at: school }], 'Amara')
  const remind = (now: Date) => run('insights.remind', now)

  test('one letter tells what is due, once, with a way to get no more in its headers', async () => {
    const actor = await educator()
    await enrol(db, medallion, actor.personId)
    await remind(day('2026-12-07'))
    expect(await lettersTo(actor)).toHaveLength(0)
    await remind(day('2026-12-12'))
    expect(await lettersTo(actor)).toHaveLength(0)
    await remind(new Date('2026-12-14T03:00:00Z'))
    expect(await lettersTo(actor)).toHaveLength(0)

    await remind(day('2026-12-14'))
    const [letter, ...more] = await lettersTo(actor)
    expect(more).toHaveLength(0)
    expect(letter?.subject).toBe('A first step: Ready Together')
    const { headers } = await db
      .selectFrom('mail')
      .select('headers')
      .where('id', '=', letter?.id ?? '')
      .executeTakeFirstOrThrow()
    expect(headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
    const [, token = ''] = /reminders\/stop\/([\w-]+)>/.exec(JSON.stringify(headers)) ?? []
    expect(personOfToken(secret, token)).toBe(actor.personId)

    await remind(day('2026-12-22'))
    expect(await lettersTo(actor)).toHaveLength(1)
    await remind(day('2027-01-12'))
    expect(await lettersTo(actor)).toHaveLength(2)
  })

  test('what has changed is told before four weeks are over, and not within one', async () => {
    const actor = await educator()
    await enrol(db, medallion, actor.personId)
    await remind(day('2026-12-14'))
    await recordAwards(db, actor.personId, [...REQUIRED, CHOICE[0]])
    await remind(day('2026-12-18'))
    expect(await lettersTo(actor)).toHaveLength(1)
    await remind(day('2026-12-22'))
    expect((await lettersTo(actor)).map(({ subject }) => subject)).toEqual([
      'A first step: Ready Together',
      'One left: Ready Together',
    ])
  })

  test('nothing comes to who wants none, has left, or works nowhere here any more', async () => {
    const [unwilling, gone, left] = [await educator(), await educator(), await educator()]
    for (const { personId } of [unwilling, gone]) await enrol(db, medallion, personId, { state: 'offered' })
    await enrol(db, medallion, left.personId)
    await stopReminders(db, unwilling.personId, NOON)
    await stopReminders(db, unwilling.personId, NOON)
    await endRole(gone, NOON)
    await db.updateTable('enrolment').set({ state: 'left' }).where('person_id', '=', left.personId).execute()
    await remind(day('2026-12-14'))
    for (const actor of [unwilling, gone, left]) expect(await lettersTo(actor)).toHaveLength(0)
    expect(await findPreference(db, unwilling.personId)).toEqual({ wanted: false, quietFrom: 18, quietUntil: 7 })
    // Nothing is written of it where a leader or an admin could look.
    const events = await db.selectFrom('event').select('id').where('subject_id', '=', unwilling.personId).execute()
    expect(events).toHaveLength(0)
    await writePreference(db, unwilling.personId, { wanted: true, quietFrom: 12, quietUntil: 12 }, NOON)
    await remind(day('2026-12-14'))
    expect(await lettersTo(unwilling)).toHaveLength(0)
  })
})

describe('a report by mail', () => {
  const given = (actor: Actor) => ({ db, actor, now: NOON })
  const wish = (edit: object = {}) => ({
    organisationId: school.id,
    medallionId: null,
    every: 'month' as const,
    addresses: [] as string[],
    ...edit,
  })
  const send = (now: Date) => run('insights.send-reports', now)

  test('goes to its leader and readers once a month, with the PDF, until the leader leads no more', async () => {
    const own = await makePerson(db, [{ kind: 'leader', at: school }])
    const reader = await makePerson(db, [{ kind: 'educator', at: school }])
    const made = await scheduleReport(given(own), wish({ addresses: [(await emailOf(reader)).toUpperCase()] }))
    expect(made).toEqual({ ok: true })
    expect(await scheduleReport(given(own), wish())).toMatchObject({ reason: 'exists' })

    await send(day('2026-11-30'))
    expect(await lettersTo(own)).toHaveLength(0)
    await send(day('2026-12-01'))
    await send(day('2026-12-02'))
    const [letter] = await lettersTo(own)
    expect(await lettersTo(own)).toHaveLength(1)
    expect(await lettersTo(reader)).toHaveLength(1)
    expect(letter?.subject).toMatch('November 2026')
    expect(letter?.body).toMatch(
      `https://mint.example/report?of=${school.id}&period=dates&from=2026-11-01&until=2026-11-30`,
    )
    const files = await db
      .selectFrom('mail')
      .innerJoin('mail_file', 'mail_file.id', 'mail.file_id')
      .select(['mail_file.id', sql<string>`encode(substring(bytes from 1 for 5), 'escape')`.as('begins')])
      .execute()
    expect(new Set(files.map(({ id }) => id)).size).toBe(1)
    expect(files.map(({ begins }) => begins)).toEqual(['%PDF-', '%PDF-'])

    await endRole(reader, day('2026-12-20'))
    await send(day('2027-02-03'))
    expect((await lettersTo(own)).map(({ subject }) => subject)[1]).toMatch('January 2027')
    expect(await lettersTo(reader)).toHaveLength(1)
    await endRole(own, day('2027-02-10'))
    await send(day('2027-03-01'))
    expect(await lettersTo(own)).toHaveLength(2)
    expect(await listSchedulesOf(db, own.personId)).toEqual([])
  })

  test.each<[string, () => Promise<[Actor, object]>, string]>([
    [
      'of a school that one does not lead',
      async () => [await makePerson(db, [{ kind: 'leader', at: await makeSchool(db, district) }]), {}],
      'unknown',
    ],
    [
      'by somebody who leads nothing',
      async () => [await makePerson(db, [{ kind: 'educator', at: school }]), {}],
      'unknown',
    ],
    [
      'about a medallion of another tree',
      () => Promise.resolve([leader, { medallionId: crypto.randomUUID() }]),
      'unknown',
    ],
    ['to somebody outside', () => Promise.resolve([leader, { addresses: ['board@elsewhere.example'] }]), 'strangers'],
    ['to what is no address', () => Promise.resolve([leader, { addresses: ['=cmd'] }]), 'strangers'],
    [
      'to too many',
      () => Promise.resolve([leader, { addresses: Array.from({ length: 21 }, (_, n) => `a${n}@b.example`) }]),
      'too_many',
    ],
  ])('is not sent %s', async (_, make, reason) => {
    const [actor, edit] = await make()
    expect(await scheduleReport(given(actor), wish(edit))).toMatchObject({ ok: false, reason })
  })

  test('is stopped by its leader, and by nobody else', async () => {
    await scheduleReport(given(leader), wish({ medallionId: medallion.id, every: 'quarter' }))
    const [schedule] = await listSchedulesOf(db, leader.personId)
    expect(schedule).toMatchObject({ medallion: 'Ready Together', nextOn: '2027-01-01', readers: [] })
    const another = await makePerson(db, [{ kind: 'leader', at: district }])
    expect(await stopReport(given(another), schedule?.id ?? '')).toBe(false)
    expect(await stopReport(given(leader), schedule?.id ?? '')).toBe(true)
    await send(day('2027-01-04'))
    expect(await lettersTo(leader)).toHaveLength(0)
  })
})
