import { repeated } from '../../../catalogue/rules/checks.ts'
import type { MedallionContent } from '../content.ts'
import { broken, shortened, type BrokenRule, type Known } from './rule.ts'

/** Each pick can be earned, stands once, serves a goal and says how. */
export function brokenPicks({ picks, goals, groups }: MedallionContent, known: Known): BrokenRule[] {
  const catalogue = new Map(known.map((one) => [one.slug, one]))
  const titleOf = (slug: string): string => catalogue.get(slug)?.title ?? slug
  const twice = repeated(picks.map(({ micro_credential: slug }) => slug)).map(({ value, place }) =>
    broken(
      'pick_twice',
      ['picks', place, 'micro_credential'],
      `${titleOf(value)} is picked twice.`,
      'Take out one of the two.',
    ),
  )
  return [
    ...twice,
    ...picks.flatMap(({ micro_credential: slug, goal, mission_line: line, group }, place) => {
      const title = titleOf(slug)
      const found = catalogue.get(slug)
      return [
        ...(found === undefined || found.state !== 'published' ? [notOffered(slug, place, found)] : []),
        ...(goals.some(({ id }) => id === goal)
          ? []
          : [
              broken(
                'pick_without_goal',
                ['picks', place, 'goal'],
                `${title} serves no goal yet.`,
                'Choose the goal of your mission that it serves.',
              ),
            ]),
        ...(line === ''
          ? [
              broken(
                'pick_without_line',
                ['picks', place, 'mission_line'],
                `${title} does not say how it serves your mission.`,
                'Write one line on it, as you would say it to a colleague.',
              ),
            ]
          : []),
        ...(group === undefined || groups.some(({ id }) => id === group)
          ? []
          : [
              broken(
                'pick_without_choice',
                ['picks', place, 'group'],
                `${title} stands in a choice that is gone.`,
                'Put it into another choice, or let everyone need it.',
              ),
            ]),
      ]
    }),
  ]
}

function notOffered(slug: string, place: number, found: Known[number] | undefined): BrokenRule {
  const path = ['picks', place, 'micro_credential']
  if (found === undefined)
    return broken(
      'pick_unknown',
      path,
      `The catalogue has no micro-credential "${slug}".`,
      'Take it out, and pick another.',
    )
  if (found.state === 'outline')
    return broken(
      'pick_outline',
      path,
      `${found.title} is still being written, so nobody can earn it yet.`,
      'Pick another, or publish once it can be started.',
    )
  const because = found.retiredBecause?.trim().replace(/[.\s]+$/, '') ?? ''
  return broken(
    'pick_retired',
    path,
    `${found.title} is retired${because === '' ? '' : ` (${shortened(because)})`}: nobody new can start it.`,
    'Pick another in its place. Those at work on an earlier version keep theirs.',
  )
}
