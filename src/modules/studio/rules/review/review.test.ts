import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mainAuthor, readyWord, wordsPutIn, type Review } from './review.ts'

const person = fc.constantFrom('ann', 'ben', 'cas')
const contributions = fc.uniqueArray(fc.record({ personId: person, words: fc.nat(50) }), {
  selector: (one) => one.personId,
})

describe('who wrote most', () => {
  it('is nobody who wrote less than another', () => {
    fc.assert(
      fc.property(contributions, person, (all, begunBy) => {
        const main = mainAuthor(all, begunBy)
        const words = (id: string) => all.find(({ personId }) => personId === id)?.words ?? 0
        expect(all.every(({ personId }) => words(personId) <= words(main))).toBe(true)
      }),
    )
  })

  it('is who began it, where nobody wrote more', () => {
    expect(mainAuthor([], 'ann')).toBe('ann')
    expect(
      mainAuthor(
        [
          { personId: 'ben', words: 3 },
          { personId: 'ann', words: 3 },
        ],
        'ann',
      ),
    ).toBe('ann')
    expect(
      mainAuthor(
        [
          { personId: 'ben', words: 4 },
          { personId: 'ann', words: 3 },
        ],
        'ann',
      ),
    ).toBe('ben')
  })
})

describe('the words that a change put in', () => {
  it('are none when words were only moved, taken out or left', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('map', 'task', 'why')), fc.nat(5), (words, rest) => {
        expect(wordsPutIn({ a: words.join(' ') }, { b: [words.toReversed().join(' ')] })).toBe(0)
        expect(wordsPutIn(words, words.slice(rest))).toBe(0)
      }),
    )
  })

  it('are counted wherever they stand', () => {
    expect(wordsPutIn({ text: 'one two' }, { text: 'one two', more: [{ text: 'three two' }] })).toBe(2)
    expect(wordsPutIn({}, { minutes: 5, text: null })).toBe(0)
  })
})

describe('the word that lets a draft be published', () => {
  const ann = { id: 'ann', name: 'Ann' }
  const ben = { id: 'ben', name: 'Ben' }
  const at = new Date(0)
  const asked = (said: Review['said']): Review => ({ id: '1', askedBy: ann, askedAt: at, note: '', said })
  const ready = asked({ word: 'ready', by: ben, at, answer: '', of: 'text 1' })
  const change = asked({ word: 'please change', by: ben, at, answer: 'Why?', of: 'text 1' })
  const now = { fingerprint: 'text 1', mainAuthorId: 'ann' }

  it('is the last one, said of the text as it is, by somebody else than its main author', () => {
    expect(readyWord([change, ready], now)?.by).toBe(ben)
    expect(readyWord([change, ready, asked(null)], now)?.by).toBe(ben)
    expect(readyWord([ready, change], now)).toBeNull()
    expect(readyWord([], now)).toBeNull()
    expect(readyWord([ready], { ...now, fingerprint: 'text 2' })).toBeNull()
    expect(readyWord([ready], { ...now, mainAuthorId: 'ben' })).toBeNull()
  })
})
