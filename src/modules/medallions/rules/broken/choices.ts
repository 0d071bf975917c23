import { repeated } from '../../../catalogue/rules/checks.ts'
import { MOST_GROUPS, type MedallionContent } from '../content.ts'
import { broken, picksInWords, shortened, type BrokenRule } from './rule.ts'

/** A choice is one: it asks for some of its picks, and never for all. */
export function brokenChoices({ groups, picks }: MedallionContent): BrokenRule[] {
  return [
    ...(groups.length > MOST_GROUPS
      ? [
          broken(
            'choices_many',
            ['groups'],
            `There are ${groups.length} choices.`,
            `Keep ${MOST_GROUPS} choices at most.`,
          ),
        ]
      : []),
    ...repeated(groups.map(({ id }) => id)).map(({ value, place }) =>
      broken('choice_twice', ['groups', place], `The choice "${value}" stands twice.`, 'Remove one of the two.'),
    ),
    ...groups.flatMap(({ id, title, needed }, place) => {
      const size = picks.filter(({ group }) => group === id).length
      const name = title === '' ? `Choice ${place + 1}` : `The choice "${shortened(title)}"`
      const untitled = broken(
        'choice_without_title',
        ['groups', place, 'title'],
        `Choice ${place + 1} has no title.`,
        'Say in a few words what is chosen from, such as "Two of three ways to give feedback".',
      )
      return [...(title === '' ? [untitled] : []), ...brokenChoice({ name, size, needed, place })]
    }),
  ]
}

function brokenChoice({
  name,
  size,
  needed,
  place,
}: {
  name: string
  size: number
  needed: number
  place: number
}): BrokenRule[] {
  const path = ['groups', place, 'needed']
  if (size === 0)
    return [broken('choice_empty', path, `${name} holds no picks.`, 'Put two picks or more into it, or remove it.')]
  if (needed < 1)
    return [broken('choice_of_none', path, `${name} asks for none of its picks.`, 'Ask for one of them at least.')]
  if (needed < size) return []
  return [
    broken(
      'choice_of_all',
      path,
      needed > size
        ? `${name} asks for ${needed}, but holds ${picksInWords(size)}.`
        : `${name} asks for all of its picks, so there is nothing to choose.`,
      size === 1
        ? 'Put another pick into it, or remove the choice.'
        : `Ask for ${size === 2 ? 'one' : `${size - 1} at most`}, or put ${picksInWords(needed - size + 1)} more into it.`,
    ),
  ]
}
