import { assert, constantFrom, date, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endOfBusinessDay, isBusinessDay } from './business-days.ts'
import { holidaysFrom } from './holidays.ts'

const NONE = new Set<string>()
const ZONES = ['America/Chicago', 'Pacific/Auckland', 'Asia/Kolkata', 'UTC', 'Pacific/Kiritimati', 'America/St_Johns']
const localDay = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment)
const moments = date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })

describe('five business days', () => {
  const due = (from: string, timeZone = 'UTC', holidays: ReadonlySet<string> = NONE) =>
    endOfBusinessDay(new Date(from), 5, { timeZone, holidays }).toISOString()

  test('skip the weekend', () => expect(due('2026-11-19T20:14:00Z')).toBe('2026-11-26T23:59:59.000Z'))
  test('what arrives on Saturday counts like Friday', () => {
    expect(due('2026-11-21T09:00:00Z')).toBe(due('2026-11-20T09:00:00Z'))
  })
  test('skip a holiday', () => {
    expect(due('2026-11-19T20:14:00Z', 'UTC', holidaysFrom('US', 2026))).toBe('2026-11-27T23:59:59.000Z')
  })
  test('are counted on the clock of the organisation', () => {
    // Still Thursday in Chicago, already Friday in Auckland.
    expect(due('2026-11-20T03:00:00Z', 'America/Chicago')).toBe('2026-11-27T05:59:59.000Z')
    expect(due('2026-11-20T03:00:00Z', 'Pacific/Auckland')).toBe('2026-11-27T10:59:59.000Z')
  })
  test('survive the night the clocks change', () => {
    expect(due('2026-10-30T12:00:00Z', 'America/Chicago')).toBe('2026-11-07T05:59:59.000Z')
  })

  test('end on a business day, at the last second of that day, in every zone', () => {
    assert(
      property(moments, constantFrom(...ZONES), integer({ min: 1, max: 12 }), (from, timeZone, n) => {
        const holidays = holidaysFrom('US', from.getUTCFullYear())
        const end = endOfBusinessDay(from, n, { timeZone, holidays })
        const day = localDay(end, timeZone)
        expect(isBusinessDay(day, holidays)).toBe(true)
        expect(localDay(new Date(end.getTime() + 1000), timeZone)).not.toBe(day)
        expect(end.getTime()).toBeGreaterThan(from.getTime())
        const next = endOfBusinessDay(from, n + 1, { timeZone, holidays })
        expect(next.getTime()).toBeGreaterThan(end.getTime())
      }),
    )
  })
})

test('the federal holidays of 2026 and the day a Saturday holiday is kept', () => {
  const days = holidaysFrom('US', 2026)
  for (const day of [
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03',
    '2026-09-07',
    '2026-10-12',
    '2026-11-26',
    '2026-12-25',
  ])
    expect(days).toContain(day)
  expect(days).not.toContain('2026-07-04')
  expect(holidaysFrom('NZ', 2026).size).toBe(0)
})
