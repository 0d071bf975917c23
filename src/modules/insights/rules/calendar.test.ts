import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  beginOf,
  bucketsOf,
  daysLater,
  lengthOf,
  nextBegin,
  quarter,
  readDay,
  schoolYear,
  spanBefore,
} from './calendar.ts'
import { periodOf } from './report/period.ts'

const day = fc
  .date({ min: new Date('1995-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('years and quarters', () => {
  test.each([
    ['2026-11-24', 'US', '2026-07-01', '2027-06-30'],
    ['2027-02-28', 'US', '2026-07-01', '2027-06-30'],
    ['2026-11-24', 'NZ', '2026-01-01', '2026-12-31'],
    ['2024-02-29', '', '2023-07-01', '2024-06-30'],
  ])('the school year that holds %s in %s', (at, country, from, until) => {
    expect(schoolYear(at, country)).toEqual({ from, until })
  })

  test('each day lies in its year and its quarter, and the next begins the day after', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('US', 'NZ'), (at, country) => {
        for (const span of [schoolYear(at, country), quarter(at)]) {
          expect(span.from <= at && at <= span.until).toBe(true)
          const whole = span.from === quarter(at).from ? quarter : (next: string) => schoolYear(next, country)
          expect(whole(daysLater(span.until, 1)).from).toBe(daysLater(span.until, 1))
        }
        for (const every of ['month', 'quarter'] as const) {
          const next = nextBegin(at, every)
          expect(at < next && beginOf(at, every) <= at).toBe(true)
          expect(spanBefore(next, every)).toEqual({ from: beginOf(at, every), until: daysLater(next, -1) })
        }
      }),
    )
  })

  test('the pieces of a span begin with it, follow each other, and are not too many for a chart', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1800 }), (from, days) => {
        const span = { from, until: daysLater(from, days) }
        const pieces = bucketsOf(span)
        expect(pieces[0]?.from).toBe(from)
        expect(pieces.length).toBeLessThanOrEqual(22)
        expect(pieces.every((piece, place) => piece.from > (pieces[place - 1]?.from ?? ''))).toBe(true)
        expect(new Set(pieces.map(({ name }) => name)).size).toBe(pieces.length)
        expect(lengthOf(span)).toBe(days + 1)
      }),
    )
  })
})

test('a day is one that the calendar has', () => {
  expect(readDay('2024-02-29')).toBe('2024-02-29')
  for (const text of ['2026-02-29', '2026-13-01', '0000-00-00', '2026-1-1', 'tomorrow', '9999-12-31', '', null])
    expect(readDay(text)).toBeNull()
})

describe('the period of a report', () => {
  const asked = (period: string | null, from: string | null = null, until: string | null = null) =>
    periodOf({ period, from, until }, '2026-11-24', 'US')

  test.each([
    [null, 'School year 2026-27', '2026-07-01', '2027-06-30'],
    ['nonsense', 'School year 2026-27', '2026-07-01', '2027-06-30'],
    ['last-year', 'School year 2025-26', '2025-07-01', '2026-06-30'],
    ['quarter', 'October to December 2026', '2026-10-01', '2026-12-31'],
    ['last-quarter', 'July to September 2026', '2026-07-01', '2026-09-30'],
  ])('%s', (kind, name, from, until) => {
    expect(asked(kind)).toMatchObject({ name, from, until, wrong: null })
  })

  test('own days; what is no span says what to do, and the school year stands in', () => {
    expect(asked('dates', '2026-09-01', '2026-09-01')).toMatchObject({
      from: '2026-09-01',
      until: '2026-09-01',
      wrong: null,
    })
    expect(asked('dates', '2026-09-02', '2026-09-01').wrong).toMatch('before the first')
    expect(asked('dates', '2016-09-02', '2026-09-01')).toMatchObject({ from: '2026-07-01' })
  })
})
