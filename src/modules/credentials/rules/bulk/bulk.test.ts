import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnsOf, type Words } from './columns.ts'
import { csvRow, delimiterOf, readCell } from '../../../people/rules/csv.ts'
import { wordsOf } from './csv.ts'
import { openItemBook, type Item } from './items.ts'
import { readRow, settle } from './meaning.ts'
import { problemInWords, rowProblems } from './problems.ts'

const hours = { least: 1, most: 2, credited: 1.5 }
const item = (kind: Item['kind'], slug: string, title: string, versionId: string | null = 'v'): Item => ({
  kind,
  id: `${kind} ${slug}`,
  slug,
  title,
  versionId,
  hours,
})
const book = openItemBook([
  item('micro-credential', 'driving-questions', 'Developing “Driving” Questions'),
  item('micro-credential', 'rubric-design', 'Rubric Design', null),
  item('micro-credential', 'planning', 'Planning'),
  item('stack', 'planning', 'Planning'),
  item('stack', 'instruction', 'Instruction'),
])
const clock = { today: '2026-11-24', now: new Date('2026-11-24T12:30:00Z') }
const row: Words = { email: 'ana@school.example', item: 'driving-questions', day: '2024-05-31', hours: '' }
const read = (changed: Partial<Words>) => readRow({ ...row, ...changed }, book, clock)

describe('a cell', () => {
  const cells = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('"', "'", '=', '+', '-', '@', ',', ';', '\t', '\r', '\n', ' ', 'a') }),
      fc.constantFrom("=cmd|' /C calc'!A0", '+1', '-1', '@x', "'=x", '\t=1'),
    ),
    { minLength: 1, maxLength: 6 },
  )

  test('that we give out is read back as it was, and no spreadsheet takes it for a formula', () => {
    fc.assert(
      fc.property(cells, (written) => {
        const text = csvRow(written)
        const [found = []] = parse(`head${','.repeat(written.length - 1)}\r\n${text}`, { from: 2 })
        expect(found.map((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual(written.map(() => false))
        expect(found.map(readCell)).toEqual(written.map((cell) => cell.trim()))
      }),
    )
  })
})

describe('the columns', () => {
  test.each<[string[], unknown]>([
    [['E-Mail', 'Micro-credential'], { email: 0, item: 1, day: null, hours: null }],
    [['hours', 'DATE', 'Name', 'stack', 'e-mail address'], { email: 4, item: 3, day: 1, hours: 0 }],
    [['Address', 'badge'], { email: 0, item: 1, day: null, hours: null }],
    [['Address', 'badge', 'E‑mail'], { email: 2, item: 1, day: null, hours: null }],
    [['a', 'b'], { reason: 'no_header' }],
    [['ana@school.example', 'planning'], { reason: 'no_header' }],
    [['stack'], { reason: 'no_address_column' }],
    [['email'], { reason: 'no_item_column' }],
    [['email', 'stack', 'Badge '], { reason: 'column_twice', first: 'stack', second: 'Badge' }],
  ])('%j', (header, found) => expect(columnsOf(header)).toEqual(found))

  test('are parted by what the first row holds most', () => {
    expect(['a,b', 'a;b', 'a\tb', '"a,b,c";d\n1,2,3', 'a', ''].map(delimiterOf)).toEqual([
      ',',
      ';',
      '\t',
      ';',
      ',',
      ',',
    ])
  })

  test('may be a thousand, hold anything, and end early', () => {
    const header = [...Array.from({ length: 998 }, (_, at) => `column ${at}`), 'email', 'award']
    const columns = columnsOf(header)
    if ('reason' in columns) throw new Error(columns.reason)
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 1000 }), (cells) => {
        expect(Object.values(wordsOf(cells, columns)).every((text) => text.isWellFormed())).toBe(true)
      }),
      { numRuns: 10 },
    )
    expect(wordsOf([], columns)).toEqual({ email: '', item: '', day: '', hours: '' })
  })
})

describe('a row', () => {
  test('asks for an award on its day, with its hours', () => {
    const noon = new Date('2024-05-31T12:00:00Z')
    expect(read({})).toMatchObject({ email: 'ana@school.example', awardedAt: noon, hours: 1.5 })
    expect(read({ email: 'mailto:Ana@School.example', hours: '1,25' })).toMatchObject({
      email: 'ana@school.example',
      hours: 1.25,
    })
    for (const day of ['', '2026-11-24']) expect(read({ day })).toMatchObject({ awardedAt: clock.now })
    for (const day of ['2024/5/31', '2024.05.31', '2024-05-31 00:00:00', '2024-05-31T08:15:00.000Z'])
      expect(read({ day })).toMatchObject({ awardedAt: noon })
  })

  test.each([
    ['driving-questions', 'micro-credential driving-questions'],
    ['developing "driving"  QUESTIONS', 'micro-credential driving-questions'],
    ['https://here.example/stacks/planning', 'stack planning'],
    ['Micro-credentials/planning/', 'micro-credential planning'],
    ['Instruction stack', 'stack instruction'],
  ])('names %s', (named, id) => expect(read({ item: named })).toMatchObject({ item: { id } }))

  test.each<[Partial<Words>, string]>([
    [{ email: '' }, 'address_missing'],
    [{ email: 'a\0b' }, 'unreadable'],
    [{ item: '' }, 'item_missing'],
    [{ item: 'zeppelin' }, 'item_unknown'],
    [{ item: 'stacks/rubric-design' }, 'item_unknown'],
    [{ item: '__proto__' }, 'item_unknown'],
    [{ item: 'Planning' }, 'item_ambiguous'],
    [{ item: 'rubric-design' }, 'item_unpublished'],
    [{ day: '5/6/2024' }, 'day_unreadable'],
    [{ day: '2023-02-29' }, 'day_unreadable'],
    [{ day: '2024-05/31' }, 'day_unreadable'],
    [{ day: '2026-11-25' }, 'day_future'],
    [{ day: '1999-12-31' }, 'day_early'],
    [{ hours: 'two' }, 'hours_unreadable'],
    [{ hours: '1e1' }, 'hours_unreadable'],
    [{ hours: '2.01' }, 'hours_outside'],
    [{ hours: '0' }, 'hours_outside'],
  ])('%j: %s', (changed, problem) => expect(read(changed)).toBe(problem))

  test('of any words is an award of the past or a problem that has a sentence', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '2024-05-31', '1.5', 'planning', 'Instruction'),
    )
    fc.assert(
      fc.property(fc.record({ email: text, item: text, day: text, hours: text }), (words) => {
        const found = readRow(words, book, clock)
        if (typeof found === 'string') expect(rowProblems).toContain(found)
        else {
          expect(found.awardedAt.getTime()).toBeLessThanOrEqual(clock.now.getTime())
          expect(found.hours).toBeGreaterThanOrEqual(1)
          expect(found.hours).toBeLessThanOrEqual(2)
        }
      }),
    )
    expect(new Set(rowProblems.map(problemInWords)).size).toBe(rowProblems.length)
  })

  test('is awarded to a known person who has it not, once', () => {
    const asked = read({})
    if (typeof asked === 'string') throw new Error(asked)
    const known = { personId: 'ana', holds: null, before: false }
    expect(settle(asked, known)).toMatchObject({ personId: 'ana', versionId: 'v', hours: 1.5 })
    expect(settle(asked, { ...known, personId: null })).toBe('address_unknown')
    expect(settle(asked, { ...known, holds: 'active' })).toBe('held')
    expect(settle(asked, { ...known, holds: 'suspended' })).toBe('withdrawn')
    expect(settle(asked, { ...known, before: true })).toBe('twice')
  })
})
