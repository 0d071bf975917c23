import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  duration,
  fileSize,
  hoursInWords,
  hoursRange,
  listWords,
  paragraphs,
  plural,
  shortHours,
  wordCount,
} from './words.ts'

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [1204, '1,204 files'],
])('%i is %s', (count, said) => {
  expect(plural(count, 'file')).toBe(said)
})

test('an irregular plural is given', () => {
  expect(plural(2, 'criterion', 'criteria')).toBe('2 criteria')
})

describe('hours', () => {
  test.each([
    [0, '0 hours'],
    [0.25, '¼ hour'],
    [1, '1 hour'],
    [1.5, '1½ hours'],
    [17.75, '17¾ hours'],
    [1.3, '1.3 hours'],
  ])('%d is %s', (hours, said) => {
    expect(hoursInWords(hours)).toBe(said)
  })
  test('a column keeps the short unit', () => {
    expect(shortHours(44.5)).toBe('44½ h')
  })
  test('a range says its unit once, and is one figure when both ends meet', () => {
    expect(hoursRange(1, 2)).toBe('1 to 2 hours')
    expect(hoursRange(1.5, 1.5)).toBe('1½ hours')
  })
  test.each([
    [1, '1 minute'],
    [40, '40 minutes'],
    [59.6, '1 hour'],
    [95, '1½ hours'],
  ])('%d minutes are %s', (minutes, said) => {
    expect(duration(minutes)).toBe(said)
  })
})

describe('file sizes', () => {
  test.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 KB'],
    [2_100_000, '2.1 MB'],
    [9_960_000, '10 MB'],
    [118_400_000, '118 MB'],
    [999_700_000, '1.0 GB'],
    [3_000_000_000, '3.0 GB'],
  ])('%i is %s', (bytes, said) => {
    expect(fileSize(bytes)).toBe(said)
  })
  test('no size is ever shown with more than three figures before its unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9e14 }), (bytes) => {
        expect(fileSize(bytes)).toMatch(/^(\d\.\d|\d{2,3}) (KB|MB|GB|TB)$/)
      }),
    )
  })
})

describe('words', () => {
  test.each([
    ['', 0],
    ['  \n ', 0],
    ['one', 1],
    ['went back – to the readings', 5],
    ['Ngā kaiako\n\nako 5Cs', 4],
    ['don’t re-read', 2],
  ])('%j has %i', (text, count) => {
    expect(wordCount(text)).toBe(count)
  })
  test('white space around a text never counts', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(wordCount(`\n ${text}\t`)).toBe(wordCount(text))
      }),
    )
  })
})

test('lists read as a sentence', () => {
  expect(listWords([])).toBe('')
  expect(listWords(['I'])).toBe('I')
  expect(listWords(['I', 'II'])).toBe('I and II')
  expect(listWords(['I', 'II', 'III'], 'or')).toBe('I, II or III')
})

test('paragraphs are parted by empty lines only', () => {
  expect(paragraphs('One\nstill one\r\n\r\n \n\nTwo\n')).toEqual(['One\nstill one', 'Two'])
})
