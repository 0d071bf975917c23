import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBusinessDay } from '../modules/submissions/rules/business-days.ts'
import { holidaysFrom } from '../modules/submissions/rules/holidays.ts'
import { dayAhead, dayInWords, momentBefore, seasonOf } from './days.ts'

const tuesday = new Date('2026-11-24T12:00:00Z')

test('counts back over weekends and holidays, on the clock of the district', () => {
  expect(momentBefore(tuesday, 1, '16:05').toISOString()).toBe('2026-11-23T21:05:00.000Z')
  expect(momentBefore(tuesday, 2, '16:05').toISOString()).toBe('2026-11-20T21:05:00.000Z')
  // Veterans Day is no business day, and until 1 November the clock stood on daylight saving time.
  expect(dayInWords(tuesday, 9)).toBe('Tuesday, November 10')
  expect(momentBefore(tuesday, 17, '09:00').toISOString()).toBe('2026-10-29T13:00:00.000Z')
  expect(dayAhead(tuesday, 11)).toBe('2026-12-05')
  expect(['2027-01-01', '2027-06-30', '2027-08-01'].map((day) => seasonOf(new Date(`${day}T12:00:00Z`)))).toEqual([
    'Spring 2027',
    'Summer 2027',
    'Autumn 2027',
  ])
})

test('the day is that of the district: late in the evening there it is the next day in UTC', () => {
  expect(dayInWords(new Date('2026-11-25T03:00:00Z'), 1)).toBe('Monday, November 23')
})

test('every hour is past, and more days lie further back, whenever the demo starts', () => {
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 50 }), (now, n) => {
      const there = momentBefore(now, n, '23:59')
      const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(there)
      expect(there < now).toBe(true)
      expect(momentBefore(now, n + 1, '23:59') < momentBefore(now, n, '00:00')).toBe(true)
      expect(isBusinessDay(day, holidaysFrom('US', now.getUTCFullYear() - 1))).toBe(true)
    }),
  )
})
