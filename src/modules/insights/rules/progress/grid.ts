/** The grid of a cohort: people by picks, whoever needs somebody first, as far as it is asked for. */

import type { ListedPick } from '../../../medallions/rules/qualify.ts'
import { earnedOf, inkingOf, isStuck, needOf, NEEDS, type Inking, type Need, type Standing } from './standing.ts'

/** A version that somebody of the cohort is at work on. */
export type AskedVersion = { id: string; needed: number; picks: readonly ListedPick[] }

export const STATES = {
  stuck: 'May need you',
  untouched: 'Not started',
  progress: 'In progress',
  earned: 'Earned',
  offered: 'No answer yet',
} as const
export type State = keyof typeof STATES

const isState = (text: string): text is State => Object.hasOwn(STATES, text)

/** What is looked for. With a pick the state is that of the pick, else that of the whole medallion. */
export type Asked = { name: string; school: string; pick: string; state: State | null; page: number }

export function readAsked(words: URLSearchParams): Asked {
  const word = (name: string): string => (words.get(name) ?? '').replaceAll('\0', '').trim().slice(0, 200)
  const state = word('state')
  return {
    name: word('q'),
    school: word('school'),
    pick: word('pick'),
    state: isState(state) ? state : null,
    page: Math.max(1, Math.min(10_000, Math.trunc(Number(word('page'))) || 1)),
  }
}

/** The address of the same grid; what is not asked for is left out. */
export function gridQuery({ name, school, pick, state, page }: Asked): string {
  const words = new URLSearchParams()
  for (const [key, value] of Object.entries({ q: name, school, pick, state: state ?? '' }))
    if (value !== '') words.set(key, value)
  if (page > 1) words.set('page', String(page))
  return words.size === 0 ? '' : `?${words.toString()}`
}

export type GridPerson = {
  standing: Standing
  need: Need | null
  earned: number
  needed: number
  picks: ReadonlySet<string>
}

/** Everybody, the longest in need first; whoever has the medallion stands last. */
export function peopleOf(standings: readonly Standing[], versions: readonly AskedVersion[], now: Date): GridPerson[] {
  const people = standings.flatMap((standing): GridPerson[] => {
    const version = versions.find(({ id }) => id === standing.versionId)
    if (version === undefined) return []
    return [
      {
        standing,
        need: needOf(standing, version.picks, now),
        earned: earnedOf(standing, version.picks, version.needed),
        needed: version.needed,
        picks: new Set(version.picks.map(({ microCredentialId }) => microCredentialId)),
      },
    ]
  })
  const place = ({ need, standing }: GridPerson): number => {
    if (need !== null) return NEEDS.indexOf(need.kind)
    return standing.holdsSince === null ? NEEDS.length : NEEDS.length + 1
  }
  return people.toSorted(
    (a, b) =>
      place(a) - place(b) ||
      (b.need?.days ?? 0) - (a.need?.days ?? 0) ||
      a.standing.name.localeCompare(b.standing.name, 'en'),
  )
}

/** How far somebody is with the whole medallion. */
const wholeOf = ({ standing, earned, needed }: GridPerson): Inking => {
  if (standing.holdsSince !== null || earned >= needed) return 'earned'
  return earned > 0 || standing.open.length > 0 ? 'progress' : 'untouched'
}

/** Those who are looked for, in the same order; `pick` is the id of a micro-credential, or empty. */
export function found(people: readonly GridPerson[], { name, school, state }: Asked, pick: string): GridPerson[] {
  const words = name.toLocaleLowerCase('en')
  return people.filter((person) => {
    const { standing, need, picks } = person
    if (!standing.name.toLocaleLowerCase('en').includes(words)) return false
    if (school !== '' && standing.school !== school) return false
    if (pick !== '' && !picks.has(pick)) return false
    if (state === null) return true
    if (state === 'stuck') return isStuck(need) && (pick === '' || need.microCredentialId === pick)
    if (state === 'offered') return standing.state === 'offered'
    return state === (pick === '' ? wholeOf(person) : inkingOf(standing, pick))
  })
}

/** Of the columns of the grid: first what the cohort was asked for, then what only another version lists. */
export function columnsOf(own: string, versions: readonly AskedVersion[]): string[] {
  const ordered = versions.toSorted((a, b) => Number(b.id === own) - Number(a.id === own))
  return [...new Set(ordered.flatMap(({ picks }) => picks.map(({ microCredentialId }) => microCredentialId)))]
}
