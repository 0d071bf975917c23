/** How long a credential holds: some competencies have to be shown again after some years. */

/**
 * The same day so many months later, in UTC; the last day of the month where it has no such day. An award is never stored
 * as expired: whoever reads the credential compares the days.
 */
export function validUntilOf(awardedAt: Date, months: number): Date {
  const until = new Date(awardedAt)
  until.setUTCDate(1)
  until.setUTCMonth(until.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() + 1, 0)).getUTCDate()
  until.setUTCDate(Math.min(awardedAt.getUTCDate(), lastDay))
  return until
}
