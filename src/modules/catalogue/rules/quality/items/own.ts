/** A micro-credential is unlike the others of its catalogue, from its title down to its sentences. */

import { othersWhoSay, ownSentences } from '../text/neighbours.ts'
import type { Rule } from '../rule.ts'
import { inWords, plainly } from '../text/words.ts'

const quoted = (ids: readonly string[]): string => inWords(ids.map((id) => `"${id}"`))
const SHOWN = 80
const start = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text)

export const OWN_RULES: readonly Rule[] = [
  {
    id: 'own-competency',
    title: 'Its title and competency are its own',
    why: 'An educator who finds two of the same does not know which to choose, and may do the same work twice.',
    advice: 'Say what this one asks for that the other does not, or improve the other one.',
    blocking: true,
    about: ['title'],
    find: ({ id, title, competency }, { neighbours }) =>
      [['title', title, neighbours.titles] as const, ['competency', competency, neighbours.competencies] as const]
        .map(([key, text, said]) => ({ key, others: othersWhoSay(said, plainly(text), id) }))
        .filter(({ others }) => others.length > 0)
        .map(({ key, others }) => ({ path: [key], reason: `${quoted(others)} has the same ${key}.` })),
  },
  {
    id: 'own-words',
    title: 'Its sentences are its own',
    why: 'A sentence that fits anywhere says nothing here, and who earns several reads it over and over.',
    advice: 'Say what is true of this competency alone, or leave the sentence out.',
    blocking: false,
    about: ['summary'],
    find: (content, { neighbours }) =>
      ownSentences(content).flatMap(({ path, text }) => {
        const others = othersWhoSay(neighbours.sentences, text, content.id)
        return others.length === 0 ? [] : [{ path, reason: `${quoted(others)} says "${start(text)}" as well.` }]
      }),
  },
]
