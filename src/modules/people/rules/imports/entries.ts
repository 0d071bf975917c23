import type { RoleKind } from '../../../../platform/actor.ts'
import type { Desired, Meant, PersonKey } from './plan.ts'
import { isNew, scopeOf, type PlaceKey, type State, type StatePerson, type StateRole } from './state.ts'

/** What would happen to one person, as a page shows it and as it is carried out. */
export type Entry = {
  category: 'added' | 'changed' | 'moved' | 'leaving' | 'offered' | 'kept'
  person: PersonKey
  name: string
  email: string
  line: number
  parts: Part[]
}

export type Part =
  | { what: 'person.added' }
  | { what: 'person.renamed' | 'name.kept' | 'email.changed' | 'email.kept'; before: string; after: string }
  | { what: 'address.added'; after: string }
  | { what: 'role.given' | 'role.offered'; place: PlaceKey; placeName: string; kind: RoleKind }
  | { what: 'role.ended'; roleId: string; place: PlaceKey; placeName: string; kind: RoleKind }

type Given = {
  people: ReadonlyMap<PersonKey, Meant>
  touched: 'everybody' | ReadonlySet<PersonKey>
  desired: Desired
  places: ReadonlyMap<PlaceKey, string>
}

/** What the file means for each person whom it touches; who stays as they are has no entry. */
export function decide(state: State, given: Given): Entry[] {
  const scope = scopeOf(state)
  const owned = [...state.people.values()].filter(({ roles }) => roles.some((role) => role.owned))
  const keys = new Set([...given.people.keys(), ...given.desired.keys(), ...owned.map(({ id }) => id)])
  const entries: Entry[] = []
  for (const key of keys) {
    if (given.touched !== 'everybody' && !given.touched.has(key)) continue
    const entry = isNew(key) ? add(key, given) : change(key, state, given, scope)
    if (entry !== null) entries.push(entry)
  }
  keepAnAdmin(entries, state)
  return entries.filter(({ parts }) => parts.length > 0).toSorted(byCategoryAndName)
}

const ORDER = ['added', 'changed', 'moved', 'leaving', 'offered', 'kept']
const names = new Intl.Collator('en')
const byCategoryAndName = (a: Entry, b: Entry): number =>
  ORDER.indexOf(a.category) - ORDER.indexOf(b.category) ||
  names.compare(a.name, b.name) ||
  names.compare(a.email, b.email)

function add(key: PersonKey, { people, desired, places }: Given): Entry | null {
  const meant = people.get(key)
  const roles = desired.get(key) ?? []
  if (meant === undefined || roles.length === 0) return null
  const { name, email, others, line } = meant
  return {
    category: 'added',
    person: key,
    name,
    email,
    line,
    parts: [
      { what: 'person.added' },
      ...others.map((after) => ({ what: 'address.added' as const, after })),
      ...roles.map(({ place, kind }) => ({
        what: 'role.given' as const,
        place,
        placeName: places.get(place) ?? '',
        kind,
      })),
    ],
  }
}

function change(key: PersonKey, state: State, given: Given, scope: ReadonlySet<string>): Entry | null {
  const person = state.people.get(key)
  if (person === undefined) return null
  const meant = given.people.get(key)
  const desired = given.desired.get(key) ?? []
  const wanted = new Set(desired.map(({ place, kind }) => `${place} ${kind}`))
  const held = new Set(person.roles.map(roleKey))
  const ended = person.roles.filter(
    (role) => role.owned && scope.has(role.organisationId) && !wanted.has(roleKey(role)),
  )
  const missing = desired.filter(({ place, kind }) => !held.has(`${place} ${kind}`))
  const asked = ({ kind }: { kind: RoleKind }): boolean => kind === 'educator' && person.educatorElsewhere
  const given_ = missing.filter((role) => !asked(role))
  const offered = missing
    .filter(asked)
    .filter(({ place, kind }) => !state.asked.has(`${person.email} ${place} ${kind}`))
  const parts: Part[] = [
    ...(meant === undefined ? [] : detailsOf(person, meant, scope)),
    ...ended.map(({ id, organisationId, kind }) => ({
      what: 'role.ended' as const,
      roleId: id,
      place: organisationId,
      placeName: given.places.get(organisationId) ?? '',
      kind,
    })),
    ...given_.map((role) => ({ what: 'role.given' as const, ...role, placeName: given.places.get(role.place) ?? '' })),
    ...offered.map((role) => ({
      what: 'role.offered' as const,
      ...role,
      placeName: given.places.get(role.place) ?? '',
    })),
  ]
  if (parts.length === 0) return null
  const leaves = ended.length > 0 && desired.length === 0
  const moves = ended.some(({ kind }) => given_.some((role) => role.kind === kind))
  const only = parts.every(({ what }) => what === 'name.kept' || what === 'email.kept')
  return {
    category: only
      ? 'kept'
      : offered.length > 0
        ? 'offered'
        : leaves
          ? 'leaving'
          : moves
            ? 'moved'
            : person.roles.length === 0 && given_.length > 0
              ? 'added'
              : 'changed',
    person: key,
    name: person.name,
    email: person.email,
    line: meant?.line ?? 0,
    parts,
  }
}

const roleKey = ({ organisationId, kind }: StateRole): string => `${organisationId} ${kind}`

/**
 * Name and addresses. Only what the source changed since it last spoke is changed. Who has signed in keeps the address
 * that opens their account, whatever a file says; who works outside of what the file is for keeps it as well, and the name.
 */
function detailsOf(person: StatePerson, { name, email, others, before }: Meant, scope: ReadonlySet<string>): Part[] {
  const parts: Part[] = []
  const outside = person.elsewhere || person.roles.some(({ organisationId }) => !scope.has(organisationId))
  if (name !== person.name && name !== before?.name)
    parts.push({
      what: outside || (person.settled && before === null) ? 'name.kept' : 'person.renamed',
      before: person.name,
      after: name,
    })
  const own = person.settled || outside
  const known = person.emails.includes(email)
  if (!known && email !== before?.email)
    parts.push({ what: own ? 'email.kept' : 'email.changed', before: person.email, after: email })
  if (!own) for (const after of others) if (!person.emails.includes(after)) parts.push({ what: 'address.added', after })
  return parts
}

/** A tree keeps one admin at least, whatever a file leaves out. */
function keepAnAdmin(entries: readonly Entry[], { people, rootId }: State): void {
  const admins = [...people.values()]
    .flatMap(({ roles }) => roles)
    .filter(({ organisationId, kind }) => kind === 'admin' && organisationId === rootId)
    .map(({ id }) => id)
  const ends = (part: Part): boolean => part.what === 'role.ended' && admins.includes(part.roleId)
  const ending = entries.flatMap(({ parts }) => parts).filter(ends)
  const last = entries.find(({ parts }) => parts.some(ends))
  if (admins.length > 0 && ending.length === admins.length && last !== undefined)
    last.parts = last.parts.filter((part) => !ends(part))
}
