import { CLASH, isRecord, mergeValues } from '../../../catalogue/rules/merge.ts'
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
  const merged = mergeValues(base, mine, theirs, (was, some, others, merge) => {
    if (!inStep(was, some) || !inStep(was, others)) return CLASH
    const items = was.map((item, place) => merge(item, some[place], others[place]))
    return items.includes(CLASH) ? CLASH : items
  })
  return merged === CLASH ? null : (merged as SectionContent)
}

/** What an item is, whatever it says: its id, or the component of an alignment. */
const NAMED_BY = ['id', 'framework', 'edition', 'code']

/** Whether two lists hold the same things in the same places, so that only their words can differ. */
const inStep = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length &&
  some.every((item, place) => {
    const other = others[place]
    return isRecord(item) && isRecord(other) && NAMED_BY.every((key) => item[key] === other[key])
  })
