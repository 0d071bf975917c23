/** What the page, the PDF and the mail of a report say alike. */

import { dayIn } from '../../../credentials/rules/transcript/words.ts'
import { FEWEST_SHOWN } from '../small-numbers.ts'
import { hoursInWords, plural } from '../words.ts'
import type { Report } from './report.ts'

/** In place of a figure about too few people, or one that would give such a figure away. */
export const HIDDEN = 'hidden'
export const WHY_HIDDEN = `Hidden: a figure about fewer than ${FEWEST_SHOWN} people, or one from which such a figure could be worked out.`

export const COUNTED =
  'Counted are micro-credentials that are in force and were earned in this time by educators while they worked here. Stacks, badges and medallions are made of these, so their hours are not counted again.'

export const titleOf = ({ medallion, organisation }: Report): string =>
  medallion === null ? `What ${organisation.name} has earned` : medallion.title

/** `School year 2026-27, as of 24 November 2026` */
export const timeOf = ({ period, madeOn, ended }: Report): string =>
  ended ? period.name : `${period.name}, as of ${dayIn(madeOn, 'UTC')}`

/** The whole in one sentence or two. */
export function leadOf({ people, earned }: Report): string {
  if (people.educators === 0) return 'Nobody works here as an educator yet, so there is nothing to tell.'
  const { educators, takingPart, holding } = people
  const taking = `${takingPart} of ${plural(educators, 'educator')} ${takingPart === 1 ? 'takes' : 'take'} part in a medallion, and ${holding} ${holding === 1 ? 'has' : 'have'} one.`
  return earned.awards === 0
    ? `${taking} Nothing was earned in this time yet.`
    : `${taking} In this time ${plural(people.earners, 'person', 'people')} earned ${plural(earned.awards, 'micro-credential')}: ${hoursInWords(earned.hours)} of professional learning.`
}

/** How work was decided, a sentence for each figure. */
export function decisionsOf({ decisions }: Report): string[] {
  if (decisions === null)
    return [`Too little was decided in this time to say more: fewer than ${FEWEST_SHOWN} people had a decision.`]
  const { decisions: count, earned, atOnce, attempts, medianDays, ninetiethDays } = decisions
  const days = (value: number): string => (value < 1 ? 'a day' : plural(Math.round(value), 'day'))
  return [
    `${plural(count, 'decision')}; ${earned} of them ${earned === 1 ? 'was' : 'were'} “earned”, ${atOnce} at the first attempt.`,
    ...(attempts === null
      ? []
      : [
          `Who earned needed ${plural(Math.round(attempts * 10) / 10, 'attempt')} on average. “Not yet” is part of the way.`,
        ]),
    ...(medianDays === null || ninetiethDays === null
      ? []
      : [`Half of the decisions came within ${days(medianDays)}, nine of ten within ${days(ninetiethDays)}.`]),
  ]
}
