/** What an educator may be reminded of, as it stands in the tables now: each with the one thing to do next. */

import { qualifies, stillNeeded, type ListedPick } from '../../../medallions/rules/qualify.ts'
import type { SubmissionState } from '../../../submissions/rules/states.ts'

/** In the order in which a letter tells them: what waits for the educator longest is not what helps most. */
export const REMINDERS = ['not yet', 'one left', 'stalled', 'offer', 'not started'] as const
export type ReminderKind = (typeof REMINDERS)[number]

export type Step = {
  kind: ReminderKind
  /** The medallion or the pursuit that it is about */
  subjectId: string
  /** What is so: while it stays the same, it is the same reminder */
  state: string
  /** Of the medallion or the micro-credential */
  title: string
  /** What is left, or to go on with, where that has a title of its own */
  next: string | null
  /** Where to do it, on this site */
  path: string
}

export type Taken = {
  medallionId: string
  title: string
  state: 'offered' | 'accepted'
  /** Offered, put off or accepted */
  since: Date
  picks: readonly ListedPick[]
  awarded: boolean
}
export type Work = {
  pursuitId: string
  microCredentialId: string
  title: string
  state: SubmissionState
  attempt: number
  /** When the educator last did something on it; of a decided attempt, when it was decided */
  movedAt: Date
}
export type Standing = {
  taken: readonly Taken[]
  earned: ReadonlySet<string>
  work: readonly Work[]
  /** What the picks are called */
  named: ReadonlyMap<string, { title: string; slug: string }>
}

const DAY_MS = 86_400_000
/** Days that pass before a reminder */
const AFTER = { offer: 7, 'not started': 14, stalled: 14, 'not yet': 7 } as const

const passed = (since: Date, now: Date, kind: keyof typeof AFTER): boolean =>
  now.getTime() - since.getTime() >= AFTER[kind] * DAY_MS

/** Each medallion and each piece of work is told of once, by what helps most. */
export function stepsOf(standing: Standing, now: Date): Step[] {
  const ofMedallions = standing.taken.flatMap((taken) => medallionStep(standing, taken, now) ?? [])
  const told = new Set(ofMedallions.map(({ path }) => path))
  const ofWork = standing.work.flatMap((work) => workStep(work, now) ?? []).filter(({ path }) => !told.has(path))
  return [...ofMedallions, ...ofWork].toSorted((a, b) => REMINDERS.indexOf(a.kind) - REMINDERS.indexOf(b.kind))
}

function medallionStep(standing: Standing, taken: Taken, now: Date): Step | null {
  const { medallionId: subjectId, title, state, since, awarded } = taken
  const about = { subjectId, title, next: null, path: '/medal' }
  if (state === 'offered') {
    const step = { ...about, kind: 'offer' as const, state: `offered ${since.toISOString()}` }
    return passed(since, now, 'offer') ? step : null
  }
  if (awarded || qualifies(taken.picks, standing.earned)) return null
  const begun = taken.picks.some(
    ({ microCredentialId: id }) =>
      standing.earned.has(id) || standing.work.some((work) => work.microCredentialId === id),
  )
  if (begun) return lastStep(standing, taken)
  const step = { ...about, kind: 'not started' as const, state: `accepted ${since.toISOString()}` }
  return passed(since, now, 'not started') ? step : null
}

/** One is left, and it is not in somebody else's hands already. */
function lastStep({ earned, work, named }: Standing, { medallionId, title, picks }: Taken): Step | null {
  const { count, required, choices } = stillNeeded(picks, earned)
  if (count !== 1) return null
  const left = required.length === 1 ? required : (choices[0]?.among ?? [])
  const under = work.filter(({ microCredentialId }) => left.includes(microCredentialId))
  if (under.some(({ state }) => state === 'submitted' || state === 'in_assessment')) return null
  const [begun] = under
  const only = left.length === 1 ? named.get(left[0] ?? '') : undefined
  return {
    kind: 'one left',
    subjectId: medallionId,
    state: `left ${left.toSorted().join(' ')} ${begun === undefined ? '' : `${begun.pursuitId} ${begun.attempt} ${begun.state}`}`,
    title,
    next: begun?.title ?? only?.title ?? null,
    path:
      begun !== undefined
        ? `/pursuits/${begun.pursuitId}`
        : only === undefined
          ? '/medal'
          : `/micro-credentials/${only.slug}`,
  }
}

function workStep({ pursuitId, title, state, attempt, movedAt }: Work, now: Date): Step | null {
  const about = { subjectId: pursuitId, title, next: null, path: `/pursuits/${pursuitId}` }
  if (state === 'draft' && passed(movedAt, now, 'stalled'))
    return { ...about, kind: 'stalled', state: `attempt ${attempt} ${movedAt.toISOString()}` }
  if (state === 'not_yet' && passed(movedAt, now, 'not yet'))
    return { ...about, kind: 'not yet', state: `attempt ${attempt}` }
  return null
}
