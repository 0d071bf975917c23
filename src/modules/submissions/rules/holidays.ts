import type { DayText } from './business-days.ts'

type Rule = { month: number } & ({ day: number } | { nth: number; weekday: number } | { last: number })

/** Federal holidays of the United States (5 U.S.C. 6103); weekdays count from Sunday = 0. */
const UNITED_STATES: readonly Rule[] = [
  { month: 1, day: 1 },
  { month: 1, nth: 3, weekday: 1 },
  { month: 2, nth: 3, weekday: 1 },
  { month: 5, last: 1 },
  { month: 6, day: 19 },
  { month: 7, day: 4 },
  { month: 9, nth: 1, weekday: 1 },
  { month: 10, nth: 2, weekday: 1 },
  { month: 11, day: 11 },
  { month: 11, nth: 4, weekday: 4 },
  { month: 12, day: 25 },
]

const text = (moment: number): DayText => new Date(moment).toISOString().slice(0, 10)

function dayOf(rule: Rule, year: number): number {
  const first = Date.UTC(year, rule.month - 1, 1)
  if ('day' in rule) return observed(Date.UTC(year, rule.month - 1, rule.day))
  if ('nth' in rule) {
    const ahead = (rule.weekday - new Date(first).getUTCDay() + 7) % 7
    return Date.UTC(year, rule.month - 1, 1 + ahead + (rule.nth - 1) * 7)
  }
  const end = new Date(Date.UTC(year, rule.month, 0))
  return Date.UTC(year, rule.month - 1, end.getUTCDate() - ((end.getUTCDay() - rule.last + 7) % 7))
}

/** A fixed day on a Saturday is kept on the Friday before, on a Sunday on the Monday after. */
function observed(moment: number): number {
  const shift = { 0: 1, 6: -1 }[new Date(moment).getUTCDay()] ?? 0
  return moment + shift * 86_400_000
}

/**
 * The public holidays of a country (ISO 3166 code) in one year and the next, for counting business days across New
 * Year. A country that is not known has none: its clock then counts weekdays.
 */
export function holidaysFrom(country: string, year: number): ReadonlySet<DayText> {
  if (country !== 'US') return new Set()
  return new Set([year, year + 1, year + 2].flatMap((each) => UNITED_STATES.map((rule) => text(dayOf(rule, each)))))
}
