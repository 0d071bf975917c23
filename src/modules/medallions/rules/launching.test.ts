import { expect, test } from 'vitest'
import { ANSWERS, ENROLMENT_STATES, stateAfter } from './answers.ts'
import { problemsOf, problemsOfLetter } from './launch.ts'
import { fillIn, letterTo, unknownPlaces, WELCOME } from './welcome.ts'

test('every answer to every state leads where it may, and nowhere else', () => {
  const table = ENROLMENT_STATES.map((state) => ANSWERS.map((answer) => stateAfter(state, answer)))
  //             accept      decline     later      leave
  expect(table).toEqual([
    ['accepted', 'declined', 'offered', null], // offered
    ['accepted', null, null, 'left'], // accepted
    ['accepted', 'declined', null, null], // declined
    ['accepted', null, null, 'left'], // left
  ])
})

test('a letter is filled in once, and what somebody is called is never a place itself', () => {
  expect(fillIn('{name}: {medallion}, {link}, {name}', { name: '{link}', medallion: '$&', link: 'L' })).toBe(
    '{link}: $&, L, {link}',
  )
  expect(unknownPlaces('Dear {nmae}, {name} {Name} {} { link } {nmae}')).toEqual(['{nmae}', '{Name}', '{}', '{ link }'])
  expect(letterTo(' Hello {name} \n', { name: 'Ann', medallion: '', link: '' }, 'Rubric Design')).toBe(
    'Hello Ann\n\nWe do the first micro-credential together: “Rubric Design”.',
  )
  expect(problemsOfLetter(WELCOME)).toEqual([])
  expect(problemsOfLetter('')).toEqual([])
  expect(problemsOfLetter('x'.repeat(4001))).toEqual(['letter_long'])
})

test.each([
  ['2026-09-01', '2026-09-01', []],
  ['2026-09-02', '2026-09-01', ['end_first']],
  ['2026-02-29', '2026-13-01', ['start_missing', 'end_missing']],
  ['2026-9-1', 'tomorrow', ['start_missing', 'end_missing']],
  ['0001-01-01', '9999-12-31', ['end_far']],
  ['+12026-09-01', '2026-09-01T00:00', ['start_missing', 'end_missing']],
])('from %s to %s', (startsOn, endsOn, problems) => {
  expect(problemsOf({ name: 'Autumn', startsOn, endsOn })).toEqual(problems)
})
