import type { PlaceChange, Places } from '../places.ts'
import type { Problem, ProblemKind } from '../problems.ts'
import type { Roster, SaidOrganisation } from '../roster.ts'
import { newPlace, scopeOf, type PlaceKey, type SaidPlace, type State, type StateOrganisation } from '../state.ts'
import { schoolKey } from '../list/template.ts'
import { above, circles, parentsFirst, type Orgs } from './orgs.ts'

/**
 * Finds the orgs of a OneRoster: by their sourcedId, or at the first time by their name under the same parent. What is
 * not here is new, where the file is for the whole tree. Nothing is guessed: whatever could be two things is a problem.
 */
export function placesOfOneRoster(roster: Roster, state: State): Places {
  const finder = new Finder(roster, state)
  finder.find()
  return finder
}

class Finder implements Places {
  readonly keyOf = new Map<string, PlaceKey | null>()
  readonly changes: PlaceChange[] = []
  readonly problems: Problem[] = []
  readonly wrong = new Map<string, never>()
  readonly memory = new Map<string, { key: PlaceKey | null } & Omit<SaidPlace, 'organisationId'>>()
  readonly #roster: Roster
  readonly #state: State
  /** The file is for the whole tree, and not for one school */
  readonly #tree: boolean
  readonly #scope: ReadonlySet<string>
  readonly #here: ReadonlyMap<string, StateOrganisation>
  readonly #known: ReadonlyMap<string, SaidPlace>
  /** What the file says, and what its source said before where this file changes only some */
  readonly #orgs: Orgs
  readonly #taken: ReadonlySet<string>
  readonly #named: ReadonlyMap<string, readonly SaidOrganisation[]>
  readonly #hereNamed: ReadonlyMap<string, readonly StateOrganisation[]>

  constructor(roster: Roster, state: State) {
    const { mode, said, gone } = roster.organisations
    this.#roster = roster
    this.#state = state
    this.#tree = state.target.id === state.rootId
    this.#scope = scopeOf(state)
    this.#here = new Map(state.organisations.map((organisation) => [organisation.id, organisation]))
    this.#known = new Map(
      [...state.memory.organisations].filter(
        ([ref, { organisationId }]) =>
          (organisationId === null || this.#here.has(organisationId)) && !gone.includes(ref),
      ),
    )
    const before = [...this.#known].map(([ref, { kind, name, parent }]): [string, SaidOrganisation] => [
      ref,
      { ref, name, kind, parent, line: 0 },
    ])
    this.#orgs = new Map([...(mode === 'whole' ? [] : before), ...said.map((org) => [org.ref, org] as const)])
    this.#named = Map.groupBy(this.#orgs.values(), nameKey)
    this.#hereNamed = Map.groupBy(state.organisations, nameKey)
    this.#taken = new Set([...this.#known.values()].flatMap(({ organisationId }) => organisationId ?? []))
    for (const [ref, { organisationId, ...rest }] of this.#known) {
      this.keyOf.set(ref, organisationId)
      if (mode !== 'whole' || !this.#tree) this.memory.set(ref, { key: organisationId, ...rest })
    }
  }

