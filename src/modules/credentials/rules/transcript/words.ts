/** Dates and numbers as printed pages and files say them, which have no reader whose settings we know. */

/** `3 December 2026`, by the calendar of a place. */
export const dayIn = (at: Date | string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(new Date(at))

/** `1 hour`, `1.5 hours` */
export const hoursText = (hours: number): string =>
  `${new Intl.NumberFormat('en-GB').format(hours)} ${hours > 0 && hours <= 1 ? 'hour' : 'hours'}`

export const countOf = (count: number, one: string): string =>
  `${new Intl.NumberFormat('en-GB').format(count)} ${count === 1 ? one : `${one}s`}`
