import { expect, test } from 'vitest'
import { inShort, standing } from './standing.ts'

const item = (paths: string[][]) => ({
  id: 'written',
  title: 'Everything is written',
  why: 'So that it can be read.',
  blocking: true,
  state: 'not met' as const,
  findings: paths.map((path) => ({ path, reason: 'It is empty.' })),
})

test('much that is missing is told section by section, and little is told as it is', () => {
  const few = item([['title'], ['summary']])
  const many = item([...Array.from({ length: 6 }, () => ['summary']), ['key_method', 'name']])
  const [kept, short] = inShort('micro-credential', [few, many])
  expect(kept).toEqual(few)
  expect(short?.findings).toEqual([
    { path: ['summary'], reason: 'About: 6 places to write or to mend' },
    { path: ['key_method', 'name'], reason: 'The key method: one place to write or to mend' },
  ])
})

test('a section is not begun, has remarks, or misses nothing', () => {
  const step = (written: 'begun' | 'not begun', remarks: number) => standing({ section: 'about', written, remarks })
  expect([step('not begun', 3), step('begun', 1), step('begun', 2), step('begun', 0)]).toEqual([
    'Not begun',
    '1 remark',
    '2 remarks',
    'Nothing missing',
  ])
})
