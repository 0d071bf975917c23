import { expect, test } from 'vitest'
import { Kept } from './kept.ts'

test('what is asked for stays, and what is not gives way', () => {
  const kept = new Kept<string, number>(4)
  kept.set('a', 1)
  kept.set('b', 2)
  kept.set('b', 3)
  for (const [at, key] of ['c', 'd', 'e', 'f', 'g'].entries()) {
    kept.set(key, at)
    expect(kept.get('a')).toBe(1)
  }
  expect([kept.get('b'), kept.get('c'), kept.get('g')]).toEqual([undefined, undefined, 4])
})

test('it never holds more than it may', () => {
  const kept = new Kept<number, number>(10)
  for (let key = 0; key < 1000; key += 1) kept.set(key, key)
  expect(
    Array.from({ length: 1000 }, (_, key) => kept.get(key)).filter((value) => value !== undefined).length,
  ).toBeLessThan(11)
})
