import { endOfBusinessDay, isBusinessDay, type DayText } from '../modules/submissions/rules/business-days.ts'
import { holidaysFrom } from '../modules/submissions/rules/holidays.ts'

/** Where the demo district lies. */
export const COUNTRY = 'US'
export const TIME_ZONE = 'America/New_York'

const DAY_MS = 86_400_000
const LAST_SECOND = 86_399

const noon = (day: DayText): Date => new Date(`${day}T12:00:00Z`)
const shifted = (day: DayText, days: number): DayText =>
  new Date(noon(day).getTime() + days * DAY_MS).toISOString().slice(0, 10)

/** The calendar day in the district at a moment. */
const dayAt = (moment: Date): DayText => new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE }).format(moment)

const holidaysBefore = (now: Date) => holidaysFrom(COUNTRY, now.getUTCFullYear() - 1)

/** The nth business day before today in the district; n is at least 1, so every hour of it is past. */
function businessDayBefore(now: Date, n: number): DayText {
  const holidays = holidaysBefore(now)
  let day = dayAt(now)
  for (let left = Math.max(1, n); left > 0;) {
    day = shifted(day, -1)
    if (isBusinessDay(day, holidays)) left -= 1
  }
  return day
}

/** The moment at which clocks in the district showed a time (`16:40`) on the nth business day before today. */
export function momentBefore(now: Date, n: number, time: string): Date {
  const dayBefore = noon(shifted(businessDayBefore(now, n), -1))
  const end = endOfBusinessDay(dayBefore, 1, { timeZone: TIME_ZONE, holidays: holidaysBefore(now) })
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(end.getTime() - (LAST_SECOND - hours * 3600 - minutes * 60) * 1000)
}

/** The nth business day before today as a teacher writes it: `Tuesday, October 13`. */
export const dayInWords = (now: Date, n: number): string =>
  new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    noon(businessDayBefore(now, n)),
  )

/** The season of schools in which today falls, as a cohort is called by it: `Autumn 2026`. */
export function seasonOf(now: Date): string {
  const [year = '', month = ''] = dayAt(now).split('-')
  return `${Number(month) >= 8 ? 'Autumn' : Number(month) >= 6 ? 'Summer' : 'Spring'} ${year}`
}

/** The calendar day so many days ahead. */
export const dayAhead = (now: Date, days: number): DayText => shifted(dayAt(now), days)
