import { countedPicks, qualifies, type ListedPick } from '../../../medallions/rules/qualify.ts'

type Earned = { id: string; awardedAt: Date; hours: number }

/**
 * The awards that a medallion is earned with, in the order of its path: all that everybody needs and of each choice what
 * was earned first. Null while something is missing.
 */
export function countedAwards<E extends Earned>(picks: readonly (ListedPick & { award: E | null })[]): E[] | null {
  const earned = picks
    .flatMap(({ microCredentialId, award }) => (award === null ? [] : [{ microCredentialId, award }]))
    .toSorted((a, b) => a.award.awardedAt.getTime() - b.award.awardedAt.getTime() || (a.award.id < b.award.id ? -1 : 1))
    .map(({ microCredentialId }) => microCredentialId)
  if (!qualifies(picks, new Set(earned))) return null
  const counted = new Set(countedPicks(picks, earned))
  return picks.flatMap(({ microCredentialId, award }) =>
    award !== null && counted.has(microCredentialId) ? [award] : [],
  )
}

/** Hours of professional learning that a medallion stands for: those of what it was earned with. */
export const hoursOf = (counted: readonly Earned[]): number => counted.reduce((sum, { hours }) => sum + hours, 0)

/**
 * Whether an enrolment waits for nothing but what is earned. Who had earned all of it when it was offered gets it once a
 * leader has said so.
 */
export const mayBeAwarded = (enrolment: {
  state: string
  qualifiedAtOffer: boolean
  confirmedAt: Date | null
}): boolean => enrolment.state === 'accepted' && (!enrolment.qualifiedAtOffer || enrolment.confirmedAt !== null)
