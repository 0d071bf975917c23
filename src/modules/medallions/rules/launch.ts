import { LONGEST_WELCOME, saysWhere, unknownPlaces } from './welcome.ts'

/** What a leader says of a cohort; days as YYYY-MM-DD. */
export type CohortWords = { name: string; startsOn: string; endsOn: string }

const LONGEST_NAME = 120

/** What keeps a cohort from being launched or changed, by the field that mends it. */
export const LAUNCH_PROBLEMS = {
  name_missing: { field: 'name', message: 'Give the cohort a name, such as “Autumn at Riverbend”.' },
  name_long: { field: 'name', message: `Use a name of at most ${LONGEST_NAME} letters.` },
  start_missing: { field: 'starts', message: 'Say on which day it starts.' },
  end_missing: { field: 'ends', message: 'Say on which day it ends.' },
  end_first: { field: 'ends', message: 'It ends before it starts. Choose a later day.' },
  end_far: { field: 'ends', message: 'Choose an end within five years of the start.' },
  coach_unknown: {
    field: 'coach',
    message: 'Nobody in your district has this address. Check it, or add the person first.',
  },
  together_unlisted: { field: 'together', message: 'Choose a micro-credential that the medallion lists.' },
  letter_long: { field: 'welcome', message: `Shorten the letter to ${LONGEST_WELCOME} letters.` },
  letter_places: {
    field: 'welcome',
    message: 'Only {name}, {medallion} and {link} can be filled in. Check the braces.',
  },
  letter_nowhere: {
    field: 'welcome',
    message: 'Put {link} where the educator should go on, or leave the letter empty.',
  },
  nobody_chosen: { field: 'school', message: 'Choose at least one educator.' },
  nobody: { field: 'school', message: 'Choose at least one educator, or make an invitation link.' },
} as const
export type LaunchProblem = keyof typeof LAUNCH_PROBLEMS

const DAY = /^\d{4}-\d{2}-\d{2}$/
const isDay = (text: string): boolean => {
  if (!DAY.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

const MOST_DAYS = 5 * 366
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** What is wrong with the words of a cohort. */
export function problemsOf({ name, startsOn, endsOn }: CohortWords): LaunchProblem[] {
  const problems: LaunchProblem[] = []
  if (name.trim() === '') problems.push('name_missing')
  else if (name.trim().length > LONGEST_NAME) problems.push('name_long')
  if (!isDay(startsOn)) problems.push('start_missing')
  if (!isDay(endsOn)) problems.push('end_missing')
  else if (isDay(startsOn) && endsOn < startsOn) problems.push('end_first')
  else if (isDay(startsOn) && days(startsOn, endsOn) > MOST_DAYS) problems.push('end_far')
  return problems
}

/** What is wrong with the letter; an empty one is not sent. */
export function problemsOfLetter(letter: string): LaunchProblem[] {
  if (letter.trim() === '') return []
  if (letter.length > LONGEST_WELCOME) return ['letter_long']
  return [
    ...(unknownPlaces(letter).length > 0 ? (['letter_places'] as const) : []),
    ...(saysWhere(letter) ? [] : (['letter_nowhere'] as const)),
  ]
}
