/** Random medallions, and every way to them by trying all. */

import fc from 'fast-check'
import type { ListedPick } from '#src/modules/medallions/rules/qualify.ts'

/** Up to nine picks that everybody needs and up to three choices of up to four, in a random order. */
export const listedPicks: fc.Arbitrary<ListedPick[]> = fc
  .record({
    required: fc.integer({ min: 0, max: 9 }),
    choices: fc.array(
      fc
        .integer({ min: 2, max: 4 })
        .chain((size) => fc.record({ size: fc.constant(size), needed: fc.integer({ min: 1, max: size - 1 }) })),
      { maxLength: 3 },
    ),
  })
  .chain(({ required, choices }) => {
    const picks = [
      ...Array.from({ length: required }, (_, n) => ({ microCredentialId: `all-${n}`, groupId: null, needed: 1 })),
      ...choices.flatMap(({ size, needed }, choice) =>
        Array.from({ length: size }, (_, n) => ({
          microCredentialId: `choice-${choice}-${n}`,
          groupId: `choice-${choice}`,
          needed,
        })),
      ),
    ]
    return fc.shuffledSubarray(picks, { minLength: picks.length })
  })

/** Every set of picks that is just enough: each choice tried in all of its ways. */
export function waysTo(picks: readonly ListedPick[]): string[][] {
  const ids = (some: readonly ListedPick[]) => some.map(({ microCredentialId }) => microCredentialId)
  const choices = Map.groupBy(
    picks.filter(({ groupId }) => groupId !== null),
    ({ groupId }) => groupId,
  )
  return [...choices.values()].reduce<string[][]>(
    (ways, members) =>
      subsetsOf(ids(members), members[0]?.needed ?? 0).flatMap((chosen) => ways.map((way) => [...way, ...chosen])),
    [ids(picks.filter(({ groupId }) => groupId === null))],
  )
}

/** All subsets of a size, by counting through the bits. */
const subsetsOf = (items: readonly string[], size: number): string[][] =>
  Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((__, place) => (bits >> place) & 1)).filter(
    (subset) => subset.length === size,
  )

/** Whether somebody holds all of one of the ways; of a medallion that lists nothing there is none. */
export const satisfies = (ways: readonly (readonly string[])[], earned: ReadonlySet<string>): boolean =>
  ways.some((way) => way.length > 0 && way.every((id) => earned.has(id)))
