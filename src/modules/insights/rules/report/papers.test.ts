import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Fonts } from '../../../credentials/rules/certificate/view.ts'
import { hoursPdf } from '../hours/papers.ts'
import { reportCsv } from './csv.ts'
import { reportPdf } from './pdf.ts'
import { schoolsOf, type Report } from './report.ts'

const font = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../../platform/fonts/${name}.ttf`, import.meta.url))
const FONTS: Fonts = {
  serif: font('LibreBodoni'),
  italic: font('LibreBodoni-Italic'),
  text: font('AtkinsonHyperlegibleNext'),
  strong: font('AtkinsonHyperlegibleNext-SemiBold'),
}
const madeAt = new Date('2026-11-24T12:00:00Z')
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

const count = (name: string, educators: number, earners: number) => ({
  id: name,
  name,
  educators,
  takingPart: earners,
  earners,
  awards: earners * 2,
  hours: earners * 3,
})
const schools = schoolsOf([count('Cedar', 40, 12), count('=Birch', 30, 7), count('Alder', 3, 2), count('Oak', 6, 0)])

const report: Report = {
  organisation: { id: 'd', name: '=HYPERLINK("x")', kind: 'district', country: 'US' },
  medallion: null,
  period: { kind: 'year', name: 'School year 2026-27', from: '2026-07-01', until: '2027-06-30' },
  madeOn: '2026-11-24',
  ended: false,
  mission: { text: 'Our learners make things that somebody needs.', whose: null },
  goals: [{ id: 'a', name: '@home', text: '', picks: 3, awards: 4, hours: 5.5 }],
  people: { educators: 79, takingPart: 21, holding: 3, earners: 21 },
  earned: { awards: 42, hours: 63 },
  medallions: [{ id: 'm', title: 'M', whose: null, waiting: 1, takingPart: 21, notBegun: 2, holding: 3, earned: 1 }],
  stacks: [{ id: 's', title: 'Planning', numeral: 'I', ink: 1, awards: 42, hours: 63 }],
  overTime: [{ name: 'July 2026', short: 'Jul', awards: 42, hours: 63 }],
  schools,
  decisions: { decisions: 50, earned: 42, atOnce: 30, attempts: 1.4, medianDays: 3.2, ninetiethDays: 6 },
  shared: [{ name: 'Amara Osei', title: 'M', credentialId: 'c', awardedAt: '2026-10-03T10:00:00Z' }],
  moreShared: false,
  next: ['A word from a coach helps.'],
}

test('schools show no figure about fewer than five people, nor what would give it away', () => {
  expect(schools.map(({ name, educators, earners, hoursEach }) => [name, educators, earners, hoursEach])).toEqual([
    ['=Birch', 30, null, null],
    ['Alder', null, null, null],
    ['Cedar', 40, 12, 0.9],
    ['Oak', null, null, null],
  ])
})

describe('the report as rows', () => {
  const csv = reportCsv(report)
  const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true })

  test('has a byte order mark, a head, and no formula', () => {
    expect(csv.startsWith('\uFEFFOrganisation,Medallion,From,')).toBe(true)
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
    expect(rows.every((row) => row['Organisation'] === `'=HYPERLINK("x")`)).toBe(true)
  })

  test('gives the figures of the page, and says what is hidden', () => {
    const value = (part: string, of: string, measure: string) =>
      rows.find((row) => row['Part'] === part && row['Of'] === of && row['Measure'] === measure)?.['Value']
    expect(value('Whole', '', 'Hours earned')).toBe('63')
    expect(value('Goal', "'@home", 'Hours earned')).toBe('5.5')
    expect(value('School', 'Cedar', 'Micro-credentials earned')).toBe('24')
    expect(value('School', 'Alder', 'Educators')).toBe('hidden')
    expect(JSON.stringify(rows)).not.toMatch('Amara Osei')
  })
})

describe('the report on paper', () => {
  test('tells a screen reader its title, its parts and its tables, and what stands for its drawings', async () => {
    const printed = { report, paper: 'letter' as const, madeAt, publicUrl: 'https://mint.example' }
    const pdf = latin1(await reportPdf(printed, FONTS))
    for (const said of [
      '/Lang (en)',
      '/Marked true',
      '/DisplayDocTitle true',
      '/MediaBox [0 0 612 792]',
      '/Scope /Column',
    ])
      expect(pdf).toContain(said)
    const kinds = new Set([...pdf.matchAll(/\/S \/(\w+)\n/g)].map(([, kind]) => kind))
    for (const kind of ['Document', 'Sect', 'H1', 'H2', 'P', 'L', 'LBody', 'Table', 'TR', 'TH', 'TD', 'Figure'])
      expect(kinds).toContain(kind)
  })

  test('of an educator’s year is A4 where that lies in the printers', async () => {
    const row = {
      id: 'a',
      kind: 'micro-credential' as const,
      title: 'T',
      earnedOn: '2026-10-01',
      hours: 1.5,
      issuer: 'I',
      address: null,
    }
    const year = {
      span: { from: '2026-07-01', until: '2027-06-30' },
      counted: [row],
      collections: [],
      hours: 1.5,
      withdrawn: 0,
    }
    const about = {
      year,
      name: 'Hūhana',
      paper: 'a4' as const,
      madeAt,
      timeZone: 'UTC',
      publicUrl: 'https://mint.example',
    }
    const pdf = latin1(await hoursPdf(about, FONTS))
    expect(pdf).toContain('/MediaBox [0 0 595.28 841.89]')
    expect(pdf).toContain('/S /Table')
  })
})
