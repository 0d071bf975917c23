import { expect, test } from 'vitest'
import { attemptInWords, turnaround, waitedInWords } from './turnaround.ts'

test.each([
  [3, 'Decision due in 3 days', false],
  [1, 'Decision due tomorrow', false],
  [0, 'Decision due today', false],
  [-1, 'Overdue by 1 day', true],
  [-12, 'Overdue by 12 days', true],
])('%i days left: %s', (days, words, overdue) => {
  expect(turnaround(days)).toEqual({ words, overdue })
})

test('waiting and attempts in words', () => {
  expect([0, 1, 6].map(waitedInWords)).toEqual(['Came in today', 'Waiting since yesterday', 'Waiting for 6 days'])
  expect([1, 2, 11].map(attemptInWords)).toEqual(['first attempt', 'second attempt', 'attempt 11'])
})
