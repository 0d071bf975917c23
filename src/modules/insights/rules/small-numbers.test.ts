import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FEWEST_SHOWN, hiddenRows } from './small-numbers.ts'

const row = fc.record({ people: fc.integer({ min: 0, max: 12 }) })

test('nothing small is shown, and what is hidden cannot be worked out from the sum', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
      const hidden = hiddenRows(rows, ({ people }) => people)
      const shown = rows.filter((each) => !hidden.has(each))
      expect(shown.filter(({ people }) => people > 0 && people < FEWEST_SHOWN)).toEqual([])
      const rest = [...hidden].reduce((sum, { people }) => sum + people, 0)
      const all = rows.filter(({ people }) => people > 0).length
      if (hidden.size > 0 && hidden.size < all) expect(hidden.size > 1 && rest >= FEWEST_SHOWN).toBe(true)
    }),
  )
})

test('nothing is hidden where every figure is about five or more, or about nobody', () => {
  expect(hiddenRows([5, 0, 80], (people) => people).size).toBe(0)
  expect([...hiddenRows([4, 9, 80], (people) => people)]).toEqual([4, 9])
})
