import { holidaysFrom } from '../../../submissions/rules/holidays.ts'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { queueMail } from '../../../../platform/events/mail.ts'
import { claimLetter, listTold, writeTold } from '../../queries/reminders/preferences.ts'
import { listRemindable, loadStandings, type Remindable } from '../../queries/reminders/standing.ts'
import { DAYS_BETWEEN_LETTERS, isQuiet, letterOf, writeLetter, type Reader } from '../../rules/reminders/letter.ts'
import { clockIn } from '../../rules/calendar.ts'
import { stopToken } from '../../rules/reminders/link.ts'
import { stepsOf, type Step } from '../../rules/reminders/steps.ts'

type Given = { db: Db; now: Date; publicUrl: string; secret: string }

const AT_ONCE = 500

/**
 * Writes to everybody whose working hours these are and who has something to be reminded of. Runs every hour, since it
 * is always morning somewhere; nobody gets a second letter within a week, however often it runs.
 */
export async function remind(given: Given): Promise<void> {
  const { db, now } = given
  const lastBefore = new Date(now.getTime() - DAYS_BETWEEN_LETTERS * 86_400_000)
  const all = await listRemindable(db, lastBefore)
  const clocks = new Map([...new Set(all.map(({ timeZone }) => timeZone))].map((zone) => [zone, clockIn(zone, now)]))
  // The days around New Year belong to another year here than there.
  const countries = [...new Set(all.map(({ country }) => country))]
  const holidays = new Map(countries.map((country) => [country, holidaysFrom(country, now.getUTCFullYear() - 1)]))
  const awake = all.flatMap((person) => {
    const clock = clocks.get(person.timeZone)
    if (clock === undefined) return []
    const { quietFrom, quietUntil, lastLetterAt } = person
    const free = holidays.get(person.country) ?? new Set()
    const reader: Reader = { wanted: true, quietFrom, quietUntil, lastLetterAt, clock, holidays: free }
    return isQuiet(reader) ? [] : [{ person, reader }]
  })
  for (let from = 0; from < awake.length; from += AT_ONCE) {
    const some = awake.slice(from, from + AT_ONCE)
    const personIds = some.map(({ person }) => person.personId)
    const [standings, told] = await Promise.all([loadStandings(db, personIds), listTold(db, personIds)])
    for (const { person, reader } of some) {
      const standing = standings.get(person.personId)
      const steps = standing === undefined ? [] : stepsOf(standing, now)
      const letter = letterOf(steps, told.get(person.personId) ?? [], reader, now)
      if (letter.length > 0) await write(given, person, letter, lastBefore)
    }
  }
}

async function write(
  { db, now, publicUrl, secret }: Given,
  { personId, name, email }: Remindable,
  steps: readonly Step[],
  lastBefore: Date,
): Promise<void> {
  const stop = `${publicUrl}/reminders/stop/${stopToken(secret, personId)}`
  const letter = writeLetter(steps, { name, publicUrl, stop })
  const headers = { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
  await inTransaction(db, async (tx) => {
    if (!(await claimLetter(tx, personId, now, lastBefore))) return
    await writeTold(tx, personId, steps, now)
    await queueMail(tx, { to: email, ...letter, headers }, now, newId())
  })
}
