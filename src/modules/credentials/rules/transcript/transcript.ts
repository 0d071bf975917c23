/** A transcript: what a person was awarded, in the order of the stacks, with the hours of what is in force. */

import { collectionTitle, type AwardKind } from '../achievement.ts'
import type { AwardState } from '../award.ts'

export const CHOICES = ['active', 'all'] as const
/** Only what is in force, or everything with its standing. */
export type Choice = (typeof CHOICES)[number]
export const choiceOf = (text: string | null | undefined): Choice => (text === 'all' ? 'all' : 'active')

export type TranscriptRow = {
  id: string
  title: string
  awardedAt: string
  hours: number
  issuer: string
  state: AwardState
  changedAt: string
  reason: string | null
  /** The address of the credential; null while it is being signed */
  address: string | null
}

export type TranscriptGroup = { title: string; rows: TranscriptRow[]; hours: number; inForce: number }

export type Transcript = {
  choice: Choice
  /** Micro-credentials by stack */
  groups: TranscriptGroup[]
  /** Stacks, badges and medallions: their hours are those of the micro-credentials, so they are not counted again */
  collections: TranscriptRow[]
  hours: number
  inForce: number
}

type Awarded = Omit<TranscriptRow, 'title' | 'awardedAt' | 'changedAt'> & {
  kind: AwardKind
  slug: string
  title: string
  awardedAt: Date
  changedAt: Date
}

const OTHER = 'Other micro-credentials'

/** `awards` has the newest first; a transcript reads from the oldest. */
export function transcriptOf(
  awards: readonly Awarded[],
  stacks: readonly { title: string; members: readonly { slug: string }[]; unlisted?: readonly { slug: string }[] }[],
  choice: Choice,
): Transcript {
  const shown = awards.filter(({ state }) => choice === 'all' || state === 'active').toReversed()
  const rowOf = (award: Awarded): TranscriptRow => ({
    id: award.id,
    title: collectionTitle(award.kind, award.title),
    awardedAt: award.awardedAt.toISOString(),
    hours: award.hours,
    issuer: award.issuer,
    state: award.state,
    changedAt: award.changedAt.toISOString(),
    reason: award.reason,
    address: award.address,
  })
  const single = shown.filter(({ kind }) => kind === 'micro-credential')
  const stackOf = (slug: string): string =>
    stacks.find(({ members, unlisted = [] }) => [...members, ...unlisted].some((member) => member.slug === slug))
      ?.title ?? OTHER
  const groups = [...stacks.map(({ title }) => title), OTHER].flatMap((title) => {
    const rows = single.filter(({ slug }) => stackOf(slug) === title).map(rowOf)
    return rows.length === 0 ? [] : [{ title, rows, ...sumOf(rows) }]
  })
  const collections = shown.filter(({ kind }) => kind !== 'micro-credential').map(rowOf)
  return { choice, groups, collections, ...sumOf(groups.flatMap(({ rows }) => rows)) }
}

/** Hours count once, and only while an award is in force. */
function sumOf(rows: readonly TranscriptRow[]): { hours: number; inForce: number } {
  const counted = rows.filter(({ state }) => state === 'active')
  return { hours: counted.reduce((sum, { hours }) => sum + hours, 0), inForce: counted.length }
}
