/** A report as rows for a spreadsheet: one figure a row, so that reports of several times can be put under each other. */

import { csvRow } from '../../../people/rules/csv.ts'
import type { Report } from './report.ts'
import { HIDDEN } from './words.ts'

/** Tells a spreadsheet that the letters are UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

const HEAD = ['Organisation', 'Medallion', 'From', 'Until', 'Part', 'Of', 'Measure', 'Value', 'Unit']

type Figure = readonly [of: string, measure: string, value: number | null, unit: string]

export function reportCsv(report: Report): string {
  const { organisation, medallion, period } = report
  const about = [organisation.name, medallion?.title ?? 'All', period.from, period.until]
  const rows = partsOf(report).flatMap(([part, figures]) =>
    figures.map(([of, measure, value, unit]) => [...about, part, of, measure, figureOf(value), unit]),
  )
  return BYTE_ORDER_MARK + [HEAD, ...rows].map(csvRow).join('')
}

/** No more than two places, and a point before them wherever the reader lives: a file is read by programs first. */
const figureOf = (value: number | null): string => (value === null ? HIDDEN : String(Math.round(value * 100) / 100))

const amountsOf = (of: string, { awards, hours }: { awards: number; hours: number }): Figure[] => [
  [of, 'Micro-credentials earned', awards, 'micro-credentials'],
  [of, 'Hours earned', hours, 'hours'],
]

function partsOf(report: Report): (readonly [part: string, figures: Figure[]])[] {
  const { people, earned, medallions, goals, stacks, overTime, schools, decisions } = report
  return [
    [
      'Whole',
      [
        ['', 'Educators', people.educators, 'people'],
        ['', 'Take part in a medallion', people.takingPart, 'people'],
        ['', 'Have a medallion', people.holding, 'people'],
        ['', 'Earned something', people.earners, 'people'],
        ...amountsOf('', earned),
      ],
    ],
    [
      'Medallion',
      medallions.flatMap(({ title, waiting, takingPart, notBegun, holding, earned: made }): Figure[] => [
        [title, 'Offer not answered', waiting, 'people'],
        [title, 'Take part', takingPart, 'people'],
        [title, 'Nothing begun', notBegun, 'people'],
        [title, 'Have it', holding, 'people'],
        [title, 'Earned it in this time', made, 'people'],
      ]),
    ],
    ['Goal', goals.flatMap((goal) => amountsOf(goal.name, goal))],
    ['Stack', stacks.flatMap((stack) => amountsOf(stack.title, stack))],
    ['Time', overTime.flatMap((bucket) => amountsOf(bucket.name, bucket))],
    [
      'School',
      (schools ?? []).flatMap((school): Figure[] => [
        [school.name, 'Educators', school.educators, 'people'],
        [school.name, 'Take part in a medallion', school.takingPart, 'people'],
        [school.name, 'Earned something', school.earners, 'people'],
        [school.name, 'Micro-credentials earned', school.awards, 'micro-credentials'],
        [school.name, 'Hours earned', school.hours, 'hours'],
        [school.name, 'Hours for each educator', school.hoursEach, 'hours'],
      ]),
    ],
    [
      'Decisions',
      decisions === null
        ? []
        : [
            ['', 'Decisions', decisions.decisions, 'decisions'],
            ['', 'Earned', decisions.earned, 'decisions'],
            ['', 'Earned at the first attempt', decisions.atOnce, 'decisions'],
            ...optional('Attempts on average', decisions.attempts, 'attempts'),
            ...optional('Days to decision, half within', decisions.medianDays, 'days'),
            ...optional('Days to decision, nine of ten within', decisions.ninetiethDays, 'days'),
          ],
    ],
  ]
}

const optional = (measure: string, value: number | null, unit: string): Figure[] =>
  value === null ? [] : [['', measure, value, unit]]
