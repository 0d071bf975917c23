/** How the items of a framework stand below each other, as links from child to parent say it in any order. */

/** `sequence` orders the children of one parent; null comes after all numbers. */
export type Link = { child: string; parent: string; sequence: number | null }
/** `top`: the one at the top that it stands under, which may be itself. */
export type Placed = { id: string; depth: number; top: string; hasChildren: boolean }

export type Tree =
  | { ok: true; placed: Placed[]; shared: string[] }
  /** Each stands below the next, and the last below the first. */
  | { ok: false; reason: 'cycle'; cycle: string[] }
  | { ok: false; reason: 'too deep'; id: string }

const DEEPEST = 20

/**
 * Every item in reading order, once: parents before children, children by their sequence and else as the items come.
 * What stands below several (`shared`) is placed below the first of them. Links must be between these items.
 */
export function growTree(ids: readonly string[], links: readonly Link[]): Tree {
  const place = new Map(ids.map((id, at) => [id, at]))
  const children = new Map<string, Link[]>()
  const parents = new Map<string, Set<string>>()
  for (const link of links) {
    const above = parents.get(link.child) ?? new Set()
    if (above.has(link.parent)) continue
    parents.set(link.child, above.add(link.parent))
    const below = children.get(link.parent)
    if (below === undefined) children.set(link.parent, [link])
    else below.push(link)
  }
  const cycle = findCycle(ids, children, parents)
  if (cycle !== null) return { ok: false, reason: 'cycle', cycle }

  const order = ({ child, sequence }: Link) => [sequence ?? Infinity, place.get(child) ?? 0] as const
  const compare = (a: Link, b: Link): number => {
    const [[one, first], [other, second]] = [order(a), order(b)]
    return one === other ? first - second : one - other
  }
  const placed: Placed[] = []
  const seen = new Set<string>()
  const waiting = ids
    .filter((id) => !parents.has(id))
    .map((id) => ({ id, depth: 1, top: id }))
    .reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id, depth, top } = next
    if (seen.has(id)) continue
    if (depth > DEEPEST) return { ok: false, reason: 'too deep', id }
    seen.add(id)
    const below = (children.get(id) ?? []).toSorted(compare)
    placed.push({ id, depth, top, hasChildren: below.length > 0 })
    for (const { child } of below.reverse()) waiting.push({ id: child, depth: depth + 1, top })
  }
  return { ok: true, placed, shared: ids.filter((id) => (parents.get(id)?.size ?? 0) > 1) }
}

/** Takes away whatever has no parent left, over and over; what then is left stands in circles or below one. */
function findCycle(
  ids: readonly string[],
  children: ReadonlyMap<string, readonly Link[]>,
  parents: ReadonlyMap<string, ReadonlySet<string>>,
): string[] | null {
  const left = new Map(ids.map((id) => [id, parents.get(id)?.size ?? 0]))
  const free = ids.filter((id) => left.get(id) === 0)
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    left.delete(id)
    for (const { child } of children.get(id) ?? []) {
      const count = (left.get(child) ?? 0) - 1
      left.set(child, count)
      if (count === 0) free.push(child)
    }
  }
  let id = left.keys().next().value
  if (id === undefined) return null
  const way: string[] = []
  const at = new Map<string, number>()
  while (id !== undefined && !at.has(id)) {
    at.set(id, way.length)
    way.push(id)
    id = [...(parents.get(id) ?? [])].find((parent) => left.has(parent))
  }
  return way.slice(at.get(id ?? '') ?? 0)
}
