/** What helps next, as far as the figures say so: a few sentences for a board, each with one thing to do. */

import { listWords, plural } from '../words.ts'
import type { ReportDecisions, ReportGoal, ReportMedallion } from './report.ts'

/** What was promised to educators: a decision within five business days, which is a week of the calendar. */
const PROMISED_DAYS = 7
const MOST = 4

type Seen = {
  educators: number
  medallions: readonly ReportMedallion[]
  goals: readonly ReportGoal[]
  decisions: ReportDecisions | null
  /** Today: feedback that waits for an educator, and decisions past their day */
  waiting: { forEducators: number; overdue: number }
  /** A period that has ended is told as it was: nothing of today belongs to it */
  ended: boolean
}

export function nextSteps(seen: Seen): string[] {
  const { educators, medallions, goals, decisions, waiting, ended } = seen
  if (educators === 0) return ['Nobody works here as an educator yet. Add the people of the school first.']
  if (medallions.length === 0)
    return [
      'There is no medallion yet. Choose eight to twelve micro-credentials that serve the mission, and launch it.',
    ]
  const said = [...(ended ? [] : today(medallions, waiting)), ...ofGoals(goals), ...ofDecisions(decisions)]
  return said.slice(0, MOST)
}

function today(medallions: Seen['medallions'], { forEducators, overdue }: Seen['waiting']): string[] {
  const sum = (of: (one: ReportMedallion) => number): number => medallions.reduce((all, one) => all + of(one), 0)
  const [idle, open] = [sum(({ notBegun }) => notBegun), sum(({ waiting }) => waiting)]
  return [
    ...(overdue > 0
      ? [`${plural(overdue, 'submission')} waited longer than promised. More trained assessors would help most.`]
      : []),
    ...(idle > 0
      ? [`${places(idle)} accepted with nothing begun. A first micro-credential done together gets people going.`]
      : []),
    ...(forEducators > 0
      ? [
          `${plural(forEducators, 'piece')} of work came back with feedback. Half an hour set aside lets people try again.`,
        ]
      : []),
    ...(open > 0
      ? [`${plural(open, 'offer')} ${open === 1 ? 'is' : 'are'} not answered. A word from a coach helps.`]
      : []),
  ]
}

const places = (count: number): string => `${plural(count, 'place')} in a medallion ${count === 1 ? 'is' : 'are'}`

function ofGoals(goals: readonly ReportGoal[]): string[] {
  const unmet = goals.filter(({ picks, awards }) => picks > 0 && awards === 0).map(({ name }) => `“${name}”`)
  const unserved = goals.filter(({ picks }) => picks === 0).map(({ name }) => `“${name}”`)
  return [
    ...(unmet.length > 0
      ? [`Nothing was earned for ${listWords(unmet)} in this time. Ask who would like to begin there.`]
      : []),
    ...(unserved.length > 0
      ? [`No medallion lists anything for ${listWords(unserved)}. The next version of one could.`]
      : []),
  ]
}

function ofDecisions(decisions: ReportDecisions | null): string[] {
  const days = decisions?.ninetiethDays ?? 0
  return days > PROMISED_DAYS
    ? [`One decision in ten took ${Math.round(days)} days or more. More trained assessors would shorten that.`]
    : []
}
