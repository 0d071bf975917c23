import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listedPicks, satisfies, waysTo } from '#test/factories/medallions/random.ts'
import type { MedallionContent } from './content.ts'
import { countedPicks, neededOf, qualifies, stillNeeded, type ListedPick } from './qualify.ts'

const RUNS = process.env['DEEP'] ? 10_000 : 300

/** A medallion, and what somebody has earned: of its picks, and beside them. */
const earning = listedPicks.chain((picks) =>
  fc.record({
    picks: fc.constant(picks),
    earned: fc.shuffledSubarray([...picks.map(({ microCredentialId }) => microCredentialId), 'other-1', 'other-2']),
  }),
)

test('whoever holds one of the ways to a medallion qualifies, and nobody else', () => {
  fc.assert(
    fc.property(earning, ({ picks, earned }) => {
      expect(qualifies(picks, new Set(earned))).toBe(satisfies(waysTo(picks), new Set(earned)))
    }),
    { numRuns: RUNS },
  )
})

test('every way of the nine with two of three does, and none of one less', () => {
  const nine: ListedPick[] = [
    ...Array.from({ length: 7 }, (_, n) => ({ microCredentialId: `all-${n}`, groupId: null, needed: 1 })),
    ...['a', 'b', 'c'].map((id) => ({ microCredentialId: id, groupId: 'two-of-three', needed: 2 })),
  ]
  const ways = waysTo(nine)
  expect(ways).toHaveLength(3)
  for (const way of ways) {
    expect(way).toHaveLength(9)
    expect(qualifies(nine, new Set(way))).toBe(true)
    for (const id of way) expect(qualifies(nine, new Set(way.filter((other) => other !== id)))).toBe(false)
  }
})

test('what is still needed is enough, and nothing of it can be left out', () => {
  fc.assert(
    fc.property(earning, ({ picks, earned }) => {
      const has = new Set(earned)
      const { required, choices, count } = stillNeeded(picks, has)
      const chosen = choices.flatMap(({ more, among }) => among.slice(0, more))
      const rest = [...required, ...chosen]
      expect(rest).toHaveLength(count)
      expect(rest.filter((id) => has.has(id))).toEqual([])
      expect(qualifies(picks, new Set([...earned, ...rest]))).toBe(picks.length > 0)
      expect(count).toBe(Math.min(...waysTo(picks).map((way) => way.filter((id) => !has.has(id)).length)))
      for (const id of rest)
        expect(qualifies(picks, new Set([...earned, ...rest.filter((other) => other !== id)]))).toBe(false)
      for (const { more, among } of choices) expect(more).toBeLessThanOrEqual(among.length)
    }),
    { numRuns: RUNS },
  )
})

test('what counts is one way, made of what was earned first', () => {
  fc.assert(
    fc.property(earning, ({ picks, earned }) => {
      const counted = countedPicks(picks, earned)
      expect(new Set(counted).size).toBe(counted.length)
      expect(counted.filter((id) => !earned.includes(id))).toEqual([])
      if (qualifies(picks, new Set(earned)))
        expect(waysTo(picks).map((way) => way.toSorted().join())).toContain(counted.toSorted().join())
      const groupOf = new Map(picks.map((pick) => [pick.microCredentialId, pick.groupId]))
      for (const id of earned) {
        const group = groupOf.get(id)
        if (group === undefined || counted.includes(id)) continue
        // It was left out, so its choice was full of earlier ones.
        const earlier = counted.filter((other) => groupOf.get(other) === group)
        expect(group).not.toBeNull()
        expect(earlier.every((other) => earned.indexOf(other) < earned.indexOf(id))).toBe(true)
      }
    }),
    { numRuns: RUNS },
  )
})

test('nobody qualifies for a medallion that lists nothing', () => {
  expect(qualifies([], new Set(['a']))).toBe(false)
})

test('what is needed is all that stands in no choice, and of each choice its part', () => {
  fc.assert(
    fc.property(listedPicks, (picks) => {
      const groups = [...new Set(picks.flatMap(({ groupId }) => groupId ?? []))]
      const content: { [Key in 'picks' | 'groups']: MedallionContent[Key] } = {
        groups: groups.map((id) => ({ id, title: id, needed: picks.find((pick) => pick.groupId === id)?.needed ?? 0 })),
        picks: picks.map(({ microCredentialId, groupId }) => ({
          micro_credential: microCredentialId,
          goal: 'goal',
          mission_line: 'It serves.',
          ...(groupId === null ? {} : { group: groupId }),
        })),
      }
      expect(neededOf(content)).toBe(stillNeeded(picks, new Set()).count)
      expect(neededOf(content)).toBe(waysTo(picks)[0]?.length ?? 0)
    }),
  )
})
