import { isEmail, normalEmail } from '../../../rules.ts'
import { nameOf } from '../list/columns.ts'
import { oneRosterKind } from '../kinds.ts'
import { count, type Mode, type Roster, type SaidOrganisation, type SaidPerson, type SaidRole } from '../roster.ts'
import { MOST_PEOPLE, MOST_ROWS, MOST_SCHOOLS, type FileRefusal } from '../problems.ts'
import type { NumberedRow } from '../rows.ts'
import type { FileMode, Manifest } from './manifest.ts'
import { dayOf, TableReader, type Row } from './table.ts'

const ORG_TYPES = ['department', 'school', 'district', 'local', 'state', 'national']

/**
 * Puts the three files of a OneRoster together: orgs, then roles, then users, of whom only those are kept who have a
 * role that is taken in, or are known from before. `today` is the day on which roles must be in force.
 */
export class RosterReader {
  readonly #manifest: Manifest
  readonly #today: string
  readonly #admins: boolean
  readonly #known: ReadonlySet<string>
  readonly #organisations: SaidOrganisation[] = []
  readonly #people: SaidPerson[] = []
  readonly #roles: SaidRole[] = []
  readonly #staff = new Set<string>()
  /** What those are who are not taken in */
  readonly #others = new Map<string, string>()
  readonly #disabled: string[] = []
  readonly #passedOver: Record<string, number> = {}
  /** Which file is being read, and how many rows of it */
  #file = ''
  #rows = 0
  readonly #tables: Record<'orgs' | 'roles' | 'users', TableReader>

