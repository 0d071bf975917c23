import fc from 'fast-check'
import { expect, test } from 'vitest'
import { medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { medallionDraftShape, type MedallionContent } from '../content.ts'
import { applyEdit, editValue, readEdit, type Edit } from './edits.ts'

const content = medallionOf(PICKS.slice(0, 10), [{ needed: 2, of: 3 }])
const slugsOf = ({ picks }: MedallionContent) => picks.map(({ micro_credential: slug }) => slug)
const after = (kind: Edit['kind'], list: Edit['list'], item = '') => applyEdit(content, { kind, list, item })

test('a pick moves up and down, and not beyond the ends', () => {
  const [first, second, ...rest] = PICKS.slice(0, 10)
  expect(slugsOf(after('down', 'picks', first))).toEqual([second, first, ...rest])
  expect(slugsOf(after('up', 'picks', second))).toEqual([second, first, ...rest])
  expect(after('up', 'picks', first)).toEqual(content)
  expect(after('down', 'picks', PICKS[9])).toEqual(content)
  expect(after('up', 'picks', 'fame')).toEqual(content)
})

test('a pick is added once, and serves the only goal', () => {
  const added = after('add', 'picks', PICKS[10])
  expect(added.picks.at(-1)).toEqual({ micro_credential: PICKS[10], goal: 'needed', mission_line: '' })
  expect(after('add', 'picks', PICKS[0])).toBe(content)
  expect(after('add', 'picks', '')).toBe(content)
  const two = applyEdit(content, { kind: 'add', list: 'goals', item: '' })
  expect(two.goals.map(({ id }) => id)).toEqual(['needed', 'goal-1'])
  expect(applyEdit(two, { kind: 'add', list: 'picks', item: PICKS[10] }).picks.at(-1)?.goal).toBe('')
})

test('what stood in a choice that goes is needed by all, and what served a goal that goes waits', () => {
  const [group] = content.groups
  expect(after('remove', 'groups', group?.id).picks.filter(({ group: id }) => id !== undefined)).toEqual([])
  expect(new Set(after('remove', 'goals', 'needed').picks.map(({ goal }) => goal))).toEqual(new Set(['']))
  expect(slugsOf(after('remove', 'picks', PICKS[4]))).toEqual(PICKS.slice(0, 10).toSpliced(4, 1))
})

test('a button says what it does, and what says something else does nothing', () => {
  expect(readEdit(editValue({ kind: 'up', list: 'picks', item: 'rubric-design' }))).toEqual({
    kind: 'up',
    list: 'picks',
    item: 'rubric-design',
  })
  expect(readEdit(editValue({ kind: 'add', list: 'goals' }))).toEqual({ kind: 'add', list: 'goals', item: '' })
  for (const value of ['', 'up', 'up picks', 'up title x', 'drop picks x', 'up picks X', 'up picks a b', 7, null])
    expect(readEdit(value)).toBeNull()
})

test('whatever buttons are pressed, a draft stays a draft', () => {
  const edit: fc.Arbitrary<Edit> = fc.record({
    kind: fc.constantFrom('add', 'remove', 'up', 'down'),
    list: fc.constantFrom('goals', 'groups', 'picks'),
    item: fc.constantFrom('', 'needed', 'goal-1', 'choice-1', 'choice-2', ...PICKS),
  })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 80 }), (edits) => {
      const last = edits.reduce(applyEdit, content)
      medallionDraftShape.parse(last)
      expect(new Set(slugsOf(last)).size).toBe(last.picks.length)
    }),
  )
})
