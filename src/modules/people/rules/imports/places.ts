import type { Problem, ProblemKind } from './problems.ts'
import type { Roster } from './roster.ts'
import { newPlace, scopeOf, type PlaceKey, type SaidPlace, type State } from './state.ts'
import { schoolKey } from './list/template.ts'

/** What a file would do to an organisation. `parent` may be one that the file makes. */
export type PlaceChange =
  | { what: 'added'; ref: string; name: string; kind: 'district' | 'school'; parent: PlaceKey; line: number }
  | { what: 'renamed'; id: string; name: string; before: string; line: number }
  | { what: 'moved'; id: string; name: string; parent: PlaceKey; before: string; line: number }

export type Places = {
  /** null: it is not ours (a state), or outside of what the file is for. Missing: nobody ever heard of it. */
  keyOf: ReadonlyMap<string, PlaceKey | null>
  changes: PlaceChange[]
  problems: Problem[]
  /** Those of our own format that name no one school: the rows are refused, not the file */
  wrong: ReadonlyMap<string, { problem: ProblemKind; detail: string }>
  /** What the source calls them from now on */
  memory: ReadonlyMap<string, { key: PlaceKey | null } & Omit<SaidPlace, 'organisationId'>>
}

/** Finds the schools that a list of ours names: by their name, their address, or District / Name. Others are new. */
export function placesOfList(roster: Roster, state: State): Places {
  const scope = scopeOf(state)
  const keyOf = new Map<string, PlaceKey | null>()
  const changes: PlaceChange[] = []
  const wrong = new Map<string, { problem: ProblemKind; detail: string }>()
  const { target } = state
  const byName = Map.groupBy(state.organisations, ({ name }) => schoolKey(name))
  const bySlug = new Map(state.organisations.map((organisation) => [organisation.slug, organisation]))
  for (const { ref, name, line } of roster.organisations.said) {
    const found = ref === '' ? [target] : (byName.get(ref) ?? [bySlug.get(ref)].filter((known) => known !== undefined))
    const inside = found.filter(({ id }) => scope.has(id))
    const [only] = inside
    if (inside.length === 1 && only !== undefined) {
      keyOf.set(ref, only.id)
      continue
    }
    if (inside.length > 1) {
      wrong.set(ref, { problem: 'school_ambiguous', detail: name })
      continue
    }
    const [above, below] = ref.split(/ ?\/ (?!.*\/ )/)
    const parents = below === undefined ? [target] : (byName.get(above ?? '') ?? []).filter(({ id }) => scope.has(id))
    const [parent] = parents
    if (target.kind === 'school') wrong.set(ref, { problem: 'school_other', detail: name })
    else if (parents.length !== 1 || parent?.kind !== 'district')
      wrong.set(ref, { problem: 'school_missing', detail: name.split('/')[0]?.trim() ?? name })
    else {
      const own = below === undefined ? name : (name.split('/').at(-1) ?? name).trim()
      const there = (byName.get(schoolKey(own)) ?? []).filter(({ parentId }) => parentId === parent.id)
      keyOf.set(ref, there[0]?.id ?? newPlace(ref))
      if (there.length === 0) changes.push({ what: 'added', ref, name: own, kind: 'school', parent: parent.id, line })
    }
  }
  return { keyOf, changes, problems: [], wrong, memory: new Map() }
}
