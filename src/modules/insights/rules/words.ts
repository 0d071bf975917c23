/** Numbers and hours as papers, letters and pages of this module say them alike. */

/** `1,204` */
export const inFigures = (value: number): string => new Intl.NumberFormat('en-GB').format(value)

/** `1 person`, `3 people`; give `many` when it is not the word with an s */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${inFigures(count)} ${count === 1 ? one : many}`

/** `one`, `one and two`, `one, two and three` */
export const listWords = (items: readonly string[]): string => new Intl.ListFormat('en-GB').format(items)

const QUARTERS = new Map([
  [0, ''],
  [0.25, '¼'],
  [0.5, '½'],
  [0.75, '¾'],
])

/** `1½`, `17`, `¼`: hours are credited in quarters; what is none keeps a decimal. */
function quarters(value: number): string {
  const whole = Math.trunc(value)
  const fraction = QUARTERS.get(value - whole)
  if (fraction === undefined) return inFigures(Math.round(value * 10) / 10)
  return whole === 0 && fraction !== '' ? fraction : `${inFigures(whole)}${fraction}`
}

export const shortHours = (hours: number): string => `${quarters(hours)} h`

export const hoursInWords = (hours: number): string =>
  `${quarters(hours)} ${hours > 0 && hours <= 1 ? 'hour' : 'hours'}`
