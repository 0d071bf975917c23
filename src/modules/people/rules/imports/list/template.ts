import { isEmail, normalEmail } from '../../../rules.ts'
import { columnsOf, nameOf, wordOf, wordsOf, type Columns, type Words } from './columns.ts'
import { kindOf } from '../kinds.ts'
import { LONGEST_NAME } from '../../names.ts'
import { MOST_PEOPLE, MOST_SCHOOLS, type FileRefusal, type ProblemKind } from '../problems.ts'
import type { Roster, SaidPerson } from '../roster.ts'
import type { NumberedRow } from '../rows.ts'

/** All files in our own format are of this source. */
const LIST = 'List of people'

/** A school as a file names it: white space and capitals make no other school. */
export const schoolKey = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLowerCase()

/**
 * Reads rows of our own template: one for each person, or several for one who has several roles. `school`: the file
 * must say the school of each.
 */
export class TemplateReader {
  readonly #options: { whole: boolean; school: boolean; admins: boolean }
  readonly #people = new Map<string, SaidPerson>()
  readonly #refs = new Map<string, { email: string; line: number }>()
  readonly #roles = new Map<string, number>()
  readonly #schools = new Set<string>()
  readonly #roster: Roster
  #columns: Columns | null = null
  #width = 0

  constructor(options: { whole: boolean; school: boolean; admins: boolean }) {
    this.#options = options
    this.#roster = {
      format: 'csv',
      source: LIST,
      organisations: { mode: 'some', said: [], gone: [] },
      people: { mode: options.whole ? 'whole' : 'some', said: [], gone: [], bad: [] },
      roles: { mode: options.whole ? 'whole' : 'of the people', said: [], gone: [], bad: [] },
      passedOver: {},
      problems: [],
      unknownColumns: [],
    }
  }

  /** Why the file cannot be read at all: its first row says so, or there is more in it than can be. */
  take(rows: readonly NumberedRow[]): FileRefusal | null {
    for (const row of rows) {
      if (this.#columns === null) {
        const refusal = this.#readHeader(row.cells)
        if (refusal !== null) return refusal
        this.#width = row.cells.length
      } else this.#readRow(row, wordsOf(row.cells, this.#columns))
    }
    if (this.#size() > MOST_PEOPLE) return { reason: 'too_many' }
    return this.#schools.size > MOST_SCHOOLS ? { reason: 'too_many_schools' } : null
  }

  #size(): number {
    return this.#people.size + this.#roster.problems.length
  }

  end(): Roster | FileRefusal {
    if (this.#size() === 0) return { reason: 'empty' }
    this.#roster.people.said = [...this.#people.values()]
    return this.#roster
  }

  #readHeader(cells: readonly string[]): FileRefusal | null {
    const columns = columnsOf(cells)
    if ('first' in columns) return { reason: 'column_twice', ...columns }
    const { places } = columns
    const missing = [
      places.email === null ? 'email' : '',
      places.name === null && (places.given === null || places.family === null) ? 'name' : '',
      places.role === null ? 'role' : '',
      places.school === null && this.#options.school ? 'school' : '',
    ].filter((name) => name !== '')
    if (missing.length > 0) return { reason: 'columns_missing', columns: missing.join(', '), file: '' }
    this.#columns = columns
    this.#roster.unknownColumns = columns.unknown
    return null
  }

  #readRow({ line, cells }: NumberedRow, words: Words): void {
    const email = normalEmail(words.email)
    const ref = words.employee === '' ? (this.#people.get(email)?.ref ?? `mail:${email}`) : `id:${words.employee}`
    const refuse = (problem: ProblemKind, detail = '') => {
      this.#roster.problems.push({ whole: false, file: '', line, problem, detail })
      if (words.employee !== '' || email !== '') this.#roster.people.bad.push(ref)
    }
    const more = cells.slice(this.#width).find((cell) => cell.trim() !== '')
    if (more !== undefined) return refuse('cells_many', wordOf(more).slice(0, 60))
    if (email === '') return refuse('address_missing')
    if (!isEmail(email)) return refuse('address_wrong', words.email)
    const name = nameOf(words)
    if (name === '') return refuse('name_missing')
    const known = this.#people.get(email)
    if (known !== undefined && known.name !== name) return refuse('name_differs', String(known.line))
    const owner = this.#refs.get(ref)
    if (owner !== undefined && owner.email !== email) return refuse('id_twice', String(owner.line))
    const kinds = this.#kindsOf(words.role, refuse)
    if (kinds === null) return
    const others = readOthers(words.others, email)
    if (others === null) return refuse('address_wrong', words.others)
    const person = known ?? { ref, name, email, others: [], line }
    person.others = [...new Set([...person.others, ...others])]
    const school = schoolKey(words.school)
    const before = this.#roles.get(`${email} ${kinds.join()} ${school}`)
    if (before !== undefined) return refuse('twice', String(before))
    this.#roles.set(`${email} ${kinds.join()} ${school}`, line)
    this.#people.set(email, person)
    this.#refs.set(person.ref, { email, line })
    if (!this.#schools.has(school)) {
      this.#schools.add(school)
      const name = words.school.slice(0, LONGEST_NAME).trim()
      this.#roster.organisations.said.push({ ref: school, name, kind: 'school', parent: null, line })
    }
    for (const kind of kinds)
      this.#roster.roles.said.push({
        ref: `${person.ref} ${kind} ${school}`,
        person: person.ref,
        organisation: school,
        kind,
        line,
      })
  }

  #kindsOf(cell: string, refuse: (problem: ProblemKind, detail?: string) => void) {
    const words = cell.split(/[;,|/]/).filter((word) => word.trim() !== '')
    if (words.length === 0) return (refuse('role_missing'), null)
    const kinds = new Set(words.map(kindOf))
    const unknown = words.find((word) => kindOf(word) === null)
    if (unknown !== undefined) return (refuse('role_unknown', unknown.trim()), null)
    if (kinds.has('admin') && !this.#options.admins) return (refuse('admin_not_taken'), null)
    return [...kinds].filter((kind) => kind !== null)
  }
}

/** Further addresses of a person; null where one of them is none. */
function readOthers(cell: string, email: string): string[] | null {
  const others = cell
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .map(normalEmail)
  return others.every(isEmail) ? [...new Set(others)].filter((other) => other !== email) : null
}
