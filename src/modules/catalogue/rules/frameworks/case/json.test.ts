import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesOf, walkJson } from './json.ts'

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('whatever a parser takes it takes, and refuses whatever a parser refuses', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(3), fc.nat(), fc.nat(), (value, indent, from, length) => {
      const text = JSON.stringify(value, null, indent)
      expect(walkJson(text)).toBeNull()
      const start = from % (text.length + 1)
      const cut = text.slice(0, start) + text.slice(start + (length % 4) + 1)
      const broken = walkJson(cut)
      if (broken?.reason.includes('stands twice') !== true) expect(broken === null).toBe(parses(cut))
    }),
  )
})

test('letters that mean something, in any order, are taken exactly when a parser takes them', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      'a',
      '1',
      '-',
      '.',
      'e',
      '\\',
      'u00e',
      ' ',
      '\n',
      '\t',
      'true',
      'null',
    ),
    maxLength: 12,
  })
  fc.assert(
    fc.property(nasty, (text) => {
      const broken = walkJson(text)
      if (broken?.reason.includes('stands twice') !== true) expect(broken === null).toBe(parses(text))
    }),
  )
})

describe('what is wrong is told with its line', () => {
  test.each([
    ['{\n"a": 1,\n"b": 2', 3, 'It breaks off before its end.'],
    ['{\n"a": 1\n"b": 2}', 3, 'A comma or } is missing before "b":'],
    ['[1,\n2,\n]', 3, 'This is no value: ]'],
    ['{"a": 1,}', 1, 'A key in quotes is missing before }'],
    ['{\n"a" 1}', 2, 'A colon is missing before 1}'],
    ['{"a": 1,\n"a": 2}', 2, 'The key "a" stands twice in one object.'],
    ['{} {}', 1, 'Something stands after its end: {}'],
    ["{'a': 1}", 1, "A key in quotes is missing before 'a':"],
    ['["a\nb"]', 1, 'This is no value: "a'],
    [`${'['.repeat(100_000)}`, 1, 'Its lists or objects lie too deep in each other.'],
    [`[${'1'.repeat(1_000_000)}]`, 1, 'A comma or ] is missing before 11111111111111111111'],
  ])('%#', (text, line, reason) => {
    expect(walkJson(text)).toEqual({ line, reason })
  })
})

test('a path has the line of its value, or of what it is missing from', () => {
  const text = '{\n"items": [\n{"id": 1},\n{\n"id":\n2}\n]}'
  const paths = [['items', 1, 'id'], ['items', 1, 'name'], ['items', 0, 'id'], ['other'], []]
  const lineOf = linesOf(text, paths)
  expect(paths.map(lineOf)).toEqual([6, 4, 3, 1, 1])
})
