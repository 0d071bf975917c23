/** Numbers and lists in sentences, as pages say them of a medallion. */

const NUMBERS = [
  'none',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** `one` to `twelve`; what is more, in figures */
export const inWords = (count: number): string => NUMBERS[count] ?? String(count)

/** `one`, `one or two`, `one, two or three` */
export const listed = (items: readonly string[], last: 'and' | 'or'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1) ?? ''}`

/** With a capital letter first */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
