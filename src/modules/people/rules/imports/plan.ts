import type { RoleKind } from '../../../../platform/actor.ts'
import { placesOfOneRoster } from './oneroster/places.ts'
import { decide, type Entry } from './entries.ts'
import { placesOfList, type PlaceChange, type Places } from './places.ts'
import type { Problem, ProblemKind } from './problems.ts'
import { count, type Roster, type SaidRole } from './roster.ts'
import { isNew, scopeOf, type PlaceKey, type State } from './state.ts'

/** A person who is here, or one that the file makes: new:ref */
export type PersonKey = string

/** What a source says of a person or of a role from now on; keys of new people and places stand for their ids. */
export type MemoryAfter = {
  organisations: Places['memory']
  people: ReadonlyMap<string, { key: PersonKey; name: string; email: string }>
  roles: ReadonlyMap<string, { person: string; place: PlaceKey; kind: RoleKind }>
}

export type Plan = {
  places: PlaceChange[]
  entries: Entry[]
  problems: Problem[]
  passedOver: Record<string, number>
  memory: MemoryAfter
}

/** A person as the file means them. */
export type Meant = {
  key: PersonKey
  ref: string
  name: string
  email: string
  others: readonly string[]
  line: number
  /** What the source said before; null: it says so for the first time */
  before: { name: string; email: string } | null
}

/**
 * Holds a file against what is there: what would be added, changed, moved, ended and offered. Decides everything and
 * writes nothing; the same file, once taken in, leads to nothing.
 */
export function planImport(roster: Roster, state: State): Plan {
  const places = roster.format === 'csv' ? placesOfList(roster, state) : placesOfOneRoster(roster, state)
  const passedOver = { ...roster.passedOver }
  const problems = [...roster.problems, ...places.problems]
  const nothing: MemoryAfter = { organisations: new Map(), people: new Map(), roles: new Map() }
  if (places.problems.length > 0) return { places: [], entries: [], problems, passedOver, memory: nothing }

  const people = meetPeople(roster, state)
  problems.push(...people.problems)
  const roles = meetRoles(roster, state, { places, people, passedOver })
  problems.push(...roles.problems)
  const entries = decide(state, {
    people: people.meant,
    touched: touchedBy(roster, state, people.after),
    desired: desiredOf(roles.after, people.after),
    places: placeNames(state, places.changes),
  })
  // A new person for whom nothing came about is nobody.
  const made = new Set(entries.map(({ person }) => person))
  const known = new Map([...people.after].filter(([, { key }]) => !isNew(key) || made.has(key)))
  const memory = {
    organisations: places.memory,
    people: known,
    roles: new Map([...roles.after].filter(([, { person }]) => known.has(person))),
  }
  return { places: places.changes, entries, problems, passedOver, memory }
}

type People = {
  after: Map<string, { key: PersonKey; name: string; email: string }>
  meant: Map<PersonKey, Meant>
  /** Who is left as they are, since a row of theirs cannot be read */
  bad: Set<string>
  problems: Problem[]
}

function meetPeople(roster: Roster, state: State): People {
  const { mode, said, gone } = roster.people
  const { memory, personOf } = state
  const bad = new Set(roster.people.bad)
  const problems: Problem[] = []
  const after: People['after'] = new Map()
  const elsewhere = outsideOf(state)
  for (const [ref, { personId, name, email }] of memory.people)
    if (mode !== 'whole' || bad.has(ref) || elsewhere.has(ref)) after.set(ref, { key: personId, name, email })
  for (const ref of gone) after.delete(ref)
  const meant: People['meant'] = new Map()
  const lineOf = new Map<string, { line: number }>()
  const file = roster.format === 'csv' ? '' : 'users.csv'
  for (const { ref, name, email, others, line } of said) {
    const refuse = (problem: ProblemKind, detail: string) => {
      problems.push({ whole: false, file, line, problem, detail })
      bad.add(ref)
      const known = memory.people.get(ref)
      if (known !== undefined) after.set(ref, { key: known.personId, name: known.name, email: known.email })
    }
    const before = memory.people.get(ref) ?? null
    const owner = personOf.get(email)
    const foreign = others.find((other) => personOf.has(other) && personOf.get(other) !== (before?.personId ?? owner))
    if (before !== null && owner !== undefined && owner !== before.personId) {
      refuse('address_taken', email)
      continue
    }
    if (foreign !== undefined) {
      refuse('address_taken', foreign)
      continue
    }
    const key = before?.personId ?? owner ?? `new:${ref}`
    const twin =
      meant.get(key) ?? [email, ...others].map((address) => lineOf.get(address)).find((one) => one !== undefined)
    if (twin !== undefined) {
      refuse('same_person', String(twin.line))
      continue
    }
    for (const address of [email, ...others]) lineOf.set(address, { line })
    meant.set(key, {
      key,
      ref,
      name,
      email,
      others,
      line,
      before: before === null ? null : { name: before.name, email: before.email },
    })
    after.set(ref, { key, name, email })
  }
  // A list calls a person by an address before it knows an employee id: one of both names is enough.
  if (roster.format === 'csv')
    for (const [ref, { key }] of after) if ((meant.get(key)?.ref ?? ref) !== ref) after.delete(ref)
  return { after, meant, bad, problems }
}

