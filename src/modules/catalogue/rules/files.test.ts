import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtureFiles } from '#test/factories/factories.ts'
import { canonicalText, readCatalogue, type ContentFile } from './files.ts'
import { inOneLine } from './yaml.ts'

const files = await fixtureFiles()
const FULL = 'micro-credentials/formative-assessment-checking-in.yaml'

const edited = (path: string, edit: (text: string) => string): ContentFile[] =>
  files.map((file) => (file.path === path ? { path, text: edit(file.text) } : file))
const refused = (given: readonly ContentFile[]): string[] => {
  const read = readCatalogue(given)
  return read.ok ? [] : read.problems.map(inOneLine)
}
const lineOf = (path: string, start: string): number =>
  (files
    .find((file) => file.path === path)
    ?.text.split('\n')
    .findIndex((line) => line.startsWith(start)) ?? -2) + 1

test('the founding catalogue is sound: thirty in five stacks of six', () => {
  const read = readCatalogue(files)
  expect(refused(files)).toEqual([])
  expect(read.ok && [read.catalogue.microCredentials.length, read.catalogue.stacks.length]).toEqual([30, 5])
})

test('a mistake is told with its file, its line and the reason', () => {
  expect(refused(edited(FULL, (text) => text.replace(/^summary:/m, 'sumary:')))).toEqual([
    `${FULL}:${lineOf(FULL, 'id:')}: summary is missing.`,
    `${FULL}:${lineOf(FULL, 'summary:')}: sumary is not known here.`,
  ])
  expect(refused(edited(FULL, (text) => text.replace('hours: {min: 1, max: 2', 'hours: {min: one, max: 2')))).toEqual([
    expect.stringMatching(`^${FULL}:${lineOf(FULL, 'hours:')}: hours.min does not fit: .*number`),
  ])
  expect(refused(edited(FULL, (text) => text.replace('look_in: [p2]', 'look_in: [p9]')))).toContainEqual(
    expect.stringMatching(/:\d+: "reaches-everyone" looks in "p9", which is no prompt\.$/),
  )
})

test('every mistake of every file is told at once', () => {
  const both = edited(FULL, (text) => text.replace(/^title: .*$/m, 'title: ""')).map((file) =>
    file.path === 'badge.yaml' ? { ...file, text: `${file.text}\nshine: high\n` } : file,
  )
  expect(refused(both).map((line) => line.split(':')[0])).toEqual(['badge.yaml', FULL])
})

describe('files that do not fit together', () => {
  test.each([
    [
      'a stack lists what is not there',
      'stacks/assessment.yaml',
      (text: string) => text.replace('- rubric-design', '- rubric-art'),
      'There is no micro-credential "rubric-art"',
    ],
    [
      'a stack lists one twice',
      'stacks/assessment.yaml',
      (text: string) => text.replace('- rubric-design', '- public-product'),
      'It lists "public-product" twice',
    ],
    [
      'a stack leaves one out that says it belongs there',
      'stacks/assessment.yaml',
      (text: string) => text.replace('  - rubric-design\n', ''),
      'The stack "assessment" does not list "rubric-design".',
    ],
    [
      'a stack lists one',
      'stacks/assessment.yaml',
      (text: string) => text.replace(/^micro_credentials:[^]*/m, 'micro_credentials: [rubric-design]\n'),
      'It must list at least 2 micro-credentials; it lists 1.',
    ],
    [
      'a member says another stack',
      'micro-credentials/rubric-design.yaml',
      (text: string) => text.replace('stack: assessment', 'stack: instruction'),
      'says that it belongs to "instruction"',
    ],
    [
      'a member says no stack',
      'micro-credentials/rubric-design.yaml',
      (text: string) => text.replace('stack: assessment', 'stack: tests'),
      'There is no stack "tests"',
    ],
    [
      'the badge lists no stack',
      'badge.yaml',
      (text: string) => text.replace(/^stacks:[^]*/m, 'stacks: []\n'),
      'It must list at least 1 stack; it lists 0.',
    ],
    [
      'the name of the file is another',
      'micro-credentials/rubric-design.yaml',
      (text: string) => text.replace('id: rubric-design', 'id: public-product'),
      'must be the name of the file',
    ],
    [
      'what comes before is itself',
      'micro-credentials/rubric-design.yaml',
      (text: string) => text.replace('prerequisites: []', 'prerequisites: [rubric-design]'),
      'is no other micro-credential',
    ],
  ])('%s', (_, path, edit, says) => {
    expect(refused(edited(path, edit)).join('\n')).toContain(says)
  })

  test('without a badge, or at a place that means nothing', () => {
    expect(refused(files.filter(({ path }) => path !== 'badge.yaml'))).toEqual([
      'badge.yaml: It is missing: a catalogue has one badge.',
    ])
    expect(refused([...files, { path: '../secrets.yaml', text: 'a: 1' }]).join()).toMatch('not at a place')
  })
})

describe('dangerous YAML', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x]\n${'bcdefghi'.replaceAll(/./g, (letter) => `${letter}: &${letter} [${`*${String.fromCharCode(letter.charCodeAt(0) - 1)},`.repeat(8)}]\n`)}`
  test.each([
    ['ten megabytes', 'a: b\n'.repeat(2_000_000), 'letters'],
    ['aliases that grow', bomb, 'alias'],
    ['lists a hundred thousand deep', `a: ${'['.repeat(100_000)}`, 'deep'],
    ['lists thirty deep', `a: ${'['.repeat(30)}${']'.repeat(30)}`, 'deep'],
    ['a tag', 'a: !!js/function "x"', 'tag'],
    ['a key that stands twice', 'id: a\nid: b', 'stands twice'],
    ['a key that is a list', '? [a]\n: b', 'plain word'],
    ['what is no YAML', 'a: "b', 'not YAML'],
    ['two documents', 'id: a\n---\nid: b', 'more than one document'],
    ['nothing', '', 'It is empty'],
  ])('%s is refused', (_, text, says) => {
    expect(refused([{ path: 'badge.yaml', text }]).join('\n')).toContain(says)
  })

  test('a key of the prototype is a key like any other', () => {
    expect(refused(edited('badge.yaml', (text) => `${text}\n__proto__: {letter: X}\n`)).join()).toMatch('__proto__')
  })

  test('whatever the text, the answer is a value', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '"', '*', '&', '!', '\t', '#', '|', '>', '\u0000'),
    })
    fc.assert(
      fc.property(nasty, (text) => {
        expect(readCatalogue([{ path: 'badge.yaml', text }]).ok).toBe(false)
      }),
    )
  })
})

describe('the text that is compared', () => {
  test('knows no order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonicalText(turned)).toBe(canonicalText(value))
      }),
    )
  })
  test('tells every other difference', () => {
    expect(canonicalText({})).not.toBe(canonicalText([]))
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(canonicalText(a) === canonicalText(b)).toBe(JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)))
      }),
    )
  })
})

/** The same, written another way. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return { list: value.map(sorted) }
  if (typeof value !== 'object' || value === null) return value
  const inner = new Map(Object.entries(value))
  return { keys: [...inner.keys()].toSorted().map((key) => [key, sorted(inner.get(key))]) }
}
