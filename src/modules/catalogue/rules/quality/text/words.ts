/** How texts are counted and compared. Lengths are in words, because that is what authors are asked for. */

import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'

/** "learner's" and "well-known" are one word each. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []

export const countWords = (text: string): number => wordsOf(text).length

/** The words alone, in small letters: two texts with the same say the same. */
export const plainly = (text: string): string => wordsOf(text.toLowerCase()).join(' ')

/**
 * The sentences of a text. A colon or semicolon before a new thought ends one too: the reader may rest there, and notes
 * in an example ("Goal: ...; swap: ...") are read as short pieces.
 */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?:;]["')]?)(?<!\b(?:Dr|Mr|Mrs|Ms|St|Vol|vs|cf|e\.g|i\.e)\.)\s+/u)
    .filter((sentence) => countWords(sentence) > 0)

/** Grades and verbs are known in English alone. */
export const isEnglish = (language: string): boolean => /^en(-|$)/.test(language)

type Counts = { sentence: number; word: number; syllable: number }

/** The school grades that texts ask for, each and all together, by the formula of Flesch and Kincaid: English only. */
export function gradesOf(texts: readonly string[]): { each: number[]; whole: number } {
  const known = new Map<string, number>()
  const syllables = (word: string): number => {
    const count = known.get(word) ?? Math.max(1, syllable(word))
    known.set(word, count)
    return count
  }
  const counts = texts.map((text): Counts => {
    const words = wordsOf(text)
    return {
      sentence: sentencesOf(text).length,
      word: words.length,
      syllable: words.reduce((all, word) => all + syllables(word), 0),
    }
  })
  const sum = (key: keyof Counts): number => counts.reduce((all, count) => all + count[key], 0)
  return {
    each: counts.map(fleschKincaid),
    whole: fleschKincaid({ sentence: sum('sentence'), word: sum('word'), syllable: sum('syllable') }),
  }
}

/** "one", "one and two", "one, two and three". */
export const inWords = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
