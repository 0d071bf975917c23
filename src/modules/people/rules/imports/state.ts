import type { OrganisationKind, RoleKind } from '../../../../platform/actor.ts'

/** What is there when a file is held against it: the tree, its people and whoever else the file names. */

export type StateOrganisation = {
  id: string
  kind: OrganisationKind
  slug: string
  name: string
  parentId: string | null
}

export type StateRole = {
  id: string
  organisationId: string
  kind: RoleKind
  /** The source of this file gave it, so it may end it */
  owned: boolean
}

export type StatePerson = {
  id: string
  name: string
  email: string
  emails: readonly string[]
  /** Signed in at least once, or confirmed an address: what they are called and where they get letters is theirs */
  settled: boolean
  /** Holds a role in another tree */
  elsewhere: boolean
  /** Is an educator in another tree, who is asked before becoming one here */
  educatorElsewhere: boolean
  /** Held now in this tree */
  roles: readonly StateRole[]
}

/** organisationId null: an org that is none of ours, such as a state or a department */
export type SaidPlace = {
  organisationId: string | null
  kind: 'district' | 'school' | 'other'
  name: string
  parent: string | null
}

/** What the source said last, by its own names for things. */
export type Memory = {
  organisations: ReadonlyMap<string, SaidPlace>
  people: ReadonlyMap<string, { personId: string; name: string; email: string }>
  roles: ReadonlyMap<string, { person: string; organisationId: string; kind: RoleKind }>
}

export type State = {
  rootId: string
  /** The district or the school that the file is for */
  target: StateOrganisation
  /** All of the tree, the root first */
  organisations: readonly StateOrganisation[]
  people: ReadonlyMap<string, StatePerson>
  personOf: ReadonlyMap<string, string>
  /** "address organisation kind" of roles that were offered and wait, or were declined */
  asked: ReadonlySet<string>
  memory: Memory
}

export const NO_MEMORY: Memory = { organisations: new Map(), people: new Map(), roles: new Map() }

/** A place that is here, or one that the file makes. */
export type PlaceKey = string
export const newPlace = (ref: string): PlaceKey => `new:${ref}`
export const isNew = (key: string): boolean => key.startsWith('new:')

/** Ids of the target and of everything below it. */
export function scopeOf({ organisations, target }: State): Set<string> {
  const scope = new Set([target.id])
  for (let before = 0; before < scope.size;) {
    before = scope.size
    for (const { id, parentId } of organisations) if (parentId !== null && scope.has(parentId)) scope.add(id)
  }
  return scope
}
