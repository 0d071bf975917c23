import { CLASH, isRecord, mergeValues, same } from '../../../catalogue/rules/merge.ts'
import type { MedallionContent } from '../content.ts'

/**
 * Puts together what two leaders made of the same draft: each may add, take out, move and rewrite goals, choices and
 * picks. Null where both changed the same text or number, where one rewrote what the other took out, and where both
 * moved things into different orders: that a person has to decide.
 */
export function mergeDrafts(
  base: MedallionContent,
  mine: MedallionContent,
  theirs: MedallionContent,
): MedallionContent | null {
  const merged = mergeValues(base, mine, theirs, mergeLists)
  return merged === CLASH ? null : (merged as MedallionContent)
}

/** What an item of a list is, whatever it says; undefined when it is not named. */
const nameOf = (item: unknown): string | undefined => {
  const name = isRecord(item) ? (item['micro_credential'] ?? item['id']) : undefined
  return typeof name === 'string' ? name : undefined
}

type List = readonly unknown[]

function mergeLists(
  base: List,
  mine: List,
  theirs: List,
  merge: (base: unknown, mine: unknown, theirs: unknown) => unknown,
): unknown {
  const [was, some, others] = [named(base), named(mine), named(theirs)]
  // A list that names something twice is broken, and cannot be put together by names.
  if (was === null || some === null || others === null) return CLASH
  const items = new Map<string, unknown>()
  for (const name of new Set([...some.keys(), ...others.keys(), ...was.keys()])) {
    const item = mergeItem(was.get(name), some.get(name), others.get(name), merge)
    if (item === CLASH) return CLASH
    if (item !== undefined) items.set(name, item)
  }
  const order = orderOf([...was.keys()], [...some.keys()], [...others.keys()], (name) => items.has(name))
  return order === null ? CLASH : order.map((name) => items.get(name))
}

/** What one took out and the other left as it was is gone. */
function mergeItem(
  was: unknown,
  some: unknown,
  other: unknown,
  merge: (base: unknown, mine: unknown, theirs: unknown) => unknown,
): unknown {
  if (some === undefined || other === undefined) {
    const left = some ?? other
    return was === undefined ? left : same(was, left) || left === undefined ? undefined : CLASH
  }
  return was === undefined ? (same(some, other) ? some : CLASH) : merge(was, some, other)
}

function named(list: List): Map<string, unknown> | null {
  const items = new Map(list.map((item) => [nameOf(item), item]))
  return items.size !== list.length || items.has(undefined) ? null : (items as Map<string, unknown>)
}

/**
 * The order of who moved something, else the one that was; what the other added stands behind what it followed there.
 * Null when both moved things, and differently.
 */
function orderOf(
  was: readonly string[],
  some: readonly string[],
  others: readonly string[],
  stays: (name: string) => boolean,
): string[] | null {
  const old = was.filter(stays)
  const moved = (list: readonly string[]): boolean =>
    !same(
      list.filter((name) => old.includes(name)),
      old,
    )
  const kept = (list: readonly string[]): string[] => list.filter(stays)
  const both = kept(some).filter((name) => others.includes(name))
  if (moved(some) && moved(others))
    if (
      !same(
        both,
        kept(others).filter((name) => some.includes(name)),
      )
    )
      return null
  const [order, added] = moved(others) ? [kept(others), kept(some)] : [kept(some), kept(others)]
  for (const [place, name] of added.entries()) {
    if (order.includes(name)) continue
    const before = added[place - 1]
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name)
  }
  return order
}
