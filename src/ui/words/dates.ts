/**
 * A moment, or a calendar day written `2026-11-26`. A calendar day belongs to no time zone and is never shifted;
 * a moment is shown in the reader's.
 */
export type When = Date | string

/** Whose eyes the date is for. `timeZone` is an IANA name such as `America/Chicago`. */
export interface Reader {
  readonly timeZone: string
  readonly locale?: string | undefined
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const DEFAULT_LOCALE = 'en-GB'
const MS_PER_DAY = 86_400_000

function format(when: When, reader: Reader, options: Intl.DateTimeFormatOptions): string {
  const isDay = typeof when === 'string' && DAY.test(when)
  const timeZone = isDay ? 'UTC' : reader.timeZone
  return new Intl.DateTimeFormat(reader.locale ?? DEFAULT_LOCALE, { ...options, timeZone }).format(toDate(when))
}

function toDate(when: When): Date {
  const date = typeof when === 'string' ? new Date(when) : when
  if (Number.isNaN(date.getTime())) throw new Error(`not a date: ${String(when)}`)
  return date
}

/** `3 December 2026` */
export const day = (when: When, reader: Reader): string =>
  format(when, reader, { day: 'numeric', month: 'long', year: 'numeric' })

/** `19 November`, where the year is plain from the page */
export const dayOfYear = (when: When, reader: Reader): string => format(when, reader, { day: 'numeric', month: 'long' })

/** `Thursday 26 November` */
export const weekday = (when: When, reader: Reader): string =>
  format(when, reader, { weekday: 'long', day: 'numeric', month: 'long' })

/** `by Thursday 26 November`: how every deadline is said, never as hours that are left */
export const byDay = (when: When, reader: Reader): string => `by ${weekday(when, reader)}`

/** `16:20` */
export const time = (when: When, reader: Reader): string => format(when, reader, { hour: '2-digit', minute: '2-digit' })

/** `Friday 27 November, 16:20` */
export const dayAndTime = (when: When, reader: Reader): string => `${weekday(when, reader)}, ${time(when, reader)}`

/** `3 December 2026, 16:20`: for records that are read years later */
export const fullMoment = (when: When, reader: Reader): string => `${day(when, reader)}, ${time(when, reader)}`

/** `2026-11-26`, the reader's calendar day: the value of a date input */
export function isoDay(when: When, reader: Pick<Reader, 'timeZone'>): string {
  if (typeof when === 'string' && DAY.test(when)) return when
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: reader.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(toDate(when))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/** What belongs in the `datetime` attribute of a `<time>`: the day itself, or the moment in UTC */
export const machineDate = (when: When): string =>
  typeof when === 'string' && DAY.test(when) ? when : toDate(when).toISOString()

/** Calendar days from one to the other as the reader's calendar counts them; negative when `to` is earlier */
export function daysBetween(from: When, to: When, reader: Pick<Reader, 'timeZone'>): number {
  return Math.round((Date.parse(isoDay(to, reader)) - Date.parse(isoDay(from, reader))) / MS_PER_DAY)
}

/** `today`, `tomorrow`, `in 3 days`, `yesterday`, `3 days ago` */
export function daysAway(when: When, now: Date, reader: Pick<Reader, 'timeZone'>): string {
  const days = daysBetween(now, when, reader)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  return days > 0 ? `in ${days} days` : `${-days} days ago`
}
