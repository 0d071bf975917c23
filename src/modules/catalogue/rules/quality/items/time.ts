/** One to two hours: what educators are promised, and what the prompts really ask for. */

import type { MicroCredentialContent } from '../../content.ts'
import type { Finding, Rule } from '../rule.ts'

const FEWEST_HOURS = 1
const MOST_HOURS = 2
const MOST_PROMPTS = 9
/** Words that must be written, and words that may be. */
const MOST_REQUIRED = 450
const MOST_ALLOWED = 1200

function lengths({ parts }: MicroCredentialContent): Finding[] {
  const prompts = parts.flatMap((part, p) =>
    part.prompts.map((prompt, place) => ({ ...prompt, path: ['parts', p, 'prompts', place] })),
  )
  const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0)
  const required = sum(prompts.map((prompt) => (prompt.required ? (prompt.words?.min ?? 0) : 0)))
  const allowed = sum(prompts.map((prompt) => prompt.words?.max ?? 0))
  const path = ['parts']
  return [
    ...(prompts.length <= MOST_PROMPTS
      ? []
      : [{ path, reason: `There are ${prompts.length} prompts; at most ${MOST_PROMPTS} fit into two hours.` }]),
    ...(required <= MOST_REQUIRED
      ? []
      : [{ path, reason: `At least ${required} words must be written; ${MOST_REQUIRED} are enough for one hour.` }]),
    ...(allowed <= MOST_ALLOWED
      ? []
      : [{ path, reason: `Up to ${allowed} words may be written; ${MOST_ALLOWED} are as many as two hours hold.` }]),
    ...prompts
      .filter(({ responses, words }) => responses.includes('text') && words === undefined)
      .map((prompt) => ({
        path: [...prompt.path, 'words'],
        reason: `"${prompt.id}" takes a text and does not say how long.`,
      })),
  ]
}

export const TIME_RULES: readonly Rule[] = [
  {
    id: 'hours',
    title: 'It takes one to two hours, and the minutes add up',
    why: 'Educators plan by it and districts credit it. Hours that do not hold cost the trust in all the others.',
    advice: 'Give every part its minutes; together with reading and checking they make 60 at least and 120 at most.',
    blocking: true,
    about: ['minutes', 'total', 'max'],
    takes: (path) => path[0] === 'minutes' || (path[0] === 'parts' && path[2] === 'minutes'),
    find: ({ hours: { min, max } }) =>
      min >= FEWEST_HOURS && max <= MOST_HOURS
        ? []
        : [{ path: ['hours'], reason: `It takes ${min} to ${max} hours, not ${FEWEST_HOURS} to ${MOST_HOURS}.` }],
  },
  {
    id: 'writing',
    title: 'The writing fits into the hours',
    why: 'Whoever writes slowly, or in a second language, should not need a weekend where the page says two hours.',
    advice: `Ask for at most ${MOST_PROMPTS} prompts, ${MOST_REQUIRED} words that must be written and ${MOST_ALLOWED} that may be, and say how long each text is meant to be.`,
    blocking: true,
    about: ['parts'],
    find: lengths,
  },
]
