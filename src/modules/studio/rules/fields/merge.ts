import type { SectionContent } from '../sections.ts'

/**
 * Puts together what two authors made of the same text, where they wrote in different places; null where both changed
 * the same place, which a person has to decide.
 */
export function mergeSections(
  base: SectionContent,
  mine: SectionContent,
  theirs: SectionContent,
): SectionContent | null {
  const merged = merge(base, mine, theirs)
  return merged === CLASH ? null : (merged as SectionContent)
}

const CLASH = Symbol('both changed it')

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const isObject = (value: unknown): value is SectionContent =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function merge(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (same(mine, theirs) || same(base, theirs)) return mine
  if (same(base, mine)) return theirs
  if (isObject(base) && isObject(mine) && isObject(theirs)) {
    const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])]
    const merged = keys.map((key) => [key, merge(base[key], mine[key], theirs[key])] as const)
    if (merged.some(([, value]) => value === CLASH)) return CLASH
    return Object.fromEntries(merged.filter(([, value]) => value !== undefined))
  }
  if (
    Array.isArray(base) &&
    Array.isArray(mine) &&
    Array.isArray(theirs) &&
    inStep(base, mine) &&
    inStep(base, theirs)
  ) {
    const merged = base.map((item: unknown, place) => merge(item, mine[place], theirs[place]))
    return merged.includes(CLASH) ? CLASH : merged
  }
  return CLASH
}

/** What an item is, whatever it says: its id, or the component of an alignment. */
const NAMED_BY = ['id', 'framework', 'edition', 'code']

/** Whether two lists hold the same things in the same places, so that only their words can differ. */
const inStep = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length &&
  some.every((item, place) => {
    const other = others[place]
    return isObject(item) && isObject(other) && NAMED_BY.every((key) => item[key] === other[key])
  })
