import { expect, test } from 'vitest'
import { choicesNear, valueOf, type Choice } from './choices.ts'

const choices: Choice[] = [
  { value: 'reading-one', label: 'Reading', count: 3, group: 'The First Badge' },
  { value: 'reading-two', label: 'Reading', count: 2, group: 'The Second Badge' },
  { value: 'art', label: 'Art', count: 1 },
]

test.each([
  ['art', 'art'],
  ['ART', 'art'],
  ['reading, the second badge', 'reading-two'],
  ['Reading', 'reading-one'],
  ['Knitting', 'Knitting'],
  [null, null],
])('%s is the choice of %s', (typed, value) => {
  expect(valueOf(choices, typed)).toBe(value)
})

test('what names none of them comes near those that hold it', () => {
  const other = { value: 'x', label: 'First Steps', count: 1 }
  expect(choicesNear([...choices, other], 'first').map(({ value }) => value)).toEqual(['x', 'reading-one'])
  expect(choicesNear(choices, 'second').map(({ value }) => value)).toEqual(['reading-two'])
})
