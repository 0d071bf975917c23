import type { Change } from '../../queries/imports/changes.ts'
import type { ImportCounts } from '../../queries/imports/imports.ts'
import type { Entry, Part } from '../../rules/imports/entries.ts'
import type { Plan } from '../../rules/imports/plan.ts'
import type { PlaceChange } from '../../rules/imports/places.ts'
import { isNew, type StateOrganisation } from '../../rules/imports/state.ts'

/** Ids for what a file makes, by its key; what is here is its own key. */
export type Ids = ReadonlyMap<string, string>

const idOf = (key: string, ids: Ids): string | null => ids.get(key) ?? (isNew(key) ? null : key)

/** A plan as it is written down and shown: each part of each entry a row. `roles` are ids of roles that it gives. */
export function changesOf(
  plan: Plan,
  { organisations, ids, roles }: { organisations: readonly StateOrganisation[]; ids: Ids; roles: Ids },
): Change[] {
  const names = new Map<string, string>(organisations.map(({ id, name }) => [id, name]))
  for (const place of plan.places) if (place.what === 'added') names.set(`new:${place.ref}`, place.name)
  const places = plan.places.map((place, at) => placeChange(place, at + 1, { names, ids }))
  const people = plan.entries.flatMap((entry, at) =>
    entry.parts.map((part, place) =>
      partChange(entry, part, { number: places.length + at + 1, part: place + 1, ids, roles }),
    ),
  )
  return [...places, ...people]
}

function placeChange(
  place: PlaceChange,
  number: number,
  { names, ids }: { names: ReadonlyMap<string, string>; ids: Ids },
): Change {
  const key = place.what === 'added' ? `new:${place.ref}` : place.id
  return {
    number,
    part: 1,
    category: 'organisation',
    what: `organisation.${place.what}`,
    line: place.line,
    name: place.name,
    email: '',
    personId: null,
    organisationId: idOf(key, ids),
    roleId: null,
    role: null,
    place: place.what === 'renamed' ? '' : (names.get(place.parent) ?? ''),
    before: place.what === 'added' ? place.kind : place.before,
    after: place.what === 'renamed' ? place.name : place.what === 'moved' ? idOf(place.parent, ids) : null,
  }
}

function partChange(
  { category, person, name, email, line }: Entry,
  part: Part,
  { number, part: place, ids, roles }: { number: number; part: number; ids: Ids; roles: Ids },
): Change {
  const isRole = part.what === 'role.given' || part.what === 'role.offered' || part.what === 'role.ended'
  return {
    number,
    part: place,
    category,
    what: part.what,
    line,
    name,
    email,
    personId: idOf(person, ids),
    organisationId: isRole ? idOf(part.place, ids) : null,
    roleId: part.what === 'role.ended' ? part.roleId : isRole ? (roles.get(givenKey(person, part)) ?? null) : null,
    role: isRole ? part.kind : null,
    place: isRole ? part.placeName : '',
    before: 'before' in part ? part.before : null,
    after: 'after' in part ? part.after : null,
  }
}

/** A role that is given, before it has an id. */
export const givenKey = (person: string, { place, kind }: { place: string; kind: string }): string =>
  `${person} ${place} ${kind}`

export function countsOf({ places, entries, problems, passedOver }: Plan, unknownColumns: string[]): ImportCounts {
  const counts: Record<string, number> = { organisation: places.length }
  for (const { category } of entries) counts[category] = (counts[category] ?? 0) + 1
  return { entries: counts, problems: problems.length, passedOver, unknownColumns }
}
