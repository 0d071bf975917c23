/** A board report as a tagged PDF: the same words and figures as its page, in the same order. */

import type { Fonts, Paper } from '../../../credentials/rules/certificate/view.ts'
import { SOFT } from '../../../credentials/rules/certificate/sheet.ts'
import { dayIn } from '../../../credentials/rules/transcript/words.ts'
import { bands, columns, medianOf, ruler } from '../charts/charts.ts'
import { openSheets, type PaperColumn, type Sheets } from '../paper/sheets.ts'
import { inFigures, plural, shortHours } from '../words.ts'
import type { Amount, Report } from './report.ts'
import { COUNTED, decisionsOf, HIDDEN, leadOf, timeOf, titleOf, WHY_HIDDEN } from './words.ts'

type Printed = { report: Report; paper: Paper; madeAt: Date; publicUrl: string }

const EARNED: PaperColumn[] = [
  { head: 'Micro-credentials', share: 0.22, figures: true },
  { head: 'Hours', share: 0.18, figures: true },
]
const earned = ({ awards, hours }: Amount): string[] => [inFigures(awards), shortHours(hours)]
const told = (value: number | null): string => (value === null ? HIDDEN : inFigures(Math.round(value * 10) / 10))

export function reportPdf(
  { report, paper, madeAt, publicUrl }: Printed,
  fonts: Fonts,
): Promise<Uint8Array<ArrayBuffer>> {
  const { organisation, mission, next } = report
  const title = titleOf(report)
  const foot = `${organisation.name}, report for the board, ${report.period.name}`
  const sheets = openSheets(
    { title: `${title}. ${timeOf(report)}`, author: organisation.name, foot, paper, madeAt },
    fonts,
  )
  const { document, write, section, list } = sheets

  write(document, 'P', {
    face: 'text',
    text: `${organisation.name} · Report for the board`,
    size: 11,
    after: 3,
    ink: SOFT,
  })
  write(document, 'H1', { face: 'serif', text: title, size: 27, after: 4 })
  write(document, 'P', { face: 'text', text: timeOf(report), size: 11, after: 8, ink: SOFT })
  write(document, 'P', { face: 'text', text: leadOf(report), size: 13, after: 6 })
  if (mission !== null) {
    const part = section('What we stand for')
    write(part, 'P', { face: 'text', text: mission.text, size: 11, after: 6 })
    if (report.goals.length > 0)
      list(
        part,
        report.goals.map(({ name, text }) => (text === '' ? name : `${name}: ${text}`)),
      )
  }
  if (next.length > 0) list(section('What helps next', 80), next)
  medallions(sheets, report)
  earnings(sheets, report)
  schools(sheets, report)
  const work = section('How work is decided', 90)
  list(work, decisionsOf(report))
  shared(sheets, report, publicUrl)
  const how = section('How it is counted', 80)
  write(how, 'P', { face: 'text', text: COUNTED, size: 9.5, after: 4 })
  write(how, 'P', {
    face: 'text',
    text: 'Evidence and scores belong to the educators and are in no report.',
    size: 9.5,
    after: 0,
  })
  return sheets.end()
}

function medallions({ section, table, write }: Sheets, { medallions: listed }: Report): void {
  const part = section('Medallions')
  if (listed.length === 0) {
    write(part, 'P', { face: 'text', text: 'There is no medallion yet.', size: 10.5, after: 4 })
    return
  }
  table(
    part,
    [
      { head: 'Medallion', share: 0.4 },
      { head: 'Take part', share: 0.15, figures: true },
      { head: 'Nothing begun', share: 0.15, figures: true },
      { head: 'Have it', share: 0.15, figures: true },
      { head: 'Earned in this time', share: 0.15, figures: true },
    ],
    listed.map(({ title, whose, takingPart, notBegun, holding, earned: made }) => [
      whose === null ? title : `${title} (${whose})`,
      ...[takingPart, notBegun, holding, made].map(inFigures),
    ]),
  )
}

function earnings({ section, table, figure }: Sheets, { goals, stacks, overTime }: Report): void {
  if (goals.length > 0) {
    const part = section('Earned for each goal', 200)
    const marked = goals.map((goal, place) => ({ mark: String(place + 1), value: goal.awards, ink: null }))
    figure(part, bands(marked, 'Micro-credentials earned for each goal'), 'The figures stand in the table below.')
    table(
      part,
      [{ head: 'Goal', share: 0.6 }, ...EARNED],
      goals.map((goal, place) => [`${place + 1}. ${goal.name}`, ...earned(goal)]),
    )
  }
  if (stacks.length > 0) {
    const byStack = section('Earned in each stack', 200)
    const bandsOf = stacks.map(({ numeral, awards, ink }) => ({ mark: numeral, value: awards, ink }))
    figure(byStack, bands(bandsOf, 'Micro-credentials earned in each stack'), 'The figures stand in the table below.')
    table(
      byStack,
      [{ head: 'Stack', share: 0.6 }, ...EARNED],
      stacks.map((stack) => [`${stack.numeral}. ${stack.title}`, ...earned(stack)]),
    )
  }
  const time = section('Over time', 200)
  const pieces = overTime.map(({ awards, short }) => ({ value: awards, short }))
  figure(time, columns(pieces), 'The figures stand in the table below.')
  table(
    time,
    [{ head: 'Time', share: 0.6 }, ...EARNED],
    overTime.map((bucket) => [bucket.name, ...earned(bucket)]),
  )
}

function schools({ section, table, write, figure }: Sheets, { schools: compared }: Report): void {
  if (compared === null || compared.length === 0) return
  const part = section('Schools', 200)
  const each = compared.flatMap(({ hoursEach }) => hoursEach ?? [])
  if (each.length > 2) figure(part, ruler(each, medianOf(each)), 'The figures stand in the table below.')
  table(
    part,
    [
      { head: 'School', share: 0.34 },
      { head: 'Educators', share: 0.13, figures: true },
      { head: 'Take part', share: 0.13, figures: true },
      { head: 'Micro-credentials', share: 0.16, figures: true },
      { head: 'Hours', share: 0.11, figures: true },
      { head: 'Hours each', share: 0.13, figures: true },
    ],
    compared.map(({ name, educators, takingPart, awards, hours, hoursEach }) => [
      name,
      ...[educators, takingPart, awards, hours, hoursEach].map(told),
    ]),
  )
  write(part, 'P', { face: 'text', text: WHY_HIDDEN, size: 9, after: 4, ink: SOFT })
}

function shared({ section, write, list }: Sheets, { shared: people, moreShared }: Report, publicUrl: string): void {
  if (people.length === 0) return
  const part = section('Who shares what they earned', 90)
  const says = `${plural(people.length, 'credential')}${moreShared ? ' and more' : ''} of this time that an educator lets everybody find. Nobody else is named in this report.`
  write(part, 'P', { face: 'text', text: says, size: 10, after: 6, ink: SOFT })
  list(
    part,
    people.map(
      ({ name, title, awardedAt, credentialId }) =>
        `${name}: ${title}, ${dayIn(awardedAt, 'UTC')}. ${publicUrl}/credentials/${credentialId}`,
    ),
  )
}
