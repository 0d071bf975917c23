/** The time that a report is about, as a leader chooses it. */

import { dayIn } from '../../../credentials/rules/transcript/words.ts'
import type { DayText } from '../../../submissions/rules/business-days.ts'
import { daysLater, lengthOf, quarter, readDay, schoolYear, type Span } from '../calendar.ts'

export const PERIODS = ['year', 'last-year', 'quarter', 'last-quarter', 'dates'] as const
export type PeriodKind = (typeof PERIODS)[number]

export type Period = Span & { kind: PeriodKind; name: string }

const LONGEST_DAYS = 5 * 366

const isKind = (text: string | null): text is PeriodKind => PERIODS.some((kind) => kind === text)

type Asked = { period: string | null; from: string | null; until: string | null }

/**
 * The period that an address asks for; without one, this school year. Own dates that are none, run backwards or span
 * more than five years are wrong: the school year then stands in for them.
 */
export function periodOf(
  { period, from, until }: Asked,
  today: DayText,
  country: string,
): Period & { wrong: string | null } {
  const kind = isKind(period) ? period : 'year'
  if (kind !== 'dates') return { ...named(kind, today, country), wrong: null }
  const [first, last] = [readDay(from), readDay(until)]
  const wrong = wrongOf(first, last)
  if (first === null || last === null || wrong !== null) return { ...named('year', today, country), kind, wrong }
  return { kind, from: first, until: last, name: `${dayIn(first, 'UTC')} to ${dayIn(last, 'UTC')}`, wrong: null }
}

function wrongOf(from: DayText | null, until: DayText | null): string | null {
  if (from === null || until === null) return 'Give both days, such as 1 September 2026 and 31 December 2026.'
  if (from > until) return 'The last day lies before the first. Change one of them.'
  return lengthOf({ from, until }) > LONGEST_DAYS ? 'A report spans five years at most. Bring the days closer.' : null
}

function named(kind: Exclude<PeriodKind, 'dates'>, today: DayText, country: string): Period {
  const whole = kind.endsWith('year') ? (at: DayText) => schoolYear(at, country) : quarter
  const now = whole(today)
  const span = kind.startsWith('last') ? whole(daysLater(now.from, -1)) : now
  return { ...span, kind, name: nameOf(span, kind.endsWith('year')) }
}

/** `School year 2026-27`, `October to December 2026` */
function nameOf(span: Span, year: boolean): string {
  if (!year) return monthsName(span)
  const [first, last] = [span.from.slice(0, 4), span.until.slice(0, 4)]
  return `School year ${first === last ? first : `${first}-${last.slice(2)}`}`
}

/** `October 2026`, `October to December 2026` */
export function monthsName({ from, until }: Span): string {
  const month = (at: DayText) =>
    new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(new Date(`${at}T00:00:00Z`))
  const [first, last] = [month(from), `${month(until)} ${until.slice(0, 4)}`]
  return from.slice(0, 7) === until.slice(0, 7) ? last : `${first} to ${last}`
}

/** The words of an address that ask for a report: of which organisation, about which medallion, of which time. */
export function reportQuery(asked: {
  of: string
  medallion: string | null
  period: Pick<Period, 'kind' | 'from' | 'until'>
}): string {
  const { of, medallion, period } = asked
  const words = new URLSearchParams({ of, period: period.kind })
  if (medallion !== null) words.set('medallion', medallion)
  if (period.kind === 'dates') {
    words.set('from', period.from)
    words.set('until', period.until)
  }
  return `?${words.toString()}`
}
