/** Years, quarters and months as schools count them: in calendar days, which belong to no time zone. */

import type { DayText } from '../../submissions/rules/business-days.ts'

/** Both days belong to it. */
export type Span = { from: DayText; until: DayText }

/** What the calendar and the clock on the wall show somewhere; `hour` is 0 to 23. */
export type WallClock = { day: DayText; hour: number }

export function clockIn(timeZone: string, now: Date): WallClock {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now)
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((found) => found.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) }
}

const DAY_MS = 86_400_000

const textOf = (moment: number): DayText => new Date(moment).toISOString().slice(0, 10)
const startOfMonth = (year: number, month: number): number => Date.UTC(year, month, 1)
const parts = (day: DayText): { year: number; month: number } => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)) - 1,
})

/** A day that the calendar has, from 1990 to 2199; null for all other text. */
export function readDay(text: string | null | undefined): DayText | null {
  if (!/^(199\d|2[01]\d\d)-\d\d-\d\d$/.test(text ?? '')) return null
  const moment = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(moment) || textOf(moment) !== text ? null : text
}

export const daysLater = (day: DayText, days: number): DayText => textOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)

/** How many days a span has. */
export const lengthOf = ({ from, until }: Span): number => (Date.parse(until) - Date.parse(from)) / DAY_MS + 1

/** Where the school year is the calendar year: south of the equator, and a few more. */
const FROM_JANUARY = ['NZ', 'AU', 'ZA', 'BR', 'AR', 'CL', 'UY', 'PY', 'PE', 'BO', 'FJ', 'PG', 'SG', 'MY']

/** The school year that holds a day: from January in the south, elsewhere from July, as licences are counted too. */
export function schoolYear(day: DayText, country: string): Span {
  const { year, month } = parts(day)
  const first = FROM_JANUARY.includes(country) ? 0 : 6
  const begins = month < first ? year - 1 : year
  return { from: textOf(startOfMonth(begins, first)), until: textOf(startOfMonth(begins + 1, first) - DAY_MS) }
}

/** The three months, from January on, that hold a day. */
export function quarter(day: DayText): Span {
  const { year, month } = parts(day)
  const first = month - (month % 3)
  return { from: textOf(startOfMonth(year, first)), until: textOf(startOfMonth(year, first + 3) - DAY_MS) }
}

/** The month, or the quarter, after the one that holds a day: its first day. */
export function nextBegin(day: DayText, every: 'month' | 'quarter'): DayText {
  const { year, month } = parts(day)
  const months = every === 'month' ? 1 : 3
  return textOf(startOfMonth(year, month - (month % months) + months))
}

/** The first day of the month, or the quarter, that holds a day. */
export const beginOf = (day: DayText, every: 'month' | 'quarter'): DayText =>
  every === 'month' ? `${day.slice(0, 8)}01` : quarter(day).from

/** What lies between two first days: the span that ended the day before one. */
export function spanBefore(begin: DayText, every: 'month' | 'quarter'): Span {
  const { year, month } = parts(begin)
  return { from: textOf(startOfMonth(year, month - (every === 'month' ? 1 : 3))), until: daysLater(begin, -1) }
}

/** A piece of a span; `name` is for a table, `short` for the foot of a column. */
export type Bucket = { from: DayText; name: string; short: string }

const MOST_WEEKS = 100
const MOST_MONTHS = 550

const write = (day: DayText, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** A span in pieces that can be told apart: weeks in a few months, months in a year or so, else quarters. */
export function bucketsOf(span: Span): Bucket[] {
  const days = lengthOf(span)
  const buckets: Bucket[] = []
  for (let from = span.from; from <= span.until; from = following(from, days)) buckets.push(bucketAt(from, days))
  return buckets
}

function following(from: DayText, days: number): DayText {
  if (days <= MOST_WEEKS) return daysLater(from, 7)
  return nextBegin(from, days <= MOST_MONTHS ? 'month' : 'quarter')
}

function bucketAt(from: DayText, days: number): Bucket {
  if (days <= MOST_WEEKS)
    return {
      from,
      name: `Week from ${write(from, { day: 'numeric', month: 'long', year: 'numeric' })}`,
      short: write(from, { day: 'numeric', month: 'short' }),
    }
  if (days <= MOST_MONTHS)
    return {
      from,
      name: write(from, { month: 'long', year: 'numeric' }),
      short: write(from, { month: 'short' }),
    }
  const { year, month } = parts(from)
  const nth = Math.floor(month / 3) + 1
  return { from, name: `Quarter ${nth} of ${year}`, short: `Q${nth} ${String(year).slice(2)}` }
}
