import { paperOf, type Fonts } from '../../../credentials/rules/certificate/view.ts'
import { getOrganisation, type Organisation } from '../../../people/queries/organisations.ts'
import { findActor, findPrimaryEmail } from '../../../people/queries/people.ts'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { forgetMailFiles, keepFile, letterId, queueMail } from '../../../../platform/events/mail.ts'
import { mayReport } from '../../policy.ts'
import { endSchedule, listDueSchedules, listReaders, moveOn, type Schedule } from '../../queries/schedules.ts'
import { beginOf, clockIn, nextBegin, spanBefore } from '../../rules/calendar.ts'
import { reportPdf } from '../../rules/report/pdf.ts'
import { monthsName, reportQuery, type Period } from '../../rules/report/period.ts'
import { leadOf, titleOf } from '../../rules/report/words.ts'
import { makeReport } from './board.ts'

type Given = { db: Db; now: Date; publicUrl: string; fonts: Fonts }

const TASK = 'insights.send-reports'
const FILES_KEPT_DAYS = 31

/** Sends every report whose day has come, once, however often it runs; and lets go of the files of old letters. */
export async function sendReports(given: Given): Promise<void> {
  for (const schedule of await listDueSchedules(given.db, given.now)) await sendReport(given, schedule)
  await forgetMailFiles(given.db, new Date(given.now.getTime() - FILES_KEPT_DAYS * 86_400_000))
}

/** One report, of the month or the quarter that ended last; of those that nobody sent before it nothing is sent. */
async function sendReport(given: Given, schedule: Schedule): Promise<void> {
  const { db, now } = given
  const organisation = await getOrganisation(db, schedule.organisationId)
  const leader = await findActor(db, schedule.leaderId)
  if (leader === null || !mayReport(leader, { action: 'have a report sent', subject: organisation })) {
    await endFor(given, schedule)
    return
  }
  const begin = beginOf(clockIn(organisation.timeZone, now).day, schedule.every)
  const span = spanBefore(begin, schedule.every)
  const period: Period = { ...span, kind: 'dates', name: monthsName(span) }
  const { medallionId } = schedule
  const report = await makeReport(db, { organisation, medallionId, period }, now)
  const printed = { report, paper: paperOf(organisation.country), madeAt: now, publicUrl: given.publicUrl }
  const bytes = await reportPdf(printed, given.fonts)
  const address = await findPrimaryEmail(db, leader.personId)
  const readers = await listReaders(db, schedule)
  const letters = [
    ...(address === null
      ? []
      : [{ personId: leader.personId, to: address.email, body: forLeader(given, schedule, organisation, period) }]),
    ...readers.map(({ personId, email }) => ({ personId, to: email, body: forReader(leader.name, organisation) })),
  ]
  await inTransaction(db, async (tx) => {
    if (!(await moveOn(tx, schedule, nextBegin(begin, schedule.every)))) return
    const fileId = letterId(`${TASK} ${begin}`, schedule.id)
    await keepFile(
      tx,
      { id: fileId, name: `Report ${span.from} to ${span.until}.pdf`, mediaType: 'application/pdf', bytes },
      now,
    )
    for (const { personId, to, body } of letters) {
      const subject = `Report for the board: ${titleOf(report)}, ${period.name}`
      const text = `${leadOf(report)}\n\n${body}`
      await queueMail(
        tx,
        { to, subject, body: text, fileId },
        now,
        letterId(`${TASK} ${begin} ${personId}`, schedule.id),
      )
    }
    const { orgId, id } = schedule
    await recordEvent(
      tx,
      { type: 'report.sent', orgId, subjectId: id, actorId: null, payload: { letters: letters.length } },
      now,
    )
  })
}

const endFor = ({ db, now }: Given, { orgId, id, leaderId }: Schedule): Promise<void> =>
  inTransaction(db, async (tx) => {
    if ((await endSchedule(tx, { id, leaderId, because: 'role ended' }, now)) === null) return
    const payload = { because: 'role ended' } as const
    await recordEvent(tx, { type: 'report.ended', orgId, subjectId: id, actorId: null, payload }, now)
  })

function forLeader(
  { publicUrl }: Given,
  { every, medallionId }: Schedule,
  { id }: Organisation,
  period: Period,
): string {
  const page = `${publicUrl}/report${reportQuery({ of: id, medallion: medallionId, period })}`
  return [
    `The whole report is attached as a PDF. On its page you can also choose another time:\n${page}`,
    `You asked for it every ${every}. To stop it, go to “By mail” on that page.`,
  ].join('\n\n')
}

const forReader = (leader: string, { name }: Organisation): string =>
  `The whole report of ${name} is attached as a PDF. ${leader} has it sent to you; ask ${leader} when you no longer want it.`
