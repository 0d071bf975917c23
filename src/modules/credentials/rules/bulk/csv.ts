import { readCell } from '../../../people/rules/csv.ts'
import type { Columns, Words } from './columns.ts'

/** Letters of a cell that are kept; no name or address is longer, so a longer one is unknown anyway. */
const LONGEST_CELL = 400

/** What a row says in the columns that mean something. */
export function wordsOf(row: readonly string[], columns: Columns): Words {
  const at = (place: number | null): string =>
    place === null
      ? ''
      : readCell(row[place] ?? '')
          .slice(0, LONGEST_CELL)
          .toWellFormed()
  return { email: at(columns.email), item: at(columns.item), day: at(columns.day), hours: at(columns.hours) }
}
