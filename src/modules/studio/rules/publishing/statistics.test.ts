import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aboutHours, LEAST_PEOPLE, toldOf } from './statistics.ts'

const CRITERIA = ['fit', 'gap', 'why'].map((id) => ({ id, title: id }))
const figures = fc
  .tuple(...CRITERIA.map(({ id }) => fc.tuple(fc.constant(id), fc.nat(12), fc.nat(12), fc.nat(12))))
  .map((rows) =>
    rows.map(([criterionId, first, firstMet, notYet]) => ({
      criterionId,
      first,
      firstMet: Math.min(first, firstMet),
      notYet,
    })),
  )

describe('what is told of the criteria', () => {
  it('is nothing of those that fewer than five people were scored on', () => {
    fc.assert(
      fc.property(figures, (all) => {
        for (const { criterionId, met, notYet, hardest } of toldOf(CRITERIA, all)) {
          const few = (all.find((each) => each.criterionId === criterionId)?.first ?? 0) < LEAST_PEOPLE
          expect([met === null, notYet === null]).toEqual([few, few])
          if (few) expect(hardest).toBe(false)
        }
      }),
    )
  })

  it('names the hardest: nothing that is told is more often not met', () => {
    fc.assert(
      fc.property(figures, (all) => {
        const told = toldOf(CRITERIA, all)
        const hardest = told.find((each) => each.hardest)
        expect(told.every(({ notYet }) => (notYet ?? 0) <= (hardest?.notYet ?? 0))).toBe(true)
      }),
    )
  })

  it('keeps the order of the rubric, and says nothing where there are no figures', () => {
    expect(toldOf(CRITERIA, []).map(({ criterionId, met }) => [criterionId, met])).toEqual([
      ['fit', null],
      ['gap', null],
      ['why', null],
    ])
  })
})

it('hours are said as people say them', () => {
  expect([0.4, 1, 20, 50, 100].map(aboutHours)).toEqual([
    'less than an hour',
    'about 1 hour',
    'about 20 hours',
    'about 2 days',
    'about 4 days',
  ])
})
