import type { MedallionContent } from './content.ts'

/** A pick as far as it decides who qualifies: a row of medallion_pick. Without a group everybody needs it. */
export type ListedPick = {
  readonly microCredentialId: string
  readonly groupId: string | null
  /** Of the group; 1 where there is none */
  readonly needed: number
}

/** How many micro-credentials an educator has to earn for a medallion. */
export const neededOf = ({ picks, groups }: { [Key in 'picks' | 'groups']: MedallionContent[Key] }): number =>
  picks.filter(({ group }) => group === undefined).length + groups.reduce((all, { needed }) => all + needed, 0)

/** What is still to be earned. `more` of `among` is a choice; `count` is how many it takes altogether. */
export type StillNeeded = {
  count: number
  required: string[]
  choices: { groupId: string; more: number; among: string[] }[]
}

/** What somebody who has earned these still needs, in the order of the path. */
export function stillNeeded(picks: readonly ListedPick[], earned: ReadonlySet<string>): StillNeeded {
  const left = (some: readonly ListedPick[]): string[] =>
    some.flatMap(({ microCredentialId: id }) => (earned.has(id) ? [] : [id]))
  const required = left(picks.filter(({ groupId }) => groupId === null))
  const choices = [...groupsOf(picks)].flatMap(([groupId, members]) => {
    const among = left(members)
    const more = (members[0]?.needed ?? 0) - (members.length - among.length)
    return more > 0 ? [{ groupId, more, among }] : []
  })
  return { required, choices, count: required.length + choices.reduce((all, { more }) => all + more, 0) }
}

/** Whether somebody who has earned these has earned the medallion. One that lists nothing is earned by nobody. */
export const qualifies = (picks: readonly ListedPick[], earned: ReadonlySet<string>): boolean =>
  picks.length > 0 && stillNeeded(picks, earned).count === 0

/**
 * Of what was earned, given in the order in which it was earned, what counts for the medallion: all that everybody needs,
 * and of a choice as many as are needed, the earliest first.
 */
export function countedPicks(picks: readonly ListedPick[], earnedInOrder: readonly string[]): string[] {
  const place = new Map(earnedInOrder.map((id, at) => [id, at]))
  const earned = (some: readonly ListedPick[]): string[] =>
    some
      .flatMap(({ microCredentialId: id }) => (place.has(id) ? [id] : []))
      .toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  return [
    ...earned(picks.filter(({ groupId }) => groupId === null)),
    ...[...groupsOf(picks)].flatMap(([, members]) => earned(members).slice(0, members[0]?.needed ?? 0)),
  ]
}

const groupsOf = (picks: readonly ListedPick[]): Map<string, ListedPick[]> => {
  const groups = new Map<string, ListedPick[]>()
  for (const pick of picks)
    if (pick.groupId !== null) groups.set(pick.groupId, [...(groups.get(pick.groupId) ?? []), pick])
  return groups
}
