import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likeness, onlyTyping, shortened, wordsThatDiffer, type Piece } from './words.ts'

const word = fc.constantFrom('the', 'map', 'names', 'each', 'standard', 'task,', 'task', 'Learners', 'why.', '–', 'é')
const space = fc.constantFrom(' ', '  ', '\n', '\n\n')
const text = fc.oneof(
  fc.array(fc.tuple(word, space), { maxLength: 30 }).map((pairs) => pairs.flat().join('')),
  fc.string({ maxLength: 20 }),
)
const without = (kind: Piece['kind'], pieces: Piece[]): string =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map((piece) => piece.text)
    .join('')

describe('the words that differ', () => {
  it('give both texts again', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = wordsThatDiffer(before, after)
        expect(without('added', pieces)).toBe(before)
        expect(without('removed', pieces)).toBe(after)
      }),
    )
  })

  it('are none when nothing differs', () => {
    fc.assert(fc.property(text, (same) => wordsThatDiffer(same, same).every(({ kind }) => kind === 'same')))
  })

  it('tell one replaced word as one, and neighbours together', () => {
    expect(wordsThatDiffer('Every task names a standard.', 'Every task names its standard.')).toEqual([
      { kind: 'same', text: 'Every task names ' },
      { kind: 'removed', text: 'a' },
      { kind: 'added', text: 'its' },
      { kind: 'same', text: ' standard.' },
    ])
    expect(wordsThatDiffer('one two three four', 'one deux trois four').map(({ kind }) => kind)).toEqual([
      'same',
      'removed',
      'added',
      'same',
    ])
  })

  it('are told as one replacement when two long texts have nothing in common', () => {
    const long = (letter: string) => Array.from({ length: 20_000 }, (_, place) => `${letter}${place}`).join(' ')
    expect(wordsThatDiffer(long('a'), long('b')).length).toBeLessThan(10)
  })
})

it('long runs of what stayed the same are left out, and never a change', () => {
  const long = Array.from({ length: 200 }, (_, place) => `word${place}`).join(' ')
  const pieces = wordsThatDiffer(`${long} old ${long}`, `${long} new ${long}`)
  const shown = shortened(pieces)
  expect(shown.filter(({ kind }) => kind !== 'same')).toEqual(pieces.filter(({ kind }) => kind !== 'same'))
  expect(shown.map(({ text }) => text).join('').length).toBeLessThan(300)
  expect(shown[0]?.text).toMatch(/^… .*word199 $/)
  fc.assert(
    fc.property(text, (same) => {
      expect(shortened(wordsThatDiffer(same, same))).toEqual(wordsThatDiffer(same, same))
    }),
  )
})

it('what is only typing changes no letter and no figure', () => {
  expect(onlyTyping('Name it, then map it.', 'name it – then map it')).toBe(true)
  expect(onlyTyping('two lessons', 'two lesson')).toBe(false)
  expect(onlyTyping('10 minutes', '1.0 minutes')).toBe(false)
})

it('likeness is 1 for the same words, 0 for others, and the same from both sides', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(likeness(one, one)).toBe(1)
      expect(likeness(one, other)).toBe(likeness(other, one))
    }),
  )
  expect(likeness('a b', 'c d')).toBe(0)
})
