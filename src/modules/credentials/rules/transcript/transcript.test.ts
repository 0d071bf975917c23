import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AWARD_KINDS } from '../achievement.ts'
import { transcriptOf } from './transcript.ts'

const stacks = [
  { title: 'Planning', members: [{ slug: 'a' }, { slug: 'b' }] },
  { title: 'Instruction', members: [{ slug: 'c' }] },
]

const award = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...AWARD_KINDS),
  slug: fc.constantFrom('a', 'b', 'c', 'gone'),
  title: fc.string(),
  awardedAt: fc.date({ noInvalidDate: true }),
  hours: fc.integer({ min: 1, max: 40 }).map((quarters) => quarters / 4),
  issuer: fc.string(),
  state: fc.constantFrom('active' as const, 'suspended' as const, 'revoked' as const),
  changedAt: fc.date({ noInvalidDate: true }),
  reason: fc.constant(null),
  address: fc.constant(null),
})

describe('a transcript', () => {
  test('counts each micro-credential in force once, whatever is shown', () => {
    fc.assert(
      fc.property(fc.array(award), (awards) => {
        const counted = awards.filter(({ kind, state }) => kind === 'micro-credential' && state === 'active')
        const hours = counted.reduce((sum, each) => sum + each.hours, 0)
        for (const choice of ['active', 'all'] as const) {
          const { groups, ...all } = transcriptOf(awards, stacks, choice)
          expect([all.inForce, all.hours]).toEqual([counted.length, hours])
          expect(groups.reduce((sum, group) => sum + group.hours, 0)).toBe(hours)
        }
      }),
    )
  })

  test('shows every award once when all are asked for, and else those in force', () => {
    fc.assert(
      fc.property(fc.array(award), (awards) => {
        for (const choice of ['active', 'all'] as const) {
          const { groups, collections } = transcriptOf(awards, stacks, choice)
          const shown = [...groups.flatMap(({ rows }) => rows), ...collections].map(({ id }) => id)
          const wanted = awards.filter(({ state }) => choice === 'all' || state === 'active').map(({ id }) => id)
          expect(shown.toSorted()).toEqual(wanted.toSorted())
        }
      }),
    )
  })
})
