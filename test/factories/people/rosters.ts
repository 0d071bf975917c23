import { readdirSync, readFileSync } from 'node:fs'
import { strToU8, zipSync, type Zippable } from 'fflate'
import { csvRow } from '#src/modules/people/rules/csv.ts'
import { Dice } from '../dice.ts'

/** The files of a folder of test/oneroster as the ZIP in which a school's system sends them. */
export function oneRosterZip(folder: 'bulk' | 'delta', changed: Record<string, string> = {}): Buffer {
  const path = `test/oneroster/${folder}`
  const files = readdirSync(path).map((name) => [name, readFileSync(`${path}/${name}`, 'utf8')] as const)
  return zipOf({ ...Object.fromEntries(files), ...changed })
}

export const zipOf = (files: Record<string, string | Uint8Array>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]),
      ) as Zippable,
    ),
  )

export type RosterPerson = { id: string; name: string; email: string; roles: { role: string; school: number }[] }
export type RandomRoster = { schools: { id: string; name: string }[]; people: RosterPerson[] }

const GIVEN = [
  'Ana',
  'Ben',
  'Chen',
  'Dana',
  'Ella',
  'Farid',
  'Greta',
  'Hana',
  'Iván',
  'Jo',
  'Kofi',
  'Lena',
  'Møna',
  'Ola',
]
const FAMILY = [
  'Ruiz',
  'Okafor',
  'Wei',
  'Park',
  'Blum',
  'Noor',
  "O'Neill",
  'Ito',
  'Smith-Jones',
  'Núñez',
  'Lund',
  'Adeyemi',
]

/** A district of so many schools and people; the same seed gives the same. */
export function randomRoster(seed: number, { schools, people }: { schools: number; people: number }): RandomRoster {
  const dice = new Dice(seed)
  return {
    schools: Array.from({ length: schools }, (_, at) => ({ id: `o-${seed}-${at}`, name: `School ${at + 1}` })),
    people: Array.from({ length: people }, (_, at) => {
      const [given, family] = [dice.pick(GIVEN), dice.pick(FAMILY)]
      const school = at % schools
      return {
        id: `u-${seed}-${at}`,
        name: `${given} ${family}`,
        email: `person-${at}@roster-${seed}.example`,
        roles: [
          { role: at < schools ? 'principal' : 'teacher', school },
          ...(dice.chance(0.05) ? [{ role: 'teacher', school: dice.below(schools) }] : []),
        ],
      }
    }),
  }
}

/** The same district some time later: some left, came, moved, and are called otherwise. */
export function laterRoster(roster: RandomRoster, seed: number): RandomRoster {
  const dice = new Dice(seed)
  const { schools } = roster
  const people = roster.people
    .filter(() => !dice.chance(0.1))
    .map((person) => ({
      ...person,
      name: dice.chance(0.1) ? `${person.name} Jr` : person.name,
      email: dice.chance(0.1) ? person.email.replace('@', `+${seed}@`) : person.email,
      roles: dice.chance(0.2)
        ? [{ role: dice.pick(['teacher', 'principal', 'counselor']), school: dice.below(schools.length) }]
        : person.roles,
    }))
  const fresh = randomRoster(seed, { schools: schools.length, people: 1 + dice.below(3) })
  return {
    schools: schools.map((school) => (dice.chance(0.1) ? { ...school, name: `${school.name} renamed` } : school)),
    people: [...people, ...fresh.people],
  }
}

/** Such a district as a OneRoster in bulk. */
export const zipOfRoster = (roster: RandomRoster): Buffer =>
  zipOf({ 'manifest.csv': manifestOf('bulk'), ...filesOf(rowsOf(roster), () => ['', '']) })

/** What changed between two times of a district as a OneRoster delta. */
export function deltaOfRosters(before: RandomRoster, after: RandomRoster): Buffer {
  const [old, now] = [rowsOf(before), rowsOf(after)]
  const changed = (table: keyof Tables): string[][] => {
    const was = new Map(old[table].map((row) => [row[0], row.join()]))
    const is = new Set(now[table].map(([id]) => id))
    const gone = old[table].filter(([id]) => !is.has(id))
    return [...now[table].filter((row) => was.get(row[0]) !== row.join()), ...gone]
  }
  const rows = { orgs: changed('orgs'), users: changed('users'), roles: changed('roles') }
  const here = new Set([...now.orgs, ...now.users, ...now.roles].map(([id]) => id))
  const files = filesOf(rows, (id) => [here.has(id) ? 'active' : 'tobedeleted', '2026-11-24T06:00:00.000Z'])
  return zipOf({ 'manifest.csv': manifestOf('delta'), ...files })
}

const manifestOf = (folder: 'bulk' | 'delta'): string => readFileSync(`test/oneroster/${folder}/manifest.csv`, 'utf8')

type Tables = Record<'orgs' | 'users' | 'roles', string[][]>
const HEADS: Record<keyof Tables, string[]> = {
  orgs: ['name', 'type', 'parentSourcedId'],
  users: ['enabledUser', 'username', 'givenName', 'familyName', 'email'],
  roles: ['userSourcedId', 'roleType', 'role', 'orgSourcedId'],
}

/** The rows of the three files, each with its sourcedId first. */
function rowsOf({ schools, people }: RandomRoster): Tables {
  return {
    orgs: [['d-1', 'The District', 'district', ''], ...schools.map(({ id, name }) => [id, name, 'school', 'd-1'])],
    users: people.map(({ id, name, email }) => {
      const [given = '', ...family] = name.split(' ')
      return [id, 'true', email.split('@')[0] ?? '', given, family.join(' '), email]
    }),
    roles: people.flatMap(({ id, roles }) =>
      roles.map(({ role, school }, at) => [
        `r-${id}-${at}`,
        id,
        at === 0 ? 'primary' : 'secondary',
        role,
        schools[school]?.id ?? '',
      ]),
    ),
  }
}

const filesOf = (tables: Tables, lifecycle: (id: string) => [status: string, modified: string]) =>
  Object.fromEntries(
    (['orgs', 'users', 'roles'] as const).map((name) => [
      `${name}.csv`,
      [
        ['sourcedId', 'status', 'dateLastModified', ...HEADS[name]],
        ...tables[name].map(([id = '', ...cells]) => [id, ...lifecycle(id), ...cells]),
      ]
        .map(csvRow)
        .join(''),
    ]),
  )

/** And as a list in our own format. */
export const listOfRoster = ({ schools, people }: RandomRoster): Buffer =>
  Buffer.from(
    [
      ['email', 'name', 'role', 'school', 'employee_id'],
      ...people.flatMap(({ id, name, email, roles }) =>
        roles
          .filter(({ role, school }, at) => roles.findIndex((one) => one.role === role && one.school === school) === at)
          .map(({ role, school }) => [email, name, role, schools[school]?.name ?? '', id]),
      ),
    ]
      .map(csvRow)
      .join(''),
  )
