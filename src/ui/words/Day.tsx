import {
  byDay,
  day,
  dayAndTime,
  dayOfYear,
  fullMoment,
  machineDate,
  time,
  weekday,
  type Reader,
  type When,
} from './dates.ts'

const SHOWN = { day, dayOfYear, weekday, by: byDay, time, dayAndTime, full: fullMoment } as const

interface Props extends Reader {
  readonly at: When
  /**
   * `day` 3 December 2026 · `dayOfYear` 19 November · `weekday` Thursday 26 November · `by` by Thursday 26 November ·
   * `time` 16:20 · `dayAndTime` Friday 27 November, 16:20 · `full` 3 December 2026, 16:20
   */
  readonly as?: keyof typeof SHOWN
}

/** A date in the reader's time zone. Browsers may spell a date otherwise than the server: its words stand. */
export function Day({ at, as = 'day', timeZone, locale }: Props) {
  return (
    <time dateTime={machineDate(at)} suppressHydrationWarning>
      {SHOWN[as](at, { timeZone, locale })}
    </time>
  )
}
