import { describe, expect, test } from 'vitest'
import { findingsAt, findingsIn, placeOf, standingInWords, type ChecklistItem } from './findings.ts'

const item = (more: Partial<ChecklistItem>): ChecklistItem => ({
  id: 'levels',
  title: 'Levels differ',
  why: 'So that two assessors choose the same.',
  blocking: true,
  state: 'not met',
  findings: [],
  ...more,
})
const descriptor = { path: ['rubric', 'criteria', 2, 'levels', 'developing'], reason: 'It has 9 words.' }
const prompt = { path: ['parts', 2, 'prompts', 0, 'text'], reason: 'It is empty.' }

describe('where a finding is mended', () => {
  test.each([
    [
      ['rubric', 'criteria', 2, 'levels', 'developing'],
      { section: 'rubric', field: 'rubric.criteria.2.levels.developing' },
    ],
    [['parts', 1, 'prompts', 0, 'text'], { section: 'reflection', field: 'prompts.0.text' }],
    [['parts', 2, 'minutes', 'max'], { section: 'application', field: 'minutes.max' }],
    [['minutes', 'total', 'max'], { section: 'time', field: 'minutes.total.max' }],
    [['tags', 3], { section: 'about', field: 'tags.3' }],
    [['id'], null],
    [['parts'], null],
    [['unknown'], null],
    [[], null],
  ])('%j', (path, place) => {
    expect(placeOf('micro-credential', path)).toEqual(place)
  })

  test('a stack and a badge have one section', () => {
    expect(placeOf('stack', ['micro_credentials', 0])).toEqual({ section: 'stack', field: 'micro_credentials.0' })
    expect(placeOf('badge', ['stacks'])).toEqual({ section: 'badge', field: 'stacks' })
  })
})

test('a section shows what was found in it, what blocks first, and nothing of what is met', () => {
  const items = [
    item({ blocking: false, state: 'look', findings: [descriptor] }),
    item({ findings: [{ ...descriptor, reason: 'Two levels are the same.' }, prompt] }),
    item({ state: 'met', findings: [descriptor] }),
  ]
  expect(findingsIn('micro-credential', 'rubric', items)).toEqual([
    { field: 'rubric.criteria.2.levels.developing', reason: 'Two levels are the same.', blocking: true, look: false },
    { field: 'rubric.criteria.2.levels.developing', reason: 'It has 9 words.', blocking: false, look: true },
  ])
  expect(findingsIn('micro-credential', 'application', items)).toHaveLength(1)
})

test('a descriptor shows its own findings, a criterion those of all that is in it', () => {
  const findings = findingsIn('micro-credential', 'rubric', [item({ findings: [descriptor] })])
  expect(findingsAt(findings, 'rubric.criteria.2.levels.developing')).toHaveLength(1)
  expect(findingsAt(findings, 'rubric.criteria.2')).toEqual([])
  expect(findingsAt(findings, 'rubric.criteria.2', { within: true })).toHaveLength(1)
  expect(findingsAt(findings, 'rubric.criteria.20', { within: true })).toEqual([])
})

test.each([
  [[item({ state: 'met' })], 'Everything on the list is met.'],
  [[item({ state: 'met' }), item({})], 'Not ready yet: 1 of 2 must still be met before it is published.'],
  [[item({ blocking: false })], 'Nothing on the list stands in the way. One thing is worth a look first.'],
  [
    [item({ blocking: false, state: 'look' }), item({ blocking: false })],
    'Nothing on the list stands in the way. 2 things are worth a look first.',
  ],
])('what stands in the way is said in a sentence', (items, words) => {
  expect(standingInWords(items)).toBe(words)
})
