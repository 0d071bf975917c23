/** How far an educator is on the way to a medallion: what its drawing and the words beside it say. */

import type { Inking, StackStyle } from '../../../catalogue/rules/emblems/emblems.ts'
import type { MedallionContent } from '../../../medallions/rules/content.ts'
import { neededOf, stillNeeded, type StillNeeded } from '../../../medallions/rules/qualify.ts'
import { inWords, listed, sentence } from '../../../medallions/rules/words.ts'
import type { MedalRow } from '../medal.ts'

/** A micro-credential as far as its educator is; `waiting`: it is with the assessors. */
export type PlacedRow = MedalRow & { style: StackStyle; waiting: boolean }

/** The same on the path of a medallion. */
export type PathRow = PlacedRow & {
  /** What of the mission it serves */
  goal: string
  /** A term or a date, in words */
  when: string | null
}

export type Petal = { id: string; style: StackStyle; inking: Inking }

export type Progress = {
  needed: number
  earned: number
  required: PathRow[]
  choices: { title: string; needed: number; earned: number; rows: PathRow[] }[]
  /** One for each that is needed: of a choice what is earned before what is begun, and that before the rest */
  petals: Petal[]
  /** What is left in words; empty when nothing is */
  left: string
  /** What to do next: on the path the first that was begun and not handed in, or else the first that can be begun */
  next: PathRow | null
}

const RANK = { earned: 0, progress: 1, untouched: 2 } satisfies Record<Inking, number>

/** `rowOf` finds a micro-credential by its slug; one that the catalogue no longer has is left out. */
export function progressOf(
  { picks, groups, goals }: Pick<MedallionContent, 'picks' | 'groups' | 'goals'>,
  rowOf: (slug: string) => PlacedRow | undefined,
): Progress {
  const path = picks.flatMap(({ micro_credential: slug, goal, when = null, group = null }) => {
    const row = rowOf(slug)
    const named = goals.find(({ id }) => id === goal)?.name ?? ''
    return row === undefined ? [] : [{ row: { ...row, goal: named, when }, group }]
  })
  const listed = picks.map(({ micro_credential: slug, group = null }) => ({
    microCredentialId: slug,
    groupId: group,
    needed: groups.find(({ id }) => id === group)?.needed ?? 1,
  }))
  const earned = new Set(path.flatMap(({ row }) => (row.inking === 'earned' ? [row.slug] : [])))
  const still = stillNeeded(listed, earned)
  const open = new Set([...still.required, ...still.choices.flatMap(({ among }) => among)])
  const ahead = path.map(({ row }) => row).filter(({ slug }) => open.has(slug))
  const needed = neededOf({ picks, groups })
  const rows = (group: string | null) => path.filter((each) => each.group === group).map(({ row }) => row)
  return {
    needed,
    earned: needed - still.count,
    required: rows(null),
    choices: groups.map(({ id, title, needed: of }) => ({
      title,
      needed: of,
      earned: rows(id).filter(({ inking }) => inking === 'earned').length,
      rows: rows(id),
    })),
    petals: petalsIn(path, groups),
    left: leftInWords(still, (slug) => rowOf(slug)?.title ?? slug),
    next:
      ahead.find(({ inking, waiting }) => inking === 'progress' && !waiting) ??
      ahead.find(({ inking, state }) => inking === 'untouched' && state === 'published') ??
      null,
  }
}

function petalsIn(
  path: readonly { row: PathRow; group: string | null }[],
  groups: MedallionContent['groups'],
): Petal[] {
  const chosen = groups.flatMap(({ id, needed }) =>
    path
      .filter(({ group }) => group === id)
      .toSorted((a, b) => RANK[a.row.inking] - RANK[b.row.inking])
      .slice(0, needed)
      .map(({ row }) => row.slug),
  )
  return path
    .filter(({ row, group }) => group === null || chosen.includes(row.slug))
    .map(({ row: { slug, style, inking } }) => ({ id: slug, style, inking }))
}

/** So many are named one by one; more are only counted, since the list stands below. */
const MOST_NAMED = 4

function leftInWords({ count, required, choices }: StillNeeded, titleOf: (slug: string) => string): string {
  if (count === 0) return ''
  const are = count === 1 ? 'is' : 'are'
  if (count > MOST_NAMED) return sentence(`${inWords(count)} ${are} left.`)
  const [only] = choices
  const among = (slugs: readonly string[]) => listed(slugs.map(titleOf), 'or')
  if (required.length === 0 && only !== undefined && choices.length === 1 && only.among.length > only.more)
    return sentence(`${inWords(only.more)} of these ${inWords(only.among.length)} ${are} left: ${among(only.among)}.`)
  const some = choices.map((choice) =>
    choice.among.length === choice.more
      ? listed(choice.among.map(titleOf), 'and')
      : `${inWords(choice.more)} of these: ${among(choice.among)}`,
  )
  return sentence(
    `${inWords(count)} ${are} left: ${[...(required.length === 0 ? [] : [listed(required.map(titleOf), 'and')]), ...some].join('; ')}.`,
  )
}
