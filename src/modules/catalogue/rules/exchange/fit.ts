/** What must fit between the things of a catalogue, whether they come from files or are there already. */

import { repeated, type Misfit } from '../checks.ts'

/** What of a catalogue its parts say of each other; the contents themselves are of this shape. */
export type Frame = {
  badges: readonly BadgeFrame[]
  stacks: readonly StackFrame[]
  microCredentials: readonly MicroCredentialFrame[]
}
export type BadgeFrame = { readonly id: string; readonly stacks: readonly string[] }
export type StackFrame = { readonly id: string; readonly micro_credentials: readonly string[] }
export type MicroCredentialFrame = {
  readonly id: string
  readonly stack: string
  readonly prerequisites: readonly string[]
  readonly helpful_before?: readonly string[] | undefined
  /** Nobody begins it any more, so its stack need not list it */
  readonly retired?: boolean
}

/** A misfit between things: `id` says in which one it is found, `with` which other one it is about. */
export type FrameMisfit = Misfit & {
  readonly id: string
  readonly with?: string
  /** It may stay so for a while: what its stack does not list yet counts towards nothing */
  readonly mayWait?: boolean
}

/** With one stack a badge would be that stack's equal, but it may grow; one micro-credential is no stack. */
const LEAST_STACKS = 1
const LEAST_MEMBERS = 2

/** What does not fit in this catalogue; empty when all is well. */
export function misfitsBetween({ badges, stacks, microCredentials }: Frame): FrameMisfit[] {
  const known = new Map(microCredentials.map((content) => [content.id, content]))
  const stackById = new Map(stacks.map((stack) => [stack.id, stack]))
  const all = [...badges, ...stacks, ...microCredentials].map(({ id }) => id)
  const holders = Map.groupBy(
    badges.flatMap((badge) => badge.stacks.map((stack) => ({ stack, badge: badge.id }))),
    ({ stack }) => stack,
  )
  return [
    ...doubles(all).map((id) => ({
      id,
      path: ['id'],
      reason: `"${id}" is used twice; every id of a catalogue is its own.`,
    })),
    ...badges.flatMap((badge) => [
      ...listed(badge.id, ['stacks'], badge.stacks, stackById, { least: LEAST_STACKS, what: 'stack' }),
      ...badge.stacks.flatMap((stack, place) =>
        (holders.get(stack) ?? [])
          .filter((other) => other.badge !== badge.id)
          .map((other) => ({
            id: badge.id,
            with: other.badge,
            path: ['stacks', place],
            reason: `The badge "${other.badge}" holds the stack "${stack}" too; a stack counts towards one badge.`,
          })),
      ),
    ]),
    ...stacks.flatMap((stack) => [
      ...listed(stack.id, ['micro_credentials'], stack.micro_credentials, known, {
        least: LEAST_MEMBERS,
        what: 'micro-credential',
      }),
      ...stack.micro_credentials.flatMap((id, place) => {
        const said = known.get(id)?.stack
        return said === undefined || said === stack.id
          ? []
          : [
              {
                id: stack.id,
                with: id,
                path: ['micro_credentials', place],
                reason: `The stack "${stack.id}" lists "${id}", which says that it belongs to "${said}".`,
              },
            ]
      }),
    ]),
    ...microCredentials.flatMap((content) => {
      const stack = stackById.get(content.stack)
      const before = [...content.prerequisites, ...(content.helpful_before ?? [])]
      return [
        ...(stack === undefined
          ? [
              {
                id: content.id,
                path: ['stack'],
                reason: `There is no stack "${content.stack}" here; bring it along as stacks/${content.stack}.yaml.`,
              },
            ]
          : content.retired || stack.micro_credentials.includes(content.id)
            ? []
            : [
                {
                  id: content.id,
                  with: stack.id,
                  path: ['stack'],
                  mayWait: true,
                  reason: `The stack "${stack.id}" does not list "${content.id}".`,
                },
              ]),
        ...before
          .filter((id) => !known.has(id) || id === content.id)
          .map((id) => ({
            id: content.id,
            path: [content.prerequisites.includes(id) ? 'prerequisites' : 'helpful_before'],
            reason: `"${id}" is no other micro-credential of this catalogue.`,
          })),
      ]
    }),
  ]
}

/** What stands more than once, each once. */
function doubles(ids: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(ids.filter((id) => seen.has(id) || !seen.add(id)))]
}

function listed(
  id: string,
  path: readonly PropertyKey[],
  list: readonly string[],
  existing: ReadonlyMap<string, unknown>,
  { least, what }: { least: number; what: string },
): FrameMisfit[] {
  return [
    ...(list.length >= least
      ? []
      : [
          {
            id,
            path,
            reason: `It must list at least ${least} ${what}${least === 1 ? '' : 's'}; it lists ${list.length}.`,
          },
        ]),
    ...repeated(list).map(({ value, place }) => ({ id, path: [...path, place], reason: `It lists "${value}" twice.` })),
    ...list.flatMap((member, place) =>
      existing.has(member) ? [] : [{ id, path: [...path, place], reason: `There is no ${what} "${member}".` }],
    ),
  ]
}
