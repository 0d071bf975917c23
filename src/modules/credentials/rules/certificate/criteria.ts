/** What was assessed, criterion by criterion: in one column, or rather in two of smaller letters than on a third page. */

import type { Assessed } from '../assessed.ts'
import type { Column, Pages, Row } from './pages.ts'
import { LINE, MM, SOFT } from './sheet.ts'

const BETWEEN = 7 * MM
/** Over a criterion, between its line and its title. */
const ABOVE = 6

export function criteria(
  pages: Pages,
  part: PDFKit.PDFStructureElement,
  { x, width, y }: Column,
  assessed: readonly Assessed[],
): void {
  const { top, bottom } = pages
  const whole = assessed.map((criterion) => rowsOf(pages, criterion, width, 10))
  const fits = y + whole.reduce((sum, rows) => sum + heightOf(rows), 0) <= bottom
  const half = (width - BETWEEN) / 2
  const columnsFrom = (begin: number): Column[] =>
    fits
      ? [{ x, width, y: begin }]
      : [
          { x, width: half, y: begin },
          { x: x + half + BETWEEN, width: half, y: begin },
        ]

  let [column, ...others] = columnsFrom(y)
  for (const rows of fits ? whole : assessed.map((criterion) => rowsOf(pages, criterion, half, 9))) {
    // A criterion is read in one piece.
    if (column === undefined || column.y + heightOf(rows) > bottom) [column, ...others] = others
    if (column === undefined) {
      pages.begin()
      ;[column, ...others] = columnsFrom(top)
    }
    if (column === undefined) return
    pages.line(column, LINE)
    for (const row of rows) pages.write(part, column, row)
  }
}

function rowsOf({ measure }: Pages, { title, says, level, above }: Assessed, width: number, size: number): Row[] {
  const reached = `${level}, ${above ? 'above the required level' : 'the required level'}.`
  return [
    { kind: 'H3', words: measure('strong', title, width, size + 0.5), after: 1 },
    { kind: 'P', words: measure('text', says, width, size), after: 1 },
    { kind: 'P', words: measure('text', reached, width, size - 1), after: 8, ink: SOFT },
  ]
}

const heightOf = (rows: readonly Row[]): number =>
  rows.reduce((sum, { words, after }) => sum + words.height + after, ABOVE)
