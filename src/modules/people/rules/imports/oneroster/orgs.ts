/** The orgs of a OneRoster as a tree. */

import type { SaidOrganisation } from '../roster.ts'

export type Orgs = ReadonlyMap<string, SaidOrganisation>

const parentOf = (org: SaidOrganisation, orgs: Orgs): SaidOrganisation | undefined =>
  org.parent === null ? undefined : orgs.get(org.parent)

/** The nearest org above that fits; null where there is none. There must be no circles. */
export function above(
  org: SaidOrganisation,
  orgs: Orgs,
  fits: (kind: SaidOrganisation['kind']) => boolean,
): string | null {
  for (let next = parentOf(org, orgs); next !== undefined; next = parentOf(next, orgs))
    if (fits(next.kind)) return next.ref
  return null
}

/** Parents before their children. There must be no circles. */
export function* parentsFirst(orgs: Orgs): Generator<SaidOrganisation> {
  const done = new Set<string>()
  for (const start of orgs.values()) {
    const chain: SaidOrganisation[] = []
    for (let org: SaidOrganisation | undefined = start; org !== undefined && !done.has(org.ref);) {
      chain.push(org)
      done.add(org.ref)
      org = parentOf(org, orgs)
    }
    yield* chain.reverse()
  }
}

/** The circles in which things are each other's parents, each once. */
export function circles(things: Iterable<string>, parent: (thing: string) => string | null): string[][] {
  const settled = new Set<string>()
  const found: string[][] = []
  for (const start of things) {
    const way = new Map<string, number>()
    for (let at: string | null = start; at !== null && !settled.has(at); at = parent(at)) {
      const before = way.get(at)
      if (before !== undefined) {
        found.push([...way.keys()].slice(before))
        break
      }
      way.set(at, way.size)
    }
    for (const thing of way.keys()) settled.add(thing)
  }
  return found
}
