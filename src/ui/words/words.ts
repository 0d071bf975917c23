const FRACTIONS = new Map([
  [0, ''],
  [0.25, '¼'],
  [0.5, '½'],
  [0.75, '¾'],
])
const SIZES = ['KB', 'MB', 'GB', 'TB'] as const

/** `1 file`, `3 files`, `1,204 files`; give `many` when it is not the word with an s */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${inFigures(count)} ${count === 1 ? one : many}`

/** `1,204` */
export const inFigures = (value: number): string => new Intl.NumberFormat('en-GB').format(value)

/** `1½`, `17`, `¼`; what is no quarter keeps one decimal: `1.3` */
function quarters(value: number): string {
  const whole = Math.trunc(value)
  const fraction = FRACTIONS.get(Math.abs(value - whole))
  if (fraction === undefined) return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }).format(value)
  return whole === 0 && fraction !== '' ? `${value < 0 ? '-' : ''}${fraction}` : `${inFigures(whole)}${fraction}`
}

/** `1½ h`, for a column of hours */
export const shortHours = (hours: number): string => `${quarters(hours)} h`

/** `1 hour`, `1½ hours`, `½ hour` */
export const hoursInWords = (hours: number): string =>
  `${quarters(hours)} ${hours > 0 && hours <= 1 ? 'hour' : 'hours'}`

/** `1 to 2 hours`; one figure when both are the same */
export const hoursRange = (least: number, most: number): string =>
  least === most ? hoursInWords(least) : `${quarters(least)} to ${hoursInWords(most)}`

/** `40 minutes`, `1½ hours`: from an hour on, the nearest quarter */
export function duration(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes))
  return whole < 60 ? plural(whole, 'minute') : hoursInWords(Math.round(whole / 15) / 4)
}

/** `2.1 MB`, `118 MB`, `900 bytes`: in thousands, as phones and desktops show files */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte')
  let value = bytes
  let unit = -1
  do {
    value /= 1000
    unit += 1
  } while (value >= 999.5 && unit < SIZES.length - 1)
  const shown = value < 9.95 ? value.toFixed(1) : String(Math.round(value))
  return `${shown} ${SIZES[unit] ?? 'TB'}`
}

/** Words as a reader counts them: runs between white space that hold a letter or a figure */
export const wordCount = (text: string): number =>
  text.split(/\s+/u).filter((run) => /[\p{Letter}\p{Number}]/u.test(run)).length

/** `one`, `one and two`, `one, two and three` */
export function listWords(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1) ?? ''}`
}

/** The paragraphs of a text somebody typed: parted by empty lines, none of them empty */
export const paragraphs = (text: string): string[] =>
  text
    .split(/\r?\n\s*\r?\n/u)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
