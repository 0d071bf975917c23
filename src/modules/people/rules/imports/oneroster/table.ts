import { wordOf } from '../list/columns.ts'
import type { FileRefusal, Problem, ProblemKind } from '../problems.ts'
import type { NumberedRow } from '../rows.ts'
import type { FileMode } from './manifest.ts'

/** A row of a OneRoster file, by the names of its columns. */
export type Row = { line: number; at: (column: string) => string }

/** Reads one file of a ZIP row by row: its columns by their names, and what bulk and delta ask of every row. */
export class TableReader {
  readonly #file: string
  readonly #mode: FileMode
  readonly #required: readonly string[]
  readonly #columns = new Map<string, number>()
  readonly #seen = new Map<string, number>()
  readonly problems: Problem[] = []
  /** The ids of rows that cannot be read */
  readonly bad: string[] = []
  /** Which delta says are deleted */
  readonly gone: string[] = []

  constructor(file: string, mode: FileMode, required: readonly string[]) {
    this.#file = file
    this.#mode = mode
    this.#required = required
  }

  /** Gives each row that is there to `read`; a first row that does not name what is required refuses the file. */
  take(rows: readonly NumberedRow[], read: (row: Row) => void): FileRefusal | null {
    for (const { line, cells } of rows) {
      if (this.#columns.size === 0) {
        for (const [place, title] of cells.entries()) this.#columns.set(title.trim().toLowerCase(), place)
        const missing = ['sourcedId', ...this.#lifecycle(), ...this.#required].filter(
          (name) => !this.#columns.has(name.toLowerCase()),
        )
        if (missing.length > 0) return { reason: 'columns_missing', file: this.#file, columns: missing.join(', ') }
        continue
      }
      const at = (column: string): string => {
        const place = this.#columns.get(column.toLowerCase())
        return place === undefined ? '' : wordOf(cells[place] ?? '')
      }
      read({ line, at })
    }
    return null
  }

  #lifecycle(): string[] {
    return this.#mode === 'delta' ? ['status', 'dateLastModified'] : []
  }

  refuse({ line, at }: Row, problem: ProblemKind, detail = '', whole = false): null {
    this.problems.push({ whole, file: this.#file, line, problem, detail: detail.slice(0, 100) })
    this.bad.push(at('sourcedId'))
    return null
  }

  /** The id of a row that is in force; null where it cannot be read, or where it says that it is deleted. */
  idOf(row: Row): string | null {
    const id = row.at('sourcedId')
    if (id === '') return this.refuse(row, 'id_missing')
    const before = this.#seen.get(id)
    if (before !== undefined) return this.refuse(row, 'id_twice', String(before))
    this.#seen.set(id, row.line)
    const status = row.at('status')
    if (this.#mode === 'bulk') {
      if (status !== '' && status !== 'active') return this.refuse(row, 'status_in_bulk')
      return id
    }
    if (status !== 'active' && status !== 'tobedeleted') return this.refuse(row, 'status_wrong', status)
    const modified = row.at('dateLastModified')
    if (!isMoment(modified)) return this.refuse(row, 'modified_wrong', modified)
    if (status === 'active') return id
    this.gone.push(id)
    return null
  }
}

const isMoment = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))

/** A calendar day as OneRoster writes it; some systems add a time, which says nothing. */
export const dayOf = (text: string): string | null =>
  /^\d{4}-\d\d-\d\d(T.*)?$/.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10))) ? text.slice(0, 10) : null
