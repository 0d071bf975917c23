import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hoursCsv } from './papers.ts'
import { yearOf, type Awarded } from './year.ts'

const span = { from: '2026-07-01', until: '2027-06-30' }

const award: fc.Arbitrary<Awarded> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('micro-credential' as const, 'stack' as const, 'badge' as const, 'medallion' as const),
  title: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('=1+1', '@x', '-2', '"a";b', 'Ko, ngā\nkaiako')),
  awardedAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
  hours: fc.integer({ min: 1, max: 40 }).map((quarters) => quarters / 4),
  issuer: fc.constant('Riverbend'),
  state: fc.constantFrom('active' as const, 'suspended' as const, 'revoked' as const),
  address: fc.constant(null),
})

test('the hours of a year are those of its micro-credentials in force, once, on the page as in the file', () => {
  fc.assert(
    fc.property(fc.array(award, { maxLength: 12 }), fc.constantFrom('UTC', 'Pacific/Auckland'), (awards, timeZone) => {
      const year = yearOf(awards, span, timeZone)
      const days = awards.map((each) =>
        new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(each.awardedAt),
      )
      const within = awards.filter((_, place) => (days[place] ?? '') >= span.from && (days[place] ?? '') <= span.until)
      const counted = within.filter(({ kind, state }) => kind === 'micro-credential' && state === 'active')
      expect(year.hours).toBe(counted.reduce((sum, { hours }) => sum + hours, 0))
      expect(year.withdrawn).toBe(within.filter(({ state }) => state !== 'active').length)
      const rows: Record<string, string>[] = parse(hoursCsv(year), { columns: true, bom: true })
      expect(rows).toHaveLength(year.counted.length + year.collections.length)
      expect(rows.reduce((sum, row) => sum + Number(row['Hours counted']), 0)).toBe(year.hours)
      for (const row of rows) expect(row['Title']).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})
