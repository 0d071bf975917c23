/**
 * Puts together what two people made of the same thing, where they wrote in different places. Of a record each key is
 * looked at by itself; what becomes of lists is said by whoever knows what they hold.
 */

/** Both changed the same place, which a person has to decide. */
export const CLASH = Symbol('both changed it')

export type Values = { readonly [key: string]: unknown }
type Merge = (base: unknown, mine: unknown, theirs: unknown) => unknown
type List = readonly unknown[]
/** What two lists come to that were made of one, or CLASH; `merge` puts two items together. */
type Lists = (base: List, mine: List, theirs: List, merge: Merge) => unknown

/** What two values come to that were made of one base, or CLASH; undefined stands for what is not there. */
export function mergeValues(base: unknown, mine: unknown, theirs: unknown, lists: Lists): unknown {
  if (same(mine, theirs) || same(base, theirs)) return mine
  if (same(base, mine)) return theirs
  const merge: Merge = (...values) => mergeValues(...values, lists)
  if (isRecord(base) && isRecord(mine) && isRecord(theirs)) {
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])]
    const merged = keys.map((key) => [key, merge(base[key], mine[key], theirs[key])] as const)
    if (merged.some(([, value]) => value === CLASH)) return CLASH
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined))
  }
  return Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs) ? lists(base, mine, theirs, merge) : CLASH
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
