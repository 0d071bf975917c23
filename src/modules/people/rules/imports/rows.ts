import { CsvError, parse } from 'csv-parse/sync'
import type { Info } from 'csv-parse'
import { delimiterOf } from '../csv.ts'

/** A row and its line, as a spreadsheet counts: from 1, with the empty ones. */
export type NumberedRow = { line: number; cells: string[] }

/** Letters of one row; a row that goes on for longer has lost its end. */
const LONGEST_ROW = 200_000

/** A row that does not end. */
export class Endless extends Error {
  readonly line: number
  constructor(line: number) {
    super(`The row in line ${line} does not end.`)
    this.line = line
  }
}

/**
 * Reads rows out of a text that comes in pieces: cells parted by commas, semicolons or tabs, rows ended in any way.
 * Rows in which nothing stands are counted and left out. Throws Endless.
 */
export class RowReader {
  #held = ''
  #line = 0
  #delimiter: string | null = null

  push(text: string): NumberedRow[] {
    this.#held += text
    this.#delimiter ??= /[\r\n]/.test(this.#held) ? delimiterOf(this.#held.slice(0, LONGEST_ROW)) : null
    if (this.#delimiter === null) return this.#held.length > LONGEST_ROW ? this.#endless() : []
    const end = endOfRows(this.#held, this.#delimiter)
    if (end === 0) return this.#held.length > LONGEST_ROW ? this.#endless() : []
    const whole = this.#held.slice(0, end)
    this.#held = this.#held.slice(end)
    return this.#read(whole)
  }

  end(): NumberedRow[] {
    const rest = this.#held
    this.#held = ''
    return rest === '' ? [] : this.#read(rest)
  }

  #endless(): never {
    throw new Endless(this.#line + 1)
  }

  #read(text: string): NumberedRow[] {
    try {
      const read = parse(text, {
        delimiter: this.#delimiter ?? delimiterOf(text),
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: false,
        info: true,
        max_record_size: LONGEST_ROW,
      }) as unknown as { info: Info; record: string[] }[]
      const before = this.#line
      this.#line += read.length
      return read
        .map(({ record }, at) => ({ line: before + at + 1, cells: record }))
        .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    } catch (error) {
      if (error instanceof CsvError) throw new Endless(this.#line + 1)
      throw error
    }
  }
}

/**
 * Where the last whole row of a text ends: after a line's end that stands in no quotation. A quotation opens where a
 * cell begins, and two quotation marks in it are one of its letters.
 */
function endOfRows(text: string, delimiter: string): number {
  let end = 0
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at)
    const plain = quote === -1 ? text.length : quote
    // A carriage return at the very end may be half of a line's end.
    const feed = Math.max(
      text.lastIndexOf('\n', plain - 1),
      text.lastIndexOf('\r', Math.min(plain - 1, text.length - 2)),
    )
    if (plain > 0 && feed >= at) end = feed + 1
    if (quote === -1) return end
    const before = text[quote - 1]
    if (quote > 0 && before !== delimiter && before !== '\n' && before !== '\r') {
      at = quote + 1
      continue
    }
    let close = text.indexOf('"', quote + 1)
    while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
    if (close === -1 || close === text.length - 1) return end
    at = close + 1
  }
  return end
}
