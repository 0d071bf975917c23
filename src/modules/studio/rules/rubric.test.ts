import { expect, test } from 'vitest'
import { descriptorInWords, neighboursOf } from './rubric.ts'

const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ')

test.each([
  [0, '15 to 45 words', false],
  [1, '1 word: 14 more to reach 15', true],
  [14, '14 words: 1 more to reach 15', true],
  [15, '15 words', false],
  [45, '45 words', false],
  [46, '46 words: 1 more than 45', true],
])('a descriptor of %i words', (count, said, wrong) => {
  expect(descriptorInWords(words(count))).toEqual({ words: said, wrong })
})

test('every level but the highest has a neighbour above it', () => {
  const levels = ['a', 'b', 'c'].map((id) => ({ id, name: id }))
  expect(neighboursOf(levels).map(([lower, upper]) => lower.id + upper.id)).toEqual(['ab', 'bc'])
  expect(neighboursOf(levels.slice(0, 1))).toEqual([])
})