/** Whom the source knows outside of what the file is for: a list of one school says nothing of them. */
function outsideOf(state: State): Set<string> {
  const scope = scopeOf(state)
  const roles = [...state.memory.roles.values()]
  return new Set(roles.filter(({ organisationId }) => !scope.has(organisationId)).map(({ person }) => person))
}

function meetRoles(
  roster: Roster,
  state: State,
  { places, people, passedOver }: { places: Places; people: People; passedOver: Record<string, number> },
) {
  const { mode, said } = roster.roles
  const gone = new Set(roster.roles.gone)
  const scope = scopeOf(state)
  const bad = new Set(roster.roles.bad)
  const named = new Set(roster.people.said.map(({ ref }) => ref))
  const left = new Set(roster.people.gone)
  const closed = new Set(
    roster.organisations.gone.map((ref) => state.memory.organisations.get(ref)?.organisationId ?? ''),
  )
  const after = new Map<string, { person: string; place: PlaceKey; kind: RoleKind }>()
  const problems: Problem[] = []
  const file = roster.format === 'csv' ? '' : 'roles.csv'
  const found: (SaidRole & { place: PlaceKey | null })[] = []
  // Who has a row that cannot be read keeps all that they have: a slip in a file takes nothing away.
  const spared = new Set(people.bad)
  for (const role of said) {
    if (people.bad.has(role.person) || left.has(role.person)) continue
    const place = placeOf(role, places, state)
    const wrong = people.after.has(role.person) ? place : { problem: 'person_unknown' as const, detail: role.person }
    if (typeof wrong !== 'object' || wrong === null) found.push({ ...role, place: wrong })
    else {
      problems.push({ whole: false, file, line: role.line, ...wrong })
      spared.add(role.person)
    }
  }
  const keeps = (ref: string, person: string, organisationId: string): boolean => {
    if (!people.after.has(person) || closed.has(organisationId) || gone.has(ref)) return false
    if (mode === 'none' || mode === 'some' || !scope.has(organisationId)) return true
    return spared.has(person) || bad.has(ref) || (mode === 'of the people' && !named.has(person))
  }
  for (const [ref, { person, organisationId, kind }] of state.memory.roles)
    if (keeps(ref, person, organisationId)) after.set(ref, { person, place: organisationId, kind })
  for (const { ref, person, place, kind } of found)
    if (place === null) count(passedOver, 'role elsewhere')
    else if (!spared.has(person)) after.set(ref, { person, place, kind })
  return { after, problems }
}

function placeOf(
  { organisation, kind }: SaidRole,
  places: Places,
  state: State,
): PlaceKey | null | { problem: ProblemKind; detail: string } {
  const wrong = places.wrong.get(organisation)
  if (wrong !== undefined) return wrong
  const key = places.keyOf.get(organisation)
  if (key === undefined) return { problem: 'organisation_unknown', detail: organisation }
  return kind === 'admin' && key !== null && key !== state.rootId ? { problem: 'admin_below', detail: '' } : key
}

/** Whom the file may change at all: everybody of its source, or only those whom it names. */
function touchedBy(roster: Roster, { memory }: State, after: People['after']): 'everybody' | Set<PersonKey> {
  const { people, roles, organisations } = roster
  if (people.mode === 'whole' || roles.mode === 'whole') return 'everybody'
  const closed = new Set(organisations.gone.map((ref) => memory.organisations.get(ref)?.organisationId ?? ''))
  const refs = [
    ...people.said.map(({ ref }) => ref),
    ...people.gone,
    ...roles.said.map(({ person }) => person),
    ...roles.gone.map((ref) => memory.roles.get(ref)?.person ?? ''),
    ...[...memory.roles.values()]
      .filter(({ organisationId }) => closed.has(organisationId))
      .map(({ person }) => person),
  ]
  return new Set(refs.flatMap((ref) => after.get(ref)?.key ?? memory.people.get(ref)?.personId ?? []))
}

export type Desired = Map<PersonKey, { place: PlaceKey; kind: RoleKind }[]>

function desiredOf(roles: MemoryAfter['roles'], people: People['after']): Desired {
  const desired: Desired = new Map()
  const seen = new Set<string>()
  for (const { person, place, kind } of roles.values()) {
    const key = people.get(person)?.key ?? ''
    if (seen.has(`${key} ${place} ${kind}`)) continue
    seen.add(`${key} ${place} ${kind}`)
    const held = desired.get(key)
    if (held === undefined) desired.set(key, [{ place, kind }])
    else held.push({ place, kind })
  }
  return desired
}

/** How a page calls each place. */
function placeNames({ organisations }: State, changes: readonly PlaceChange[]): Map<PlaceKey, string> {
  const names = new Map<PlaceKey, string>(organisations.map(({ id, name }) => [id, name]))
  for (const change of changes) if (change.what === 'added') names.set(`new:${change.ref}`, change.name)
  return names
}
