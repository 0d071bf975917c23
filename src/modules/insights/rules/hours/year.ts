/** What an educator earned in one licence year, with its hours, each of which is counted once. */

import { collectionTitle, type AwardKind } from '../../../credentials/rules/achievement.ts'
import { clockIn, type Span } from '../calendar.ts'

export type YearRow = {
  id: string
  kind: AwardKind
  title: string
  /** By the educator's calendar */
  earnedOn: string
  hours: number
  issuer: string
  /** Where anybody can check it; null while it is being signed */
  address: string | null
}

export type Year = {
  span: Span
  /** Micro-credentials, from the first to the last: their hours are the hours of the year */
  counted: YearRow[]
  /** Stacks, badges and medallions: made of micro-credentials, whose hours are counted above or in the year they were earned */
  collections: YearRow[]
  hours: number
  /** Earned in this time and suspended or revoked since: not shown, and not counted */
  withdrawn: number
}

export type Awarded = Omit<YearRow, 'earnedOn'> & { awardedAt: Date; state: 'active' | 'suspended' | 'revoked' }

export function yearOf(awards: readonly Awarded[], span: Span, timeZone: string): Year {
  const within = awards
    .map((award) => ({ award, earnedOn: clockIn(timeZone, award.awardedAt).day }))
    .filter(({ earnedOn }) => earnedOn >= span.from && earnedOn <= span.until)
  const rows = within
    .filter(({ award }) => award.state === 'active')
    .toSorted((a, b) => a.award.awardedAt.getTime() - b.award.awardedAt.getTime())
    .map(({ award: { id, kind, title, hours, issuer, address }, earnedOn }): YearRow => ({
      id,
      kind,
      title: collectionTitle(kind, title),
      earnedOn,
      hours,
      issuer,
      address,
    }))
  const counted = rows.filter(({ kind }) => kind === 'micro-credential')
  return {
    span,
    counted,
    collections: rows.filter(({ kind }) => kind !== 'micro-credential'),
    hours: counted.reduce((sum, { hours }) => sum + hours, 0),
    withdrawn: within.length - rows.length,
  }
}

export const ONCE =
  'A stack, a badge or a medallion is made of micro-credentials. Their hours stand beside it, and are counted once: where each micro-credential was earned.'
