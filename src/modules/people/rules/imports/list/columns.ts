import { readCell } from '../../csv.ts'
import { LONGEST_NAME } from '../../names.ts'

/** What a row says, as it stands in the file; a column that is not there says nothing. */
export type Words = {
  email: string
  name: string
  given: string
  family: string
  role: string
  school: string
  others: string
  employee: string
}

/** The place of each column that means something, and the names of those that mean nothing. */
export type Columns = { places: Record<keyof Words, number | null>; unknown: string[] }

/** The names of the columns in our template, in its order. */
export const TEMPLATE = ['email', 'name', 'role', 'school', 'other_emails', 'employee_id'] as const

/** Letters alone: "E-mail address" is called emailaddress. */
const CALLED: Record<keyof Words, readonly string[]> = {
  email: ['email', 'mail', 'emailaddress', 'mailaddress', 'workemail', 'primaryemail', 'address'],
  name: ['name', 'fullname', 'displayname', 'teacher', 'educator'],
  given: ['givenname', 'firstname', 'forename'],
  family: ['familyname', 'lastname', 'surname'],
  role: ['role', 'roles'],
  school: ['school', 'schoolname', 'organisation', 'organization', 'building', 'site'],
  others: ['otheremails', 'otheremail', 'otheraddresses', 'secondaryemail', 'secondaryemails', 'alternateemail'],
  employee: ['employeeid', 'employeenumber', 'staffid', 'staffnumber', 'personid', 'id'],
}
const NAMES = Object.keys(CALLED) as (keyof Words)[]

const lettersOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '')

const MOST_SHOWN = 50

/** Finds the columns by their names, in any order and case. Refused where two columns say the same thing. */
export function columnsOf(header: readonly string[]): Columns | { first: string; second: string } {
  const places = Object.fromEntries(NAMES.map((name) => [name, null])) as Columns['places']
  const unknown: string[] = []
  for (const [place, title] of header.entries()) {
    const letters = lettersOf(title)
    const name = NAMES.find((known) => CALLED[known].includes(letters))
    if (name === undefined) {
      if (letters !== '' && unknown.length < MOST_SHOWN) unknown.push(shown(title))
      continue
    }
    const before = places[name]
    if (before !== null) return { first: shown(header[before] ?? ''), second: shown(title) }
    places[name] = place
  }
  return { places, unknown }
}

const shown = (title: string): string => title.trim().slice(0, 40).toWellFormed()

/** Letters of a cell that are kept; no name or address is longer. */
const LONGEST_CELL = 400

/** What a row says in the columns that mean something; what a spreadsheet would take for a formula stays text. */
export function wordsOf(cells: readonly string[], { places }: Columns): Words {
  const at = (name: keyof Words): string => {
    const place = places[name]
    return place === null ? '' : wordOf(cells[place] ?? '')
  }
  return {
    email: at('email'),
    name: at('name'),
    given: at('given'),
    family: at('family'),
    role: at('role'),
    school: at('school'),
    others: at('others'),
    employee: at('employee'),
  }
}

/** One cell as text that a database can keep, in one line. */
export const wordOf = (cell: string): string =>
  readCell(cell)
    .replaceAll(/[\p{Control}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_CELL)
    .toWellFormed()

/** The name of a person, whole or in its two halves. */
export const nameOf = ({ name, given, family }: Pick<Words, 'name' | 'given' | 'family'>): string =>
  (name === '' ? `${given} ${family}` : name).trim().slice(0, LONGEST_NAME).trim().toWellFormed()
