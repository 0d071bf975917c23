/** Whether an organisation may be put under another: not under itself, nor under what stands below it. */
export const mayStandUnder = (moved: { id: string }, to: { path: readonly string[] }): boolean =>
  !to.path.includes(moved.id)

type Named = { id: string; name: string; path: readonly string[] }

export type Branch<T> = T & { below: Branch<T>[] }

/**
 * Organisations as a tree, each with what stands below it, by name. The highest of those that are listed come first, so
 * that a part of a tree is one too.
 */
export function asTree<T extends Named>(organisations: readonly T[]): Branch<T>[] {
  const listed = new Set(organisations.map(({ id }) => id))
  const above = ({ path }: T): string | null => path.slice(0, -1).findLast((id) => listed.has(id)) ?? null
  const byName = organisations.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1))
  const groups = Map.groupBy(byName, above)
  const from = (parent: string | null): Branch<T>[] =>
    (groups.get(parent) ?? []).map((found) => ({ ...found, below: from(found.id) }))
  return from(null)
}

/** A tree as a list: each organisation is followed by what stands below it. depth counts from the highest that is listed. */
export function inOrder<T extends Named>(organisations: readonly T[]): (T & { depth: number })[] {
  const flat = (branches: Branch<T>[], depth: number): (T & { depth: number })[] =>
    branches.flatMap((branch) => [{ ...branch, depth }, ...flat(branch.below, depth + 1)])
  return flat(asTree(organisations), 0)
}

/** What to call each organisation where several stand: a name that occurs twice is followed by what it stands under. */
export function tellApart<T extends Named>(organisations: readonly T[]): Map<string, string> {
  const names = new Map(organisations.map(({ id, name }) => [id, name]))
  const times = Map.groupBy(organisations, ({ name }) => name.toLowerCase())
  return new Map(
    organisations.map(({ id, name, path }) => {
      const parent = names.get(path.at(-2) ?? '')
      const twice = (times.get(name.toLowerCase())?.length ?? 0) > 1
      return [id, twice && parent !== undefined ? `${name}, ${parent}` : name]
    }),
  )
}
