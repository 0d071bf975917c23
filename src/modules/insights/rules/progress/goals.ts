import type { DayText } from '../../../submissions/rules/business-days.ts'
import { nextBegin, quarter } from '../calendar.ts'

/** What was earned for a goal of the mission in each quarter, oldest first. */
export type GoalRow = { name: string; counts: number[]; all: number }
export type GoalTable = { quarters: { from: DayText; name: string }[]; goals: GoalRow[] }

const MOST_QUARTERS = 8

const nameOf = (from: DayText): string => {
  const month = (place: number): string =>
    new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }).format(
      Date.UTC(2000, Number(from.slice(5, 7)) - 1 + place, 1),
    )
  return `${month(0)} to ${month(2)} ${from.slice(0, 4)}`
}

/**
 * How often each goal was served by what was earned, quarter by quarter: the last two years at most, from the first in
 * which anything was earned. `earned` is a goal and the day of an award each.
 */
export function goalTable(
  goals: readonly { id: string; name: string }[],
  earned: readonly { goal: string; on: DayText }[],
  today: DayText,
): GoalTable {
  const last = quarter(today).from
  const days = earned.map(({ on }) => quarter(on).from).toSorted()
  const quarters: DayText[] = []
  for (let from = days[0] ?? last; from <= last; from = nextBegin(from, 'quarter')) quarters.push(from)
  const shown = quarters.slice(-MOST_QUARTERS)
  return {
    quarters: shown.map((from) => ({ from, name: nameOf(from) })),
    goals: goals.map(({ id, name }) => {
      const own = earned.filter(({ goal }) => goal === id)
      return {
        name,
        counts: shown.map((from) => own.filter(({ on }) => quarter(on).from === from).length),
        all: own.length,
      }
    }),
  }
}
