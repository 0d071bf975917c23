/** The worked examples, by which educators see what is meant and assessors are trained. */

import type { MicroCredentialContent } from '../../content.ts'
import type { Finding, Rule } from '../rule.ts'
import { countWords } from '../text/words.ts'

const SHORTEST = 120
const LONGEST = 200
const MOST_MISSED = 3
const FEWEST_REASONS = 3

function scores({ rubric, examples }: MicroCredentialContent): Finding[] {
  const order = rubric.levels.map(({ id }) => id)
  const need = rubric.levels.findIndex(({ required }) => required)
  const unscored = (['meets', 'not_quite'] as const).flatMap((which) => {
    const left = rubric.criteria.filter(({ id }) => examples[which].scores[id] === undefined)
    return left.length === 0
      ? []
      : [
          {
            path: ['examples', which, 'scores'],
            reason: `It does not score ${left.map(({ id }) => `"${id}"`).join(', ')}.`,
          },
        ]
  })
  const missed = Object.entries(examples.not_quite.scores)
    .map(([id, level]) => ({ id, place: order.indexOf(level) }))
    .filter(({ place }) => place >= 0 && place < need)
  return [
    ...unscored,
    ...(missed.length <= MOST_MISSED
      ? []
      : [
          {
            path: ['examples', 'not_quite', 'scores'],
            reason: `It misses ${missed.length} criteria; an example teaches by missing ${MOST_MISSED} at most.`,
          },
        ]),
    ...missed
      .filter(({ place }) => place < need - 1)
      .map(({ id }) => ({
        path: ['examples', 'not_quite', 'scores', id],
        reason: `It misses "${id}" by more than a step. Show a near miss: that is where assessors differ.`,
      })),
  ]
}

const lengths = ({ examples }: MicroCredentialContent): Finding[] =>
  (['meets', 'not_quite'] as const)
    .map((which) => ({ which, count: countWords(examples[which].text) }))
    .filter(({ count }) => count < SHORTEST || count > LONGEST)
    .map(({ which, count }) => ({
      path: ['examples', which, 'text'],
      reason: `It has ${count} words, not ${SHORTEST} to ${LONGEST}.`,
    }))

export const EXAMPLE_RULES: readonly Rule[] = [
  {
    id: 'examples',
    title: 'Two short worked examples, with scores that fit',
    why: 'One shows what is enough, the other the commonest near miss. Assessors are trained on both, so a wrong score teaches a wrong standard.',
    advice: `Write ${SHORTEST} to ${LONGEST} words each and score every criterion: one meets them all, the other misses up to ${MOST_MISSED} by one step.`,
    blocking: true,
    about: ['examples', 'meets', 'text'],
    takes: (path) => path[0] === 'examples',
    find: (content) => [...lengths(content), ...scores(content)],
  },
  {
    id: 'boundaries',
    title: 'It says what is not assessed, and why work often falls short',
    why: 'Educators give more than is asked when they do not know where it ends.',
    advice: `Name at least one thing that is not assessed here and ${FEWEST_REASONS} common reasons for "not yet".`,
    blocking: false,
    about: ['not_assessed_here'],
    find: ({ common_reasons_for_not_yet: reasons }) =>
      reasons.length >= FEWEST_REASONS
        ? []
        : [{ path: ['common_reasons_for_not_yet'], reason: `There are ${reasons.length} reasons for "not yet".` }],
  },
]