  constructor(manifest: Manifest, options: { today: string; admins: boolean; known: ReadonlySet<string> }) {
    this.#manifest = manifest
    this.#today = options.today
    this.#admins = options.admins
    this.#known = options.known
    const { modes } = manifest
    this.#tables = {
      orgs: new TableReader('orgs.csv', modes.orgs, ['name', 'type']),
      roles: new TableReader('roles.csv', modes.roles, ['userSourcedId', 'roleType', 'role', 'orgSourcedId']),
      users: new TableReader('users.csv', modes.users, ['enabledUser', 'username', 'givenName', 'familyName']),
    }
  }

  take(file: 'orgs' | 'roles' | 'users', rows: readonly NumberedRow[]): FileRefusal | null {
    const reading = {
      orgs: (row: Row) => this.#readOrg(row),
      roles: (row: Row) => this.#readRole(row),
      users: (row: Row) => this.#readUser(row),
    }
    this.#rows = file === this.#file ? this.#rows + rows.length : rows.length
    this.#file = file
    return this.#tables[file].take(rows, reading[file]) ?? this.#tooMuch()
  }

  #tooMuch(): FileRefusal | null {
    const { orgs, roles, users } = this.#tables
    if (this.#organisations.length > MOST_SCHOOLS) return { reason: 'too_many_schools' }
    const problems = orgs.problems.length + roles.problems.length + users.problems.length
    const most = Math.max(this.#people.length, this.#roles.length / 4, problems / 2)
    return most > MOST_PEOPLE || this.#rows > MOST_ROWS ? { reason: 'too_many' } : null
  }

  end(): Roster {
    const { orgs, roles, users } = this.#tables
    const { modes, source } = this.#manifest
    if (modes.users === 'absent') for (const what of this.#others.values()) count(this.#passedOver, what)
    // What is wrong with a row about an org would leave whole schools out.
    const broken = orgs.problems.map((problem) => ({ ...problem, whole: true }))
    return {
      format: 'oneroster',
      source,
      organisations: { mode: modeOf(modes.orgs), said: this.#organisations, gone: orgs.gone },
      people: {
        mode: modeOf(modes.users),
        said: this.#people,
        gone: [...users.gone, ...this.#disabled],
        bad: users.bad,
      },
      roles: { mode: modeOf(modes.roles), said: this.#roles, gone: roles.gone, bad: roles.bad },
      passedOver: this.#passedOver,
      problems: [...broken, ...roles.problems, ...users.problems],
      unknownColumns: [],
    }
  }

  #readOrg(row: Row): void {
    const table = this.#tables.orgs
    const ref = table.idOf(row)
    if (ref === null) return
    const [name, type] = [nameOf({ name: row.at('name'), given: '', family: '' }), row.at('type')]
    if (name === '') return void table.refuse(row, 'org_wrong', 'its name is missing')
    if (!ORG_TYPES.includes(type) && !/^ext:\w/.test(type))
      return void table.refuse(row, 'org_wrong', `“${type}” is no type; it is ${ORG_TYPES.join(', ')}`)
    const kind = type === 'school' || type === 'district' ? type : 'other'
    this.#organisations.push({ ref, name, kind, parent: row.at('parentSourcedId') || null, line: row.line })
  }

  #readRole(row: Row): void {
    const table = this.#tables.roles
    const [person, role] = [row.at('userSourcedId'), row.at('role')]
    const kind = oneRosterKind(role)
    if (kind === 'passed') {
      if (!this.#staff.has(person)) this.#others.set(person, role.startsWith('ext:') ? 'other role' : role)
      if (row.at('status') === 'tobedeleted') table.idOf(row)
      return
    }
    const ref = table.idOf(row)
    if (ref === null) return
    const missing = ['userSourcedId', 'roleType', 'role', 'orgSourcedId'].find((column) => row.at(column) === '')
    if (missing !== undefined) return void table.refuse(row, 'field_missing', missing)
    if (kind === null) return void table.refuse(row, 'role_unknown', role)
    const roleType = row.at('roleType')
    if (roleType !== 'primary' && roleType !== 'secondary') return void table.refuse(row, 'role_type_wrong', roleType)
    for (const column of ['beginDate', 'endDate']) {
      const day = row.at(column)
      if (day !== '' && dayOf(day) === null) return void table.refuse(row, 'day_wrong', day)
    }
    const [begin, end] = [dayOf(row.at('beginDate')), dayOf(row.at('endDate'))]
    if ((begin !== null && begin > this.#today) || (end !== null && end < this.#today))
      return this.#leaveOut(ref, person, 'role of another time')
    if (kind === 'admin' && !this.#admins) return this.#leaveOut(ref, person, 'system administrator')
    this.#staff.add(person)
    this.#others.delete(person)
    this.#roles.push({ ref, person, organisation: row.at('orgSourcedId'), kind, line: row.line })
  }

  #leaveOut(ref: string, person: string, what: string): void {
    if (!this.#staff.has(person)) this.#others.set(person, what)
    if (this.#manifest.modes.roles === 'delta') this.#tables.roles.gone.push(ref)
  }

  #readUser(row: Row): void {
    const table = this.#tables.users
    const id = row.at('sourcedId')
    if (!this.#staff.has(id) && !this.#known.has(id)) return count(this.#passedOver, this.#others.get(id) ?? 'no role')
    const ref = table.idOf(row)
    if (ref === null) return
    const [enabled, username] = [row.at('enabledUser'), row.at('username')]
    if (enabled !== 'true' && enabled !== 'false') return void table.refuse(row, 'enabled_wrong', enabled)
    if (enabled === 'false') {
      this.#disabled.push(ref)
      return count(this.#passedOver, 'disabled user')
    }
    if (username === '') return void table.refuse(row, 'field_missing', 'username')
    for (const column of ['givenName', 'familyName'])
      if (row.at(column) === '') return void table.refuse(row, 'field_missing', column)
    const written = row.at('email') || (username.includes('@') ? username : '')
    const email = normalEmail(written)
    if (email === '') return void table.refuse(row, 'address_missing')
    if (!isEmail(email)) return void table.refuse(row, 'address_wrong', written)
    const given = row.at('preferredGivenName') || row.at('givenName')
    const family = row.at('preferredFamilyName') || row.at('familyName')
    const name = nameOf({ name: '', given, family })
    this.#people.push({ ref, name, email, others: [], line: row.line })
  }
}

const MODES: Record<FileMode, Mode> = { absent: 'none', bulk: 'whole', delta: 'some' }
const modeOf = (mode: FileMode): Mode => MODES[mode]
