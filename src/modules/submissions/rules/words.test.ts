import { assert, integer, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countWords, guideInWords, wordsAgainst } from './words.ts'

describe('counting words', () => {
  test('counts as a reader does', () => {
    expect(countWords('')).toBe(0)
    expect(countWords('  “Good start, add more data.” \n — ')).toBe(5)
    expect(countWords('naïve l’été 21st co-op')).toBe(4)
    expect(countWords('你好 世界')).toBe(2)
  })

  test('adding a word adds one', () => {
    assert(
      property(string(), (text) => {
        expect(countWords(`${text} word`)).toBe(countWords(text) + 1)
      }),
    )
  })
})

describe('the word guide', () => {
  test('is never broken at both ends', () => {
    assert(
      property(
        integer({ min: 0, max: 500 }),
        integer({ min: 0, max: 500 }),
        integer({ min: 0, max: 2000 }),
        (a, b, words) => {
          const guide = { min: Math.min(a, b), max: Math.max(a, b) }
          const { missing, over } = wordsAgainst(guide, words)
          expect(missing === 0 || over === 0).toBe(true)
          expect(missing === 0 && over === 0).toBe(words >= guide.min && words <= guide.max)
        },
      ),
    )
  })

  test('says what is asked for', () => {
    expect(guideInWords({ min: 40, max: 100 })).toBe('Between 40 and 100 words are asked for.')
    expect(guideInWords({ min: 40 })).toBe('At least 40 words are asked for.')
    expect(guideInWords({ max: 100 })).toBe('At most 100 words are asked for.')
    expect(guideInWords(undefined)).toBeNull()
    expect(wordsAgainst(undefined, 9)).toEqual({ missing: 0, over: 0 })
  })
})
