/** The grid and the comparison as rows for a spreadsheet. */

import { csvRow } from '../../../people/rules/csv.ts'
import { BYTE_ORDER_MARK } from '../report/csv.ts'
import type { GridPerson } from './grid.ts'
import { figureText, HEADS, MEASURES, type SchoolRow } from './schools.ts'
import { inkingOf, type Inking } from './standing.ts'

const INKINGS: Record<Inking, string> = { untouched: 'not started', progress: 'in progress', earned: 'earned' }
const dayOf = (at: Date | null): string => at?.toISOString().slice(0, 10) ?? ''

export function gridCsv(people: readonly GridPerson[], picks: readonly { id: string; title: string }[]): string {
  const head = [
    'Educator',
    'School',
    'Answer',
    ...picks.map(({ title }) => title),
    'Earned',
    'Needed',
    'Last active',
    'Has the medallion since',
  ]
  const rows = people.map(({ standing, picks: own, earned, needed }) => [
    standing.name,
    standing.school,
    standing.state === 'offered' ? 'no answer yet' : 'accepted',
    ...picks.map(({ id }) => (own.has(id) ? INKINGS[inkingOf(standing, id)] : '')),
    String(earned),
    String(needed),
    dayOf(standing.activeAt),
    dayOf(standing.holdsSince),
  ])
  return BYTE_ORDER_MARK + [head, ...rows].map(csvRow).join('')
}

export function schoolsCsv(rows: readonly SchoolRow[]): string {
  const head = ['School', ...MEASURES.map((measure) => HEADS[measure])]
  const body = rows.map((row) => [row.name, ...MEASURES.map((measure) => plainFigure(row[measure]))])
  return BYTE_ORDER_MARK + [head, ...body].map(csvRow).join('')
}

/** A file is read by programs first: no comma in a number. */
const plainFigure = (figure: SchoolRow['awards']): string =>
  typeof figure === 'number' ? String(Math.round(figure * 10) / 10) : figure === null ? '' : figureText(figure)
