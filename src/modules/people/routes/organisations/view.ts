import { ROLES, type RoleKind } from '../../../../platform/actor.ts'

/** Counts by role in the order in which roles are always named, without those that nobody holds. */
export const countsOf = (counted: ReadonlyMap<RoleKind, number> | undefined): { kind: RoleKind; count: number }[] =>
  ROLES.flatMap((kind) => {
    const count = counted?.get(kind) ?? 0
    return count === 0 ? [] : [{ kind, count }]
  })

export const NAME_FAULTS = {
  name_missing: 'Write a name.',
  name_long: 'A name has at most 200 letters.',
} as const

/** What is said after a form has sent on: only these words, whatever an address says. */
const SAID = {
  added: 'It is added.',
  renamed: 'The new name is kept.',
  moved: 'It is moved, with everything below it.',
  described: 'What you stand for is kept.',
  ended: 'The role has ended. What was awarded stays.',
  transferred: 'The educator is moved.',
} as const

export type Said = keyof typeof SAID

export const saidIn = (request: Request): string | null => {
  const said = new URL(request.url).searchParams.get('said') ?? ''
  return Object.hasOwn(SAID, said) ? SAID[said as Said] : null
}

export const saying = (path: string, said: Said): string => `${path}?said=${said}`
