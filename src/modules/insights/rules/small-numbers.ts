/** What a comparison of schools may show: nothing that is about so few people that somebody could say who they are. */

/** Fewer people than this are not told of by themselves. */
export const FEWEST_SHOWN = 5

/** Whether a figure is about some people, and too few of them. That nobody is meant may be said. */
export const isSmall = (people: number): boolean => people > 0 && people < FEWEST_SHOWN

/**
 * The rows whose figure must be hidden, each being about so many people. One that is hidden alone could be worked out
 * from the sum and the others, so the next smallest is hidden with it; where the sum of those is still small, one more.
 */
export function hiddenRows<Row>(rows: readonly Row[], peopleOf: (row: Row) => number): ReadonlySet<Row> {
  const counted = rows.filter((row) => peopleOf(row) > 0).toSorted((a, b) => peopleOf(a) - peopleOf(b))
  const hidden = new Set(counted.filter((row) => isSmall(peopleOf(row))))
  if (hidden.size === 0) return hidden
  for (const row of counted) {
    const people = [...hidden].reduce((sum, each) => sum + peopleOf(each), 0)
    if (hidden.size > 1 && !isSmall(people)) break
    hidden.add(row)
  }
  return hidden
}
