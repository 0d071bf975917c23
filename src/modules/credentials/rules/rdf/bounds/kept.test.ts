import { expect, test } from 'vitest'
import { Kept } from './kept.ts'

test('the one not asked for longest gives way', () => {
  const kept = new Kept<string, number>(2)
  kept.set('a', 1)
  kept.set('b', 2)
  kept.set('b', 3)
  expect(kept.get('a')).toBe(1)
  kept.set('c', 4)
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([1, undefined, 4])
})
