/** An educator's year in hours, to hand in: rows for a spreadsheet, and a tagged PDF. */

import type { Fonts, Paper } from '../../../credentials/rules/certificate/view.ts'
import { SOFT } from '../../../credentials/rules/certificate/sheet.ts'
import { csvRow } from '../../../people/rules/csv.ts'
import { dayIn } from '../../../credentials/rules/transcript/words.ts'
import { openSheets } from '../paper/sheets.ts'
import { BYTE_ORDER_MARK } from '../report/csv.ts'
import { hoursInWords, plural, shortHours } from '../words.ts'
import { ONCE, type Year, type YearRow } from './year.ts'

const HEAD = ['Kind', 'Title', 'Earned on', 'Hours', 'Hours counted', 'Issuer', 'Where to check it']

const KINDS = {
  'micro-credential': 'Micro-credential',
  stack: 'Stack',
  badge: 'Badge',
  medallion: 'Medallion',
} as const

const kindOf = ({ kind }: Pick<YearRow, 'kind'>): string => KINDS[kind]

/** `Hours counted` adds up to the hours of the year: what is made of others counts nothing there. */
export function hoursCsv({ counted, collections }: Year): string {
  const rowOf = (row: YearRow, hours: number): string[] => [
    kindOf(row),
    row.title,
    row.earnedOn,
    String(row.hours),
    String(hours),
    row.issuer,
    row.address ?? '',
  ]
  const rows = [...counted.map((row) => rowOf(row, row.hours)), ...collections.map((row) => rowOf(row, 0))]
  return BYTE_ORDER_MARK + [HEAD, ...rows].map(csvRow).join('')
}

type Printed = { year: Year; name: string; paper: Paper; madeAt: Date; timeZone: string; publicUrl: string }

export const spanInWords = ({ span: { from, until } }: Pick<Year, 'span'>): string => {
  return `${dayIn(from, 'UTC')} to ${dayIn(until, 'UTC')}`
}

export function hoursPdf(
  { year, name, paper, madeAt, timeZone, publicUrl }: Printed,
  fonts: Fonts,
): Promise<Uint8Array<ArrayBuffer>> {
  const { counted, collections, hours } = year
  const span = spanInWords(year)
  const foot = `Professional learning of ${name}, ${span}`
  const { document, write, section, table, end } = openSheets(
    { title: foot, author: 'Mintmark', foot, paper, madeAt },
    fonts,
  )
  write(document, 'P', { face: 'text', text: 'Professional learning in hours', size: 11, after: 3, ink: SOFT })
  write(document, 'H1', { face: 'italic', text: name, size: 28, after: 6 })
  write(document, 'P', {
    face: 'text',
    text: `${span}: ${hoursInWords(hours)} with ${plural(counted.length, 'micro-credential')}, as of ${dayIn(madeAt, timeZone)}.`,
    size: 12,
    after: 4,
  })
  const columns = [
    { head: 'Title', share: 0.3 },
    { head: 'Earned', share: 0.19 },
    { head: 'Hours', share: 0.11, figures: true },
    { head: 'Issuer, and where to check it', share: 0.4 },
  ]
  const rows = (given: readonly YearRow[]): string[][] =>
    given.map(({ title, issuer, address, earnedOn, hours: each }) => [
      title,
      dayIn(earnedOn, 'UTC'),
      shortHours(each),
      `${issuer}. ${address ?? 'It is being signed.'}`,
    ])
  const part = section('Micro-credentials')
  if (counted.length === 0)
    write(part, 'P', { face: 'text', text: 'None was earned in this time.', size: 10.5, after: 4 })
  else table(part, columns, [...rows(counted), ['All together', '', shortHours(hours), '']])
  if (collections.length > 0) {
    const made = section('Stacks, badges and medallions')
    write(made, 'P', { face: 'text', text: ONCE, size: 9.5, after: 6, ink: SOFT })
    table(made, columns, rows(collections))
  }
  const check = section('How to check it', 80)
  write(check, 'P', {
    face: 'text',
    text: `Anyone can check each credential at its address, or its file at ${publicUrl}/verify. No account is needed. Each was assessed by a trained person who saw neither name nor school; its hours are those that its issuer credits.`,
    size: 9.5,
    after: 0,
  })
  return end()
}
