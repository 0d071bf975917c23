/** What the micro-credentials of a catalogue already say, so that none says it again. */

import type { MicroCredentialContent } from '../../content.ts'
import { isNoSentence, textsOf, type Passage } from './texts.ts'
import { plainly, sentencesOf } from './words.ts'

/** Who says something, by its plain words: the ids of micro-credentials. */
type Said = ReadonlyMap<string, ReadonlySet<string>>
export type Neighbours = {
  readonly titles: Said
  readonly competencies: Said
  readonly descriptors: Said
  readonly sentences: Said
}

/** A sentence of so many words is remembered; shorter ones ("Typed answers") may well be said by all. */
const SENTENCE = 9

/** How micro-credentials are assessed is the same for all of a catalogue, and so are the rules of scoring. */
const isShared = (path: readonly PropertyKey[]): boolean =>
  isNoSentence(path) || ['assessment', 'rubric.scoring_rules'].includes(path.join('.'))

export const descriptorsOf = ({ rubric }: Pick<MicroCredentialContent, 'rubric'>): Passage[] =>
  textsOf(
    rubric.criteria.map(({ levels }) => ({ levels })),
    undefined,
    ['rubric', 'criteria'],
  )

/** The sentences that should be a micro-credential's own, by their plain words. */
export const ownSentences = (content: MicroCredentialContent): Passage[] =>
  textsOf(content, isShared).flatMap(({ path, text }) =>
    sentencesOf(text)
      .map((sentence) => ({ path, text: plainly(sentence) }))
      .filter((sentence) => sentence.text.split(' ').length >= SENTENCE),
  )

export function neighboursOf(contents: readonly MicroCredentialContent[]): Neighbours {
  const said = (textsIn: (content: MicroCredentialContent) => readonly string[]): Said => {
    const all = new Map<string, Set<string>>()
    for (const content of contents)
      for (const text of textsIn(content)) all.set(text, (all.get(text) ?? new Set()).add(content.id))
    return all
  }
  return {
    titles: said(({ title }) => [plainly(title)]),
    competencies: said(({ competency }) => [plainly(competency)]),
    descriptors: said((content) => descriptorsOf(content).map(({ text }) => plainly(text))),
    sentences: said((content) => ownSentences(content).map(({ text }) => text)),
  }
}

/** The others who say the same; empty for words that nobody has written yet. */
export const othersWhoSay = (said: Said, text: string, id: string): string[] =>
  text === '' ? [] : [...(said.get(text) ?? [])].filter((other) => other !== id)
