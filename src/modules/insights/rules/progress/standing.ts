/** Where educators are with the picks of a medallion: states, days and awards, never what they wrote or how it was scored. */

import { stillNeeded, type ListedPick } from '../../../medallions/rules/qualify.ts'

/** What is open of one micro-credential: it is written, an assessor has it, or it came back and was not begun again. */
export type OpenWork = {
  microCredentialId: string
  state: 'writing' | 'handed in' | 'not yet'
  /** Of the last word written, of handing in, of the decision */
  since: Date
  /** By when an assessor promised to decide; only of what is handed in */
  dueAt: Date | null
}

export type EarnedPick = {
  microCredentialId: string
  at: Date
  hours: number
  /** Of its public page, where the educator shares it */
  credentialId: string | null
}

/** An educator of a cohort who works there now. */
export type Standing = {
  personId: string
  name: string
  email: string | null
  school: string
  state: 'offered' | 'accepted'
  /** When it was offered, or accepted */
  since: Date
  versionId: string
  open: OpenWork[]
  earned: EarnedPick[]
  /** When something was begun, written or handed in last; null: never */
  activeAt: Date | null
  /** Since when they have the medallion */
  holdsSince: Date | null
}

export type Inking = 'untouched' | 'progress' | 'earned'

export const inkingOf = ({ open, earned }: Standing, microCredentialId: string): Inking => {
  if (earned.some((each) => each.microCredentialId === microCredentialId)) return 'earned'
  return open.some((each) => each.microCredentialId === microCredentialId) ? 'progress' : 'untouched'
}

/** How many of what is needed somebody has earned; more of a choice than it takes does not count. */
export function earnedOf(standing: Standing, picks: readonly ListedPick[], needed: number): number {
  const earned = new Set(standing.earned.map((each) => each.microCredentialId))
  return needed - stillNeeded(picks, earned).count
}

export const NEEDS = ['overdue', 'not yet', 'not started', 'stalled', 'no answer', 'one left'] as const
export type NeedKind = (typeof NEEDS)[number]

/** Why somebody may need help, and for how many days already. */
export type Need = { kind: NeedKind; days: number; microCredentialId: string | null }

/** Whoever has not begun, or has not gone on, for so many days may want a word. */
export const STALLED_DAYS = 14
const NO_ANSWER_DAYS = 7

const DAY_MS = 86_400_000
const daysSince = (from: Date, now: Date): number => Math.floor((now.getTime() - from.getTime()) / DAY_MS)

/** What helps somebody most now; null where they are on their way, or have arrived. */
export function needOf(standing: Standing, picks: readonly ListedPick[], now: Date): Need | null {
  const { state, since, open, earned, activeAt, holdsSince } = standing
  if (holdsSince !== null) return null
  if (state === 'offered') {
    const days = daysSince(since, now)
    return days >= NO_ANSWER_DAYS ? { kind: 'no answer', days, microCredentialId: null } : null
  }
  const oldest = (some: readonly OpenWork[], from: (each: OpenWork) => Date): OpenWork | undefined =>
    some.toSorted((a, b) => from(a).getTime() - from(b).getTime())[0]
  const late = oldest(
    open.filter(({ dueAt }) => dueAt !== null && dueAt < now),
    ({ dueAt, since: handedIn }) => dueAt ?? handedIn,
  )
  if (late !== undefined)
    return {
      kind: 'overdue',
      days: daysSince(late.dueAt ?? late.since, now),
      microCredentialId: late.microCredentialId,
    }
  const back = oldest(
    open.filter((each) => each.state === 'not yet'),
    (each) => each.since,
  )
  if (back !== undefined)
    return { kind: 'not yet', days: daysSince(back.since, now), microCredentialId: back.microCredentialId }
  if (open.length === 0 && earned.length === 0) {
    const days = daysSince(since, now)
    return days >= STALLED_DAYS ? { kind: 'not started', days, microCredentialId: null } : null
  }
  const left = stillNeeded(picks, new Set(earned.map((each) => each.microCredentialId)))
  if (left.count === 0) return null
  const waits = open.some((each) => each.state === 'handed in')
  const last = [activeAt, since, ...earned.map(({ at }) => at)].flatMap((at) => at ?? [])
  const days = daysSince(new Date(Math.max(...last.map((at) => at.getTime()))), now)
  if (!waits && days >= STALLED_DAYS)
    return {
      kind: 'stalled',
      days,
      microCredentialId: open.find((each) => each.state === 'writing')?.microCredentialId ?? null,
    }
  return left.count === 1 ? { kind: 'one left', days, microCredentialId: left.required[0] ?? null } : null
}

/** Good news is no alarm: it stands with the others and is not marked. */
export const isStuck = (need: Need | null): need is Need => need !== null && need.kind !== 'one left'
