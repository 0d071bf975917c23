/** The competency: one sentence about one thing that an educator does, in words for what can be seen. */

import type { MicroCredentialContent } from '../../content.ts'
import type { Finding, Rule } from '../rule.ts'
import { countWords, inWords, isEnglish, sentencesOf, wordsOf } from '../text/words.ts'

const LONGEST = 35
/** "During a project, the educator ..." says when; more words than these say something else first. */
const OPENER = 6

const at = (reason: string): Finding => ({ path: ['competency'], reason })
const list = (words: string): string => words.trim().split(/\s+/).join('|')

/** What goes on inside a person, and what can be said of any teaching at all: nobody can point to either. */
const VAGUE = list(`
  understands knows appreciates values believes learns realizes realises recognizes recognises comprehends grasps
  considers thinks feels embraces respects enjoys cares masters internalizes internalises acknowledges perceives
  remembers familiarizes familiarises becomes strives tries attempts seeks aims wants
  fosters promotes encourages enhances ensures facilitates empowers enables supports`)
/** Where a verb of the educator can stand: after the subject, a comma or an "and". */
const VAGUE_VERB = new RegExp(`(?:the educator|,|\\band|\\bor)\\s+(?:\\w+ly\\s+)?(${VAGUE})\\b`, 'giu')
/** "Can do", "is able to" and "should" promise; said right after the subject, they take the place of what is done. */
const PROMISE = /the educator\s+(?:\w+ly\s+)?(is|has|can|could|may|might|must|should|will)\b/giu
const VAGUE_NOUN =
  /\b(?:shows?|demonstrates?|has|gains?|develops?)\s+(?:an?\s+)?(?:understanding|knowledge|awareness|appreciation)\b/giu
const PRAISE = new RegExp(
  `\\b(?:(?:${list('effective appropriate successful proper meaningful adequate efficient skillful confident optimal')})(?:ly)?|high-quality|best practices|positive|engaging|rigorous)\\b`,
  'giu',
)

const JOINERS = /;|\band\/or\b|\bas well as\b|\bin addition\b|\band also\b|\bwhile also\b/giu
/** Third persons after a comma or an "and"; an estimate, so it only ever leads to a second look. */
const STEPS = /(?:the educator|,(?: and)?|\band)\s+(?:then\s+)?[a-z]+[^s\W]s\b(?!')/giu
const MOST_STEPS = 3

function form({ competency, language }: MicroCredentialContent): Finding[] {
  const count = countWords(competency)
  const start = /^(?:The educator|(?<opener>[A-Z][^,.;:]*), the educator)\s/u.exec(competency)
  return [
    ...(!isEnglish(language) || (start !== null && wordsOf(start.groups?.['opener'] ?? '').length <= OPENER)
      ? []
      : [at('It does not begin with "The educator", or with a few words of when and ", the educator".')]),
    ...(sentencesOf(competency.replaceAll(/[:;]/g, ',')).length === 1 && /[^.]\.$/u.test(competency)
      ? []
      : [at('It is not one sentence that ends with a full stop.')]),
    ...(count <= LONGEST ? [] : [at(`It has ${count} words; at most ${LONGEST} can be kept in mind.`)]),
  ]
}

/** Without what somebody else does: "judges what each learner knows and understands" is about judging. */
const withoutClauses = (competency: string): string =>
  competency.replaceAll(/\b(?:what|how|who|whom|which|where|whether|why|that)\b[^,.;]*/giu, '')

const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => (match[1] ?? match[0]).toLowerCase())),
]

export const COMPETENCY_RULES: readonly Rule[] = [
  {
    id: 'competency',
    title: 'The competency is one sentence about the educator',
    why: 'It is what the credential says for good. Whoever reads it on a page, a certificate or a transcript has nothing else to go by.',
    advice: `Write one sentence of at most ${LONGEST} words that begins with "The educator" and says what they do.`,
    blocking: true,
    about: ['competency'],
    find: form,
  },
  {
    id: 'single',
    title: 'One competency, not two',
    why: 'Two competencies in one sentence cannot be earned one without the other, and no rubric says which was missing.',
    advice: 'Keep the one that the evidence shows, and make another micro-credential of the rest.',
    blocking: true,
    about: ['competency'],
    find: ({ competency }) =>
      found(competency, JOINERS).map((joiner) => at(`"${joiner}" joins a second competency to the first.`)),
    look: ({ competency }) => {
      const steps = [...competency.matchAll(STEPS)].length
      return steps <= MOST_STEPS ? [] : [at(`It seems to name ${steps} things to do. Are they steps of one?`)]
    },
  },
  {
    id: 'verbs',
    title: 'What the educator does can be seen',
    why: 'Nobody can point to understanding. An assessor who has to guess at it guesses in favor of good writers.',
    advice: 'Name what they do and what comes of it: traces, rewrites, compares, asks, changes.',
    blocking: true,
    about: ['competency'],
    find: ({ competency, language }) => {
      if (!isEnglish(language)) return []
      const vague = [
        ...found(withoutClauses(competency), VAGUE_VERB),
        ...found(competency, PROMISE),
        ...found(competency, VAGUE_NOUN),
      ]
      const praise = found(competency, PRAISE)
      return [
        ...(vague.length === 0 ? [] : [at(`Nobody can see or hear ${inWords(vague.map((word) => `"${word}"`))}.`)]),
        ...(praise.length === 0
          ? []
          : [at(`${inWords(praise.map((word) => `"${word}"`))} praises; the rubric says what is good enough.`)]),
      ]
    },
    look: ({ language }) =>
      isEnglish(language) ? [] : [at('Verbs are known in English only. Can a stranger see or hear each of these?')],
  },
]
