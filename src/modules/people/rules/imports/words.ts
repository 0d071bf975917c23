import type { RoleKind } from '../../../../platform/actor.ts'

/** How pages and letters say what a file does. */

const AS: Record<RoleKind, string> = {
  educator: 'an educator',
  assessor: 'an assessor',
  leader: 'a leader',
  author: 'an author',
  registrar: 'a registrar',
  admin: 'an admin',
}

export type Said = {
  what: string
  role: RoleKind | null
  place: string
  before: string | null
  after: string | null
}

/** What an entry says of somebody, a phrase each: one word for a move, instead of one for its end and one for its beginning. */
export function entryInWords(parts: readonly Said[]): string[] {
  const given = parts.filter(({ what }) => what === 'role.given')
  const ended = parts.filter(({ what }) => what === 'role.ended')
  const moves = ended.flatMap((from) => {
    const to = given.find(({ role }) => role === from.role)
    return to === undefined || ended.filter(({ role }) => role === from.role).length > 1 ? [] : [{ from, to }]
  })
  const told = new Set(moves.flatMap(({ from, to }) => [from, to]))
  return [
    ...moves.map(
      ({ from, to }) => `moves from ${from.place} to ${to.place} as ${from.role === null ? '' : AS[from.role]}`,
    ),
    ...parts.filter((part) => !told.has(part)).map(partInWords),
  ].filter((words) => words !== '')
}

/** One part of an entry, as a phrase after the name; empty where the rest says it. */
export function partInWords({ what, role, place, before, after }: Said): string {
  const as = role === null ? '' : AS[role]
  switch (what) {
    case 'role.given':
      return `becomes ${as} at ${place}`
    case 'role.ended':
      return `is no longer ${as} at ${place}`
    case 'role.offered':
      return `is asked by mail to move to ${place} as ${as}`
    case 'person.renamed':
      return `is called ${after ?? ''}, was ${before ?? ''}`
    case 'email.changed':
      return `has the address ${after ?? ''}, was ${before ?? ''}`
    case 'address.added':
      return `has the address ${after ?? ''} too`
    case 'name.kept':
      return `keeps the name ${before ?? ''}; the file says ${after ?? ''}`
    case 'email.kept':
      return `keeps the address ${before ?? ''}, with which they sign in; the file says ${after ?? ''}`
    case 'organisation.added':
      return `is a new ${before ?? 'school'} in ${place}`
    case 'organisation.renamed':
      return `is the new name of ${before ?? ''}`
    case 'organisation.moved':
      return `moves to ${place}`
    default:
      return ''
  }
}

const WHY: Record<string, string> = {
  used: 'This person has been here since, so they and their roles stay.',
  ended: 'Somebody ended this role since.',
  held: 'The same role was given again since.',
  renamed: 'The name was changed again since.',
  confirmed: 'The address was used or changed since.',
  answered: 'It was answered already.',
  filled: 'Somebody or something belongs to it now, so it stays.',
  moved: 'It was moved again since.',
}
export const whyKeptInWords = (why: string): string => WHY[why] ?? 'It was changed since.'

const PASSED: Record<string, readonly [one: string, many: string]> = {
  student: ['student', 'students'],
  parent: ['parent', 'parents'],
  guardian: ['guardian', 'guardians'],
  relative: ['relative', 'relatives'],
  proctor: ['proctor', 'proctors'],
  'other role': ['user of another role', 'users of other roles'],
  'no role': ['user without a role', 'users without a role'],
  'disabled user': ['user who is not enabled', 'users who are not enabled'],
  'system administrator': ['system administrator', 'system administrators'],
  'role of another time': ['person whose role is over or yet to begin', 'people whose role is over or yet to begin'],
  'role elsewhere': ['role at a place that this is not for', 'roles at places that this is not for'],
}

/** Who was not taken in, the most first: "4,012 students". */
export const passedInWords = (passedOver: Readonly<Record<string, number>>): string[] =>
  Object.entries(passedOver)
    .toSorted(([, a], [, b]) => b - a)
    .map(([what, count]) => {
      const [one, many] = PASSED[what] ?? [what, what]
      return `${new Intl.NumberFormat('en-GB').format(count)} ${count === 1 ? one : many}`
    })
