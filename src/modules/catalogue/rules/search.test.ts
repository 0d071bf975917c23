import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { respell, searchWords } from './search.ts'

describe('what was typed', () => {
  test.each([
    [
      '  driving questio ',
      { all: 'driving questio', begun: { before: 'driving ', last: 'questio' }, each: ['driving', 'questio'] },
    ],
    ['Mindset/Grit', { all: 'Mindset Grit', begun: { before: 'Mindset ', last: 'grit' }, each: ['mindset', 'grit'] }],
    ['"formative assessment"', { begun: null }],
    ['feedback -peer', { begun: null, each: ['feedback'] }],
    ['rubric -"peer review" self-made', { each: ['rubric', 'self', 'made'] }],
    ['3d', { begun: { before: '', last: '3d' }, each: [] }],
  ])('%s', (typed, words) => {
    expect(searchWords(typed)).toMatchObject(words)
  })

  test.each(['', '   ', '???', '" "'])('%j is nothing to look for', (typed) => {
    expect(searchWords(typed)).toBeNull()
  })

  test('is cut to a sensible length and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (typed) => {
        const words = searchWords(typed)
        expect((words?.all.length ?? 0) <= 200 && (words?.each.length ?? 0) <= 8).toBe(true)
      }),
    )
  })
})

describe('a word that may be misspelled', () => {
  const near = (typed: string, word: string, alike: number) => ({ typed, word, alike })

  test('is looked for as it is, and as the words it comes nearest to', () => {
    const words = [near('rubrik', 'rubric', 0.56), near('rubrik', 'rubrics', 0.5), near('rubrik', 'rubber', 0.4)]
    expect(respell(['rubrik'], words)).toEqual([['rubrik', 'rubric', 'rubrics']])
    expect(respell(['rubrik'], [near('rubrik', 'rubric', 0.7), near('rubrik', 'rubbing', 0.5)])).toEqual([
      ['rubrik', 'rubric'],
    ])
  })

  test('stays as it is where the catalogue has it, or nothing like it', () => {
    expect(respell(['grade', 'zeppelin'], [near('grade', 'grade', 1), near('grade', 'grades', 0.9)])).toEqual([
      ['grade'],
      ['zeppelin'],
    ])
  })
})
