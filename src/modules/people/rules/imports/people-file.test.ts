import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPeopleFile } from './people-file.ts'
import { Endless, RowReader } from './rows.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const utf16 = (text: string, order: 'le' | 'be', mark = true): Uint8Array => {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le')
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16())
}
const LIST = 'E-Mail,Name\nAna@School.example,Ana Núñez\nbo@school.example,"Bo, the\nSecond"\n'
const PEOPLE = [
  { email: 'ana@school.example', name: 'Ana Núñez' },
  { email: 'bo@school.example', name: 'Bo, the Second' },
]

describe('a list of people', () => {
  test.each<[string, Uint8Array]>([
    ['UTF-8', utf8(LIST)],
    ['UTF-8 with a mark', utf8(`\uFEFF${LIST}`)],
    ['UTF-16 LE', utf16(LIST, 'le')],
    ['UTF-16 BE', utf16(LIST, 'be')],
    ['UTF-16 LE without a mark', utf16(LIST, 'le', false)],
    ['UTF-16 BE without a mark', utf16(LIST, 'be', false)],
    ['Latin-1', new Uint8Array(Buffer.from(LIST, 'latin1'))],
    ['semicolons', utf8(LIST.replaceAll(',', ';').replace('Bo; the', 'Bo, the'))],
    ['tabs and old line ends', utf8(LIST.replaceAll(',', '\t').replace('Bo\t the', 'Bo, the').replaceAll('\n', '\r'))],
  ])('is read in %s', (_, bytes) => {
    const { rows, problems } = readPeopleFile(bytes)
    expect(problems).toEqual([])
    expect(rows).toMatchObject(PEOPLE)
  })

  test('may be addresses alone, and names an address once however it is written', () => {
    const { rows, problems } = readPeopleFile(utf8('ana@a.example; BO@a.example\n<ana@A.example>\nnot an address@\n'))
    expect(rows.map(({ email }) => email)).toEqual(['ana@a.example', 'bo@a.example'])
    expect(problems.map(({ line }) => line)).toEqual([3, 3, 3])
  })

  test('keeps what looks like a formula as the text it is', () => {
    const { rows } = readPeopleFile(utf8(`email,name\na@b.example,"=HYPERLINK(""x"")"\nc@b.example,'-Ann\n`))
    expect(rows.map(({ name }) => name)).toEqual(['=HYPERLINK("x")', '-Ann'])
  })

  test.each<[string, Uint8Array]>([
    ['is empty', utf8('\n \n')],
    ['workbook', new Uint8Array([0x50, 0x4b, 3, 4, 1])],
    ['not a text', new Uint8Array([0, 0, 1, 0, 255])],
    ['No column is named e-mail', utf8('name,role\nAna,educator\n')],
    ['say the same thing', utf8('email,E-mail address\na@b.example,a@b.example\n')],
    ['does not end', utf8(`email,name\na@b.example,"Ana\n`)],
    ['larger than 10 MB', new Uint8Array(10_000_001)],
  ])('is refused with a sentence: %s', (says, bytes) => {
    const { rows, problems } = readPeopleFile(bytes)
    expect(rows).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]?.says).toContain(says)
  })

  test('of any bytes is rows and problems, and never an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }).map(utf8)), (bytes) => {
        const { rows, problems } = readPeopleFile(bytes)
        expect(rows.every(({ email }) => email === email.toLowerCase())).toBe(true)
        expect(problems.every(({ says }) => says.isWellFormed())).toBe(true)
      }),
    )
  })
})

describe('rows', () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r\n', 'a', ' ', 'é'), maxLength: 6 })
  const written = (cells: string[]): string => `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\r\n`

  test('that come in pieces are the rows of the whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 3 })),
        fc.integer({ min: 1, max: 7 }),
        (rows, size) => {
          const text = rows.map(written).join('')
          const reader = new RowReader()
          const read = []
          for (let at = 0; at < text.length; at += size) read.push(...reader.push(text.slice(at, at + size)))
          read.push(...reader.end())
          expect(read).toEqual(
            rows
              .map((cells, at) => ({ line: at + 1, cells }))
              .filter(({ cells }) => cells.some((words) => words.trim() !== '')),
          )
        },
      ),
    )
  })

  test('of which one never ends are refused before all of it is held', () => {
    const reader = new RowReader()
    reader.push('a,b\n"')
    expect(() => {
      for (let piece = 0; piece < 100; piece++) reader.push('x'.repeat(10_000))
    }).toThrow(Endless)
  })
})
