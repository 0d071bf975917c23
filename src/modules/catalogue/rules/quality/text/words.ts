/** How texts are counted and compared. Lengths are in words, because that is what authors are asked for. */

import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'

/** "learner's" and "well-known" are one word each. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []

export const countWords = (text: string): number => wordsOf(text).length

/** The words alone, in small letters: two texts with the same say the same. */
export const plainly = (text: string): string => wordsOf(text.toLowerCase()).join(' ')

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * The sentences of a text. A colon or semicolon before a new thought ends one too: the reader may rest there, and notes
 * in an example ("Goal: ...; swap: ...") are read as short pieces.
 */
export const sentencesOf = (text: string): string[] =>
  [...sentences.segment(text)]
    .flatMap(({ segment }) => segment.split(/(?<=[:;])\s/))
    .filter((sentence) => countWords(sentence) > 0)

/** The school grade a text asks for, by the formula of Flesch and Kincaid. It knows English only. */
export function gradeOf(text: string): number {
  const words = wordsOf(text)
  return fleschKincaid({
    sentence: sentencesOf(text).length,
    word: words.length,
    syllable: words.reduce((all, word) => all + Math.max(1, syllable(word)), 0),
  })
}

/** "one", "one and two", "one, two and three". */
export const inWords = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