  find(): void {
    if (this.#roster.organisations.mode === 'none') return this.#narrow()
    this.#checkParents()
    if (this.problems.length > 0) return
    const tops = this.#findTops()
    for (const org of parentsFirst(this.#orgs)) {
      if (org.kind === 'other') {
        const ref = above(org, this.#orgs, (kind) => kind !== 'other')
        this.#remember(org, null)
        this.keyOf.set(org.ref, ref === null ? null : (this.keyOf.get(ref) ?? null))
      } else this.#place(org, tops.has(org.ref))
    }
    this.#checkMoves()
    this.#narrow()
  }

  #refuse(line: number, problem: ProblemKind, detail: string): void {
    this.problems.push({ whole: true, file: 'orgs.csv', line, problem, detail })
  }

  #checkParents(): void {
    for (const { parent, line } of this.#roster.organisations.said)
      if (parent !== null && !this.#orgs.has(parent)) this.#refuse(line, 'parent_missing', parent)
    for (const circle of circles(this.#orgs.keys(), (ref) => this.#orgs.get(ref)?.parent ?? null)) {
      const inFile = circle.map((ref) => this.#orgs.get(ref)).filter((org) => org !== undefined)
      const line = inFile.find((org) => org.line > 0)?.line ?? 0
      this.#refuse(line, 'cycle', inFile.map(({ name }) => name).join(', '))
    }
  }

  /** The district of the file is the root of the tree, whatever either is called. */
  #findTops(): ReadonlySet<string> {
    const { rootId } = this.#state
    const tops = [...this.#orgs.values()].filter(
      (org) => org.kind === 'district' && above(org, this.#orgs, (kind) => kind === 'district') === null,
    )
    const root = [...this.#known].find(([, { organisationId }]) => organisationId === rootId)?.[0]
    const others = root === undefined ? tops.slice(1) : tops.filter(({ ref }) => ref !== root)
    if (this.#here.get(rootId)?.kind === 'school' && tops[0] !== undefined) this.#refuse(tops[0].line, 'root_kind', '')
    else if (others[0] !== undefined) this.#refuse(others[0].line, 'districts', tops.map(({ name }) => name).join(', '))
    return new Set(tops.map(({ ref }) => ref))
  }

  #place(org: SaidOrganisation, top: boolean): void {
    const ref = above(org, this.#orgs, (kind) => kind === 'district')
    const parent = top ? null : ref === null ? this.#state.rootId : (this.keyOf.get(ref) ?? null)
    const known = this.#known.get(org.ref)
    const id = known?.organisationId ?? (top ? this.#state.rootId : null)
    if (id !== null) {
      this.#remember(org, id)
      if (this.#tree && known !== undefined) this.#compare(org, known, parent)
      return
    }
    const [only, ...more] = this.#alike(org, parent)
    const twins = (this.#named.get(nameKey(org)) ?? []).filter(
      (other) => !this.#known.has(other.ref) && above(other, this.#orgs, (kind) => kind === 'district') === ref,
    )
    if (only !== undefined && (more.length > 0 || twins.length > 1)) this.#refuse(org.line, 'same_name', org.name)
    else if (only !== undefined) this.#remember(org, only.id)
    else if (!this.#tree || parent === null) this.keyOf.set(org.ref, null)
    else {
      this.#remember(org, newPlace(org.ref))
      const kind = org.kind === 'school' ? 'school' : 'district'
      this.changes.push({ what: 'added', ref: org.ref, name: org.name, kind, parent, line: org.line })
    }
  }

  #remember({ ref, kind, name, parent }: SaidOrganisation, key: PlaceKey | null): void {
    this.keyOf.set(ref, key)
    if (this.#tree || (key !== null && this.#scope.has(key))) this.memory.set(ref, { key, kind, name, parent })
  }

  /** Only what the source changed since last time is changed: a name or place that somebody gave here stays. */
  #compare(org: SaidOrganisation, known: { name: string; parent: string | null }, parent: PlaceKey | null): void {
    const now = this.#here.get(this.keyOf.get(org.ref) ?? '')
    if (now === undefined || org.line === 0) return
    if (org.name !== known.name && org.name !== now.name)
      this.changes.push({ what: 'renamed', id: now.id, name: org.name, before: now.name, line: org.line })
    if (parent !== null && now.parentId !== null && org.parent !== known.parent && parent !== now.parentId)
      this.changes.push({ what: 'moved', id: now.id, name: now.name, parent, before: now.parentId, line: org.line })
  }

  #alike(org: SaidOrganisation, parent: PlaceKey | null): StateOrganisation[] {
    const root = this.#here.get(this.#state.rootId)
    if (root?.kind === 'school') return org.kind === 'school' && !this.#taken.has(root.id) ? [root] : []
    return (this.#hereNamed.get(nameKey(org)) ?? []).filter(
      (here) => !this.#taken.has(here.id) && (this.#tree ? here.parentId === parent : this.#scope.has(here.id)),
    )
  }

  /** A place that was moved here by hand and one that the file moves may end up below each other. */
  #checkMoves(): void {
    const moved = new Map(
      this.changes.flatMap((change) => (change.what === 'moved' ? [[change.id, change] as const] : [])),
    )
    const parent = (id: string): string | null => moved.get(id)?.parent ?? this.#here.get(id)?.parentId ?? null
    for (const circle of circles(this.#here.keys(), parent)) {
      const line = circle.map((id) => moved.get(id)?.line).find((found) => found !== undefined) ?? 0
      this.#refuse(line, 'cycle', circle.map((id) => this.#here.get(id)?.name ?? '').join(', '))
    }
  }

  /** A file for one school says nothing of the others. */
  #narrow(): void {
    if (this.#tree) return
    for (const [ref, key] of this.keyOf) if (key !== null && !this.#scope.has(key)) this.keyOf.set(ref, null)
    if (this.problems.length === 0 && ![...this.keyOf.values()].includes(this.#state.target.id))
      this.#refuse(0, 'target_missing', this.#state.target.name)
  }
}

const nameKey = ({ name, kind }: { name: string; kind: string }): string => `${kind} ${schoolKey(name)}`
