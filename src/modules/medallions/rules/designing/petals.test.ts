import fc from 'fast-check'
import { expect, test } from 'vitest'
import { medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { known } from '#test/factories/medallions/known.ts'
import { neededOf } from '../qualify.ts'
import { petalsOf } from './petals.ts'

const catalogue = PICKS.map((slug) => known(slug))

test('there is a petal for each that is needed, in the order of the path', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 3 }), (count, size) => {
      const of = Math.min(size + 1, count)
      const content = medallionOf(PICKS.slice(0, count), [{ needed: of - 1, of }])
      const petals = petalsOf(content, catalogue)
      expect(petals).toHaveLength(neededOf(content))
      expect(petals.map(({ id }) => id)).toEqual(PICKS.slice(0, count - 1))
    }),
  )
})

test('more than twelve are not drawn, nor what the catalogue does not have', () => {
  expect(
    petalsOf({ ...medallionOf(PICKS), picks: [...medallionOf().picks, ...medallionOf(PICKS).picks] }, catalogue),
  ).toHaveLength(12)
  expect(petalsOf(medallionOf(['fame', PICKS[0]]), catalogue).map(({ id }) => id)).toEqual([PICKS[0]])
})
