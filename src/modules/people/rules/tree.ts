/** Whether an organisation may be put under another: not under itself, nor under what stands below it. */
export const mayStandUnder = (moved: { id: string }, to: { path: readonly string[] }): boolean =>
  !to.path.includes(moved.id)

type Named = { id: string; name: string; path: readonly string[] }

/**
 * A tree as a list: each organisation is followed by what stands below it, by name. depth counts from the highest one
 * that is listed, so that a part of a tree begins at the margin too.
 */
export function inOrder<T extends Named>(organisations: readonly T[]): (T & { depth: number })[] {
  const listed = new Set(organisations.map(({ id }) => id))
  const above = (organisation: T): string | null =>
    organisation.path.slice(0, -1).findLast((id) => listed.has(id)) ?? null
  const below = Map.groupBy(
    organisations.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1)),
    above,
  )
  const from = (parent: string | null, depth: number): (T & { depth: number })[] =>
    (below.get(parent) ?? []).flatMap((found) => [{ ...found, depth }, ...from(found.id, depth + 1)])
  return from(null, 0)
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
