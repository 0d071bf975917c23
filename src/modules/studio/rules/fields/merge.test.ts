import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeSections } from './merge.ts'

const content = fc.dictionary(fc.constantFrom('title', 'summary', 'tags'), fc.jsonValue({ maxDepth: 3 }))
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('what two authors made of one text', () => {
  test('is what either made of it, where the other changed nothing or the same', () => {
    fc.assert(
      fc.property(content, content, (base, other) => {
        expect(mergeSections(base, other, base)).toEqual(other)
        expect(mergeSections(base, base, other)).toEqual(other)
        expect(mergeSections(base, other, other)).toEqual(other)
      }),
    )
  })

  test('is the same whoever saved first, or a choice for both', () => {
    fc.assert(
      fc.property(content, content, content, (base, one, other) => {
        expect(plain(mergeSections(base, one, other))).toEqual(plain(mergeSections(base, other, one)))
      }),
    )
  })

  const rubric = (...texts: string[]) => ({
    rubric: { criteria: texts.map((text, place) => ({ id: `c${place}`, levels: { low: text, high: text } })) },
  })
  const changed = (place: number, level: 'low' | 'high', to: string) => {
    const next = rubric('A', 'B')
    const levels = next.rubric.criteria[place]?.levels
    if (levels !== undefined) levels[level] = to
    return next
  }

  test('holds the words of both in different places, even of one criterion', () => {
    const merged = mergeSections(rubric('A', 'B'), changed(0, 'low', 'Noor'), changed(0, 'high', 'Omar'))
    expect(merged?.['rubric']).toMatchObject({
      criteria: [{ levels: { low: 'Noor', high: 'Omar' } }, { levels: { low: 'B' } }],
    })
  })

  test('has to be chosen in the same place, and where one moved or added what the other rewrote', () => {
    expect(mergeSections(rubric('A'), rubric('Noor'), rubric('Omar'))).toBeNull()
    expect(mergeSections(rubric('A', 'B'), changed(0, 'low', 'Noor'), rubric('A', 'B', 'C'))).toBeNull()
    const aligned = (code: string, why: string) => ({ alignments: [{ code, why }] })
    expect(mergeSections(aligned('1a', ''), aligned('1b', ''), aligned('1a', 'As Omar sees it.'))).toBeNull()
    expect(mergeSections({ tags: ['a'] }, { tags: ['b'] }, { tags: ['a', 'c'] })).toBeNull()
  })
})
