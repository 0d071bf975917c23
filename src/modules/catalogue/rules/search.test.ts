import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { narrow, searchWords, type Hit } from './search.ts'

describe('what was typed', () => {
  test.each([
    [
      '  driving questio ',
      { all: 'driving questio', begun: { before: 'driving ', last: 'questio' }, each: ['driving', 'questio'] },
    ],
    ['Mindset/Grit', { all: 'Mindset Grit', begun: { before: 'Mindset ', last: 'grit' }, each: ['mindset', 'grit'] }],
    ['"formative assessment"', { begun: null }],
    ['feedback -peer', { begun: null }],
    ['3d', { begun: { before: '', last: '3d' }, each: [] }],
  ])('%s', (typed, words) => {
    expect(searchWords(typed)).toMatchObject(words)
  })

  test.each(['', '   ', '???', '" "'])('%j is nothing to look for', (typed) => {
    expect(searchWords(typed)).toBeNull()
  })

  test('is cut to a sensible length and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (typed) => {
        const words = searchWords(typed)
        expect((words?.all.length ?? 0) <= 200 && (words?.each.length ?? 0) <= 8).toBe(true)
      }),
    )
  })
})

const hit: fc.Arbitrary<Hit> = fc.record({
  id: fc.uuid(),
  stack: fc.constantFrom('one', 'two', 'three'),
  hours: fc.constantFrom(1, 1.5, 2),
  components: fc.array(fc.constantFrom('a', 'b', 'c')),
})
const filter = fc.record({
  stack: fc.option(fc.constantFrom('one', 'two', 'four')),
  component: fc.option(fc.constantFrom('a', 'b', 'd')),
  hours: fc.subarray([1, 1.5, 2]),
})

test('the number beside a choice is the number found once it is chosen', () => {
  fc.assert(
    fc.property(fc.array(hit), filter, (hits, chosen) => {
      const { found, counts } = narrow(hits, chosen)
      expect(hits.filter((one) => found.includes(one))).toEqual(found)
      for (const stack of ['one', 'two', 'three', 'four'])
        expect(counts.stacks.get(stack) ?? 0).toBe(narrow(hits, { ...chosen, stack }).found.length)
      for (const component of ['a', 'b', 'c', 'd'])
        expect(counts.components.get(component) ?? 0).toBe(narrow(hits, { ...chosen, component }).found.length)
      for (const hours of [1, 1.5, 2])
        expect(counts.hours.get(hours) ?? 0).toBe(narrow(hits, { ...chosen, hours: [hours] }).found.length)
    }),
  )
})
