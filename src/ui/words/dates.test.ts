import { describe, expect, test } from 'vitest'
import {
  byDay,
  day,
  dayAndTime,
  dayOfYear,
  daysAway,
  daysBetween,
  fullMoment,
  isoDay,
  machineDate,
  time,
} from './dates.ts'

const chicago = { timeZone: 'America/Chicago' }
const auckland = { timeZone: 'Pacific/Auckland' }
const evening = new Date('2026-11-27T03:20:00Z')

describe('a moment is shown in the time zone of its reader', () => {
  test('the same moment is Thursday evening in Chicago and Friday afternoon in Auckland', () => {
    expect(dayAndTime(evening, chicago)).toBe('Thursday 26 November, 21:20')
    expect(dayAndTime(evening, auckland)).toBe('Friday 27 November, 16:20')
  })
  test('an ISO text is the same as its date', () => {
    expect(fullMoment('2026-11-27T03:20:00Z', chicago)).toBe('26 November 2026, 21:20')
  })
  test('midnight is 00:00 and not 24:00', () => {
    expect(time('2026-11-26T06:00:00Z', chicago)).toBe('00:00')
  })
  test('a reader of German sees German', () => {
    expect(day(evening, { timeZone: 'Europe/Berlin', locale: 'de' })).toBe('27. November 2026')
  })
})

describe('a calendar day is never shifted', () => {
  test.each([chicago, auckland])('in $timeZone', (reader) => {
    expect(day('2026-12-03', reader)).toBe('3 December 2026')
    expect(dayOfYear('2026-12-03', reader)).toBe('3 December')
    expect(byDay('2026-11-26', reader)).toBe('by Thursday 26 November')
    expect(isoDay('2026-12-03', reader)).toBe('2026-12-03')
  })
  test('its machine form is the day, that of a moment is UTC', () => {
    expect(machineDate('2026-12-03')).toBe('2026-12-03')
    expect(machineDate(evening)).toBe('2026-11-27T03:20:00.000Z')
  })
})

test('days are counted on the calendar, across the change of the clocks', () => {
  expect(daysBetween('2026-10-31T23:00:00-05:00', '2026-11-02T00:30:00-06:00', chicago)).toBe(2)
  expect(daysBetween('2026-11-26', '2026-11-20', chicago)).toBe(-6)
})

test.each([
  ['2026-11-26', 'today'],
  ['2026-11-27', 'tomorrow'],
  ['2026-11-29', 'in 3 days'],
  ['2026-11-25', 'yesterday'],
  ['2026-11-20', '6 days ago'],
])('%s seen from Thursday evening is %s', (when, said) => {
  expect(daysAway(when, evening, chicago)).toBe(said)
})

test('what is no date is refused loudly', () => {
  expect(() => day('soon', chicago)).toThrow('not a date: soon')
})
