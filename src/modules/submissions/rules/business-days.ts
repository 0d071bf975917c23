/** A calendar day as `2026-11-26`. */
export type DayText = string

export type Calendar = {
  /** IANA name of the zone in which the days are counted. */
  timeZone: string
  /** Days on which nobody is expected to work, beside Saturday and Sunday. */
  holidays: ReadonlySet<DayText>
}

const DAY_MS = 86_400_000

/** The day and the second of a moment on the wall clock of a zone, as if that clock showed UTC. */
function wallClock(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment)
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((found) => found.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

/** The moment at which the wall clock of a zone shows the given time; where a clock change skips it, the moment after. */
function momentOf(wall: number, timeZone: string): Date {
  const guess = wall - (wallClock(new Date(wall), timeZone) - wall)
  return new Date(guess - (wallClock(new Date(guess), timeZone) - wall))
}

const dayText = (wall: number): DayText => new Date(wall).toISOString().slice(0, 10)

export function isBusinessDay(day: DayText, holidays: ReadonlySet<DayText>): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.has(day)
}

/**
 * The end (23:59:59 in the calendar's zone) of the nth business day after the day of `from`. What arrives on a
 * Saturday counts from Monday, like what arrives on the Friday before. n is at least 1.
 */
export function endOfBusinessDay(from: Date, n: number, { timeZone, holidays }: Calendar): Date {
  let wall = Math.floor(wallClock(from, timeZone) / DAY_MS) * DAY_MS
  for (let left = Math.max(1, n); left > 0;) {
    wall += DAY_MS
    if (isBusinessDay(dayText(wall), holidays)) left -= 1
  }
  return momentOf(wall + DAY_MS - 1000, timeZone)
}
