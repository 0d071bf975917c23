/** Alignments name what is really in a framework, in its own words. */

import type { Alignment } from '../../content.ts'
import type { Component, Finding, Rule } from '../rule.ts'
import { countWords } from '../text/words.ts'

const ENOUGH = 4

/** What is wrong with an alignment, from the largest to the smallest. */
function mistake({ framework, edition, code, name }: Alignment, components: readonly Component[]): string | null {
  const ofFramework = components.filter((component) => component.framework === framework)
  if (ofFramework.length === 0) return `No framework here is called "${framework}".`
  const ofEdition = ofFramework.filter((component) => component.edition === edition)
  if (ofEdition.length === 0) return `"${framework}" has no edition "${edition}" here.`
  const component = ofEdition.find((one) => one.code === code)
  if (component === undefined) return `"${framework}" (${edition}) has no ${code}.`
  return component.name === name ? null : `${code} is called "${component.name}" in that edition.`
}

const each = (
  alignments: readonly Alignment[],
  say: (alignment: Alignment, place: number) => readonly Finding[],
): Finding[] => alignments.flatMap((alignment, place) => say(alignment, place))

export const ALIGNMENT_RULES: readonly Rule[] = [
  {
    id: 'alignments',
    title: 'Every alignment exists in its framework',
    why: 'Districts find micro-credentials by the components they use. A code from another edition means something else.',
    advice: 'Choose components from the list; bring in a framework that is missing there first.',
    blocking: true,
    takes: (path) => path[0] === 'alignments',
    find: ({ alignments }, { components }) =>
      each(alignments, (alignment, place) => {
        const reason = mistake(alignment, components)
        return reason === null ? [] : [{ path: ['alignments', place], reason }]
      }),
    look: ({ alignments }, { components }) =>
      each(alignments, ({ framework, edition, code }, place) =>
        components.some(
          (one) => one.framework === framework && one.edition === edition && one.code === code && !one.verified,
        )
          ? [
              {
                path: ['alignments', place],
                reason: `Nobody has compared ${code} with the published "${framework}" (${edition}) yet.`,
              },
            ]
          : [],
      ),
  },
  {
    id: 'alignment-reasons',
    title: 'Every alignment says why',
    why: 'The alignments are your judgement. A line of why lets others agree or disagree.',
    advice: 'Say in a short sentence what of the evidence belongs to the component.',
    blocking: false,
    find: ({ alignments }) =>
      each(alignments, ({ code, why }, place) =>
        countWords(why) >= ENOUGH
          ? []
          : [{ path: ['alignments', place, 'why'], reason: `It does not say why ${code} is aligned.` }],
      ),
  },
]
