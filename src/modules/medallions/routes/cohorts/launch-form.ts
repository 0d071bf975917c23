import { isId } from '../../../../platform/database/ids.ts'
import { readPeopleFile } from '../../../people/rules/imports/people-file.ts'
import type { Asking, Launch } from '../../commands/launching.ts'

/** What a leader wrote and ticked, as it goes from one drawing of the form to the next. */
export type ChosenWords = {
  /** Organisations of which everybody is asked */
  schools: string[]
  people: string[]
  /** Addresses, as they were pasted or read from a file */
  list: string
  again: boolean
  /** Which of those who qualify already are confirmed: ids, or `all` */
  confirm: string[]
  search: string
  page: number
}
export type LaunchWords = ChosenWords & {
  cohortId: string
  name: string
  starts: string
  ends: string
  coach: string
  together: string
  welcome: string
  link: boolean
}

const MOST_PEOPLE = 5000

/** The text of a field as often as it was sent. */
const texts = (form: FormData, name: string): string[] =>
  form.getAll(name).flatMap((value) => (typeof value === 'string' ? [value] : []))
const text = (form: FormData, name: string, longest = 400): string => (texts(form, name).at(-1) ?? '').slice(0, longest)
const ids = (form: FormData, name: string): string[] => [
  ...new Set(texts(form, name).filter(isId).slice(0, MOST_PEOPLE)),
]

/** Far more than a list of 12,000 addresses */
const LONGEST_LIST = 2_000_000

/** What of a list could not be read, by its line. */
export type ListProblem = { line: number; says: string }

/** What a form says, what of its list could not be read, and what its button asks for. */
type Read<Words> = { words: Words; problems: ListProblem[]; intent: string }

/** Reads who was chosen. The addresses of a file join those that were pasted, so that both stay. */
export async function readChosen(form: FormData): Promise<Read<ChosenWords>> {
  const file = form.get('file')
  // Another page of what was found: `page:2`
  const [intent = '', page] = text(form, 'intent').split(':')
  const problems: ListProblem[] = []
  let list = text(form, 'list', LONGEST_LIST)
  if (file instanceof File && file.size > 0) {
    const read = readPeopleFile(new Uint8Array(await file.arrayBuffer()))
    problems.push(...read.problems)
    list = [list.trim(), ...read.rows.map(({ email }) => email)].filter((line) => line !== '').join('\n')
  }
  const words = {
    schools: ids(form, 'school'),
    people: ids(form, 'person'),
    list,
    again: form.has('again'),
    confirm: texts(form, 'confirm').includes('all') ? ['all'] : ids(form, 'confirm'),
    search: text(form, 'search', 100).trim(),
    page: Math.max(1, Math.min(10_000, Math.trunc(Number(page)) || 1)),
  }
  return { words, problems, intent }
}

/** Reads the whole form of a launch. */
export async function readLaunch(form: FormData): Promise<Read<LaunchWords>> {
  const { words, ...read } = await readChosen(form)
  return {
    words: {
      ...words,
      cohortId: text(form, 'cohort'),
      name: text(form, 'name'),
      starts: text(form, 'starts'),
      ends: text(form, 'ends'),
      coach: text(form, 'coach'),
      together: text(form, 'together'),
      welcome: text(form, 'welcome', 20_000).replaceAll('\r\n', '\n'),
      link: form.has('link'),
    },
    ...read,
  }
}

/** The addresses in a list that was pasted, and what of it is none. Names beside addresses are passed over. */
export function addressesOf(list: string): { emails: string[]; problems: ListProblem[] } {
  const named = !(list.trim().split('\n')[0] ?? '').includes('@')
  const bare = list
    .split(/[\s,;<>()"]+/)
    .filter((part) => part.includes('@'))
    .join('\n')
  if (list.trim() === '') return { emails: [], problems: [] }
  const { rows, problems } = readPeopleFile(new TextEncoder().encode(named ? list : bare))
  return { emails: rows.map(({ email }) => email), problems }
}

/** Who is asked, as the commands take it. */
export const askingOf = (words: ChosenWords): Asking => ({
  chosen: { organisationIds: words.schools, personIds: words.people, emails: addressesOf(words.list).emails },
  again: words.again,
  confirmed: words.confirm.includes('all') ? 'all' : words.confirm,
})

export const launchOf = (words: LaunchWords, place: { medallionId: string; organisationId: string }): Launch => ({
  ...place,
  ...askingOf(words),
  name: words.name,
  startsOn: words.starts,
  endsOn: words.ends,
  coachEmail: words.coach,
  togetherId: isId(words.together) ? words.together : null,
  welcome: words.welcome,
  link: words.link,
})
