/** How the clock of a submission stands on the assessor's calendar. */
export type Turnaround = { overdue: boolean; words: string }

const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`)

/** The clock in words, from the calendar days that are left until the decision is due; negative once it is overdue. */
export function turnaround(daysLeft: number): Turnaround {
  if (daysLeft < 0) return { overdue: true, words: `Overdue by ${days(-daysLeft)}` }
  if (daysLeft === 0) return { overdue: false, words: 'Decision due today' }
  if (daysLeft === 1) return { overdue: false, words: 'Decision due tomorrow' }
  return { overdue: false, words: `Decision due in ${days(daysLeft)}` }
}

/** How long something has waited, in words. */
export const waitedInWords = (daysWaited: number): string =>
  daysWaited <= 0 ? 'Came in today' : daysWaited === 1 ? 'Waiting since yesterday' : `Waiting for ${days(daysWaited)}`

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** `second attempt`, and from the eleventh on `attempt 11` */
export const attemptInWords = (attempt: number): string => {
  const ordinal = ORDINALS[attempt - 1]
  return ordinal === undefined ? `attempt ${attempt}` : `${ordinal} attempt`
}
