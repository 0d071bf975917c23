/** How files of rows are written and read, here and in the modules after this one. */

const DELIMITERS = [',', ';', '\t'] as const

/** What parts the cells of a file, told from its first row: whichever of comma, semicolon and tab it holds most. */
export function delimiterOf(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((sign) => [sign, 0]))
  let quoted = false
  for (const sign of text) {
    if (sign === '"') quoted = !quoted
    if (quoted) continue
    if (sign === '\n' || sign === '\r') break
    const count = counts.get(sign)
    if (count !== undefined) counts.set(sign, count + 1)
  }
  return DELIMITERS.reduce((best, sign) => ((counts.get(sign) ?? 0) > (counts.get(best) ?? 0) ? sign : best), ',')
}

/** A cell that a spreadsheet would work out instead of showing it, however many apostrophes stand before it already. */
const FORMULA = /^'*[=+\-@\t\r]/

/** One row of a file that we give out. What a spreadsheet would take for a formula gets an apostrophe. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`

function cellOf(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A cell as it was meant: without the apostrophe that csvRow sets, and without white space around it. */
export function readCell(cell: string): string {
  const meant = cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell
  return meant.trim()
}
