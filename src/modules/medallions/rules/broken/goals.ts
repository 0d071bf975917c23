import { repeated } from '../../../catalogue/rules/checks.ts'
import { MOST_GOALS, type MedallionContent } from '../content.ts'
import { broken, shortened, type BrokenRule } from './rule.ts'

/** There are goals, with names, and each is served by a pick. */
export function brokenGoals({ goals, picks }: MedallionContent): BrokenRule[] {
  return [
    ...(goals.length === 0
      ? [
          broken(
            'goals_missing',
            ['goals'],
            'There is no goal yet.',
            'Name at least one goal of your mission, so that each pick can say which goal it serves.',
          ),
        ]
      : []),
    ...(goals.length > MOST_GOALS
      ? [
          broken(
            'goals_many',
            ['goals'],
            `There are ${goals.length} goals.`,
            `Keep the ${MOST_GOALS} goals that matter most, or fewer.`,
          ),
        ]
      : []),
    ...repeated(goals.map(({ id }) => id)).map(({ value, place }) =>
      broken('goal_twice', ['goals', place], `The goal "${value}" stands twice.`, 'Remove one of the two.'),
    ),
    ...goals.flatMap(({ id, name }, place) => [
      ...(name === ''
        ? [
            broken(
              'goal_without_name',
              ['goals', place, 'name'],
              `Goal ${place + 1} has no name.`,
              'Name it in a few words, or remove it.',
            ),
          ]
        : []),
      ...(picks.some(({ goal }) => goal === id)
        ? []
        : [
            broken(
              'goal_unserved',
              ['goals', place],
              `No pick serves ${name === '' ? `goal ${place + 1}` : `the goal "${shortened(name)}"`}.`,
              'Pick something that serves it, give the goal to one of your picks, or remove the goal.',
            ),
          ]),
    ]),
  ]
}
