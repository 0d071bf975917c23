import { isEmail, normalEmail } from '../../rules.ts'
import { columnsOf, nameOf, wordsOf, type Columns } from './list/columns.ts'
import { Endless, RowReader, type NumberedRow } from './rows.ts'
import { isZip, textOf } from './text.ts'

/** One person of a list; the address is normal, and what the file does not say is empty. */
export type PeopleRow = { line: number; email: string; name: string; role: string; school: string }
/** Line 0: of the file as a whole. */
export type PeopleFileProblem = { line: number; says: string }

const MOST_ROWS = 50_000
const MOST_BYTES = 10_000_000

/**
 * Reads a list of people: a CSV file with a column named e-mail, or nothing but addresses, one a line or several parted
 * by commas, semicolons or spaces. An address that stands twice, in whatever case, is read once. A row that cannot be
 * read is a problem and no row; the others are read all the same.
 */
export function readPeopleFile(bytes: Uint8Array): { rows: PeopleRow[]; problems: PeopleFileProblem[] } {
  const whole = (says: string) => ({ rows: [], problems: [{ line: 0, says }] })
  if (bytes.length > MOST_BYTES) return whole('This file is larger than 10 MB. Split it and send each half.')
  if (isZip(bytes)) return whole('This is a workbook or a ZIP. In your spreadsheet choose “Save as”, then “CSV UTF-8”.')
  const text = textOf(bytes)
  if (text === null) return whole('This is not a text file. In your spreadsheet choose “Save as”, then “CSV UTF-8”.')
  try {
    const reader = new RowReader()
    const [first, ...rest] = [...reader.push(text), ...reader.end()]
    if (first === undefined) return whole('This file is empty.')
    if (rest.length > MOST_ROWS) return whole('This file has more than 50,000 rows. Split it and send each half.')
    if (first.cells.some((cell) => cell.includes('@'))) return readAddresses([first, ...rest])
    const columns = columnsOf(first.cells)
    if ('first' in columns)
      return whole(`The columns “${columns.first}” and “${columns.second}” say the same thing. Keep one of them.`)
    if (columns.places.email === null)
      return whole('No column is named e-mail. The first row must name the columns, one of them e-mail.')
    return readNamed(rest, columns)
  } catch (error) {
    if (error instanceof Endless)
      return whole(`Row ${error.line} does not end: a quotation mark opens there and is never closed.`)
    throw error
  }
}

function readNamed(rows: readonly NumberedRow[], columns: Columns) {
  return collect(
    rows.map(({ line, cells }) => {
      const words = wordsOf(cells, columns)
      return { line, email: words.email, name: nameOf(words), role: words.role, school: words.school }
    }),
  )
}

const readAddresses = (rows: readonly NumberedRow[]) =>
  collect(
    rows.flatMap(({ line, cells }) =>
      cells
        .flatMap((cell) => cell.split(/[\s,;]+/))
        .filter((word) => word !== '')
        .map((word) => ({ line, email: word.replace(/^<(.*)>$/, '$1'), name: '', role: '', school: '' })),
    ),
  )

function collect(found: readonly PeopleRow[]) {
  const rows: PeopleRow[] = []
  const problems: PeopleFileProblem[] = []
  const seen = new Set<string>()
  for (const row of found) {
    const email = normalEmail(row.email)
    if (!isEmail(email))
      problems.push({
        line: row.line,
        says:
          email === '' ? 'The e-mail address is missing.' : `“${row.email.slice(0, 80)}” is no whole e-mail address.`,
      })
    else if (!seen.has(email)) {
      seen.add(email)
      rows.push({ ...row, email })
    }
  }
  return { rows, problems }
}
