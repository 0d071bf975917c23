import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtureFiles } from '#test/factories/factories.ts'
import { canonicalText } from '../files.ts'
import { readPackage, type Thing } from './package.ts'
import { writeFile } from './write.ts'

const read = readPackage(await fixtureFiles())
if (!read.ok) throw new Error('the founding catalogue must be sound')
const things: Thing[] = read.sources

/** What stands in the file of a thing, or why it cannot be read. */
function readBack(thing: Thing) {
  const again = readPackage([writeFile(thing)])
  return again.ok ? again.sources[0]?.content : again.problems
}

describe('a written file', () => {
  test.each(things.map((thing) => [thing.content.id, thing] as const))(
    '%s reads back as the same content',
    (_, thing) => {
      expect(canonicalText(readBack(thing))).toBe(canonicalText(thing.content))
    },
  )

  test('is the same whatever the order of keys it was kept in, and again when it was read back', () => {
    for (const thing of things) {
      const turned = JSON.parse(canonicalText(thing.content)) as unknown
      const { text } = writeFile(thing)
      expect(writeFile({ kind: thing.kind, content: turned } as Thing).text).toBe(text)
      expect(writeFile({ kind: thing.kind, content: readBack(thing) } as Thing).text).toBe(text)
    }
  })

  test('can be read by people: keys in order, long texts folded, short lists in one line', () => {
    const text = writeFile(things.find(({ content }) => content.id === 'rubric-design') ?? (things[0] as Thing)).text
    expect(text).toMatch(/^id: rubric-design\ntitle: /)
    expect(text).toMatch(/\ncompetency: >-\n {2}\S/)
    expect(text).toMatch(/\nhours: {min: [\d.]+, max: [\d.]+, credited: [\d.]+}\n/)
    expect(text).toMatch(/\nwork_order: \[\w+, \w+, \w+\]\n/)
    expect(text.indexOf('\nrubric:')).toBeLessThan(text.indexOf('\nexamples:'))
    expect(text.split('\n').filter((line) => line.length > 101 && !line.includes('http'))).toEqual([])
  })
})

/** Texts that writers of YAML stumble over. */
const awkward = fc.constantFrom(
  '4',
  '04',
  '1.0',
  '0x1f',
  '1e3',
  'null',
  '~',
  'true',
  'No',
  'yes',
  '.inf',
  '.nan',
  '---',
  '...',
  '--- a',
  '- a',
  'a: b',
  'a:',
  '# a',
  'a # b',
  '#a',
  '&a',
  '*a',
  '!a',
  '%a',
  '@a',
  '`a`',
  '|',
  '>',
  '>-',
  '? a',
  '[a',
  '{a',
  'a]',
  ',',
  "'a'",
  '"a"',
  '"',
  "it's",
  '2024-05-31',
  '12:30:45',
  '=',
  '<<',
  'a\\b',
  '\\n',
  '\\',
  'a\n---\nb',
  'a\n...\nb',
  'a\n\nb',
  'a\n\n\n\nb',
  'a\n b',
  'a\n\tb',
  'a\tb',
  'a\r\nb',
  'a\rb',
  'a \nb',
  'a\u2028b',
  'a\u2029b',
  'a\u00a0b',
  'a\ufeffb',
  '\u200b',
  '\u202eabc',
  '😀',
  '😀 '.repeat(60),
  'é',
  'e\u0301',
  '\u{10ffff}',
  '\ufffe',
)
const words = fc.array(
  fc.oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom(' ', '  ', '\n', '\n\n')),
  {
    minLength: 1,
    maxLength: 40,
  },
)
const text = fc
  .oneof(
    awkward,
    words.map((list) => list.join('')),
    words.map((list) => list.join(' ')),
  )
  .map((said) => said.replaceAll(/[^\P{Control}\n\r\t]|<|script|data/giu, '').trim())
  .filter((said) => said !== '' && said.isWellFormed())

test('whatever its texts are, what is written reads back as the same, to the last letter', () => {
  const [stack, badge] = [things.find(({ kind }) => kind === 'stack'), things.find(({ kind }) => kind === 'badge')]
  const full = things.find(({ content }) => content.id === 'rubric-design')
  const anyThing = fc.constantFrom(...[stack, badge, full].flatMap((thing) => thing ?? []))
  fc.assert(
    fc.property(anyThing, fc.array(text, { minLength: 1, maxLength: 30 }), (thing, texts) => {
      let at = 0
      const changed = withTexts(thing.content, () => texts[at++ % texts.length] ?? '') as Thing['content']
      expect(canonicalText(readBack({ kind: thing.kind, content: changed } as Thing))).toBe(canonicalText(changed))
    }),
    { numRuns: process.env['DEEP'] ? 3000 : 40 },
  )
})

/** The same content with other words; names, kinds, numbers and addresses stay. */
function withTexts(value: unknown, next: () => string, key = ''): unknown {
  if (KEPT.has(key)) return value
  if (Array.isArray(value)) return value.map((inner) => withTexts(inner, next, key))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        name === 'levels' && !Array.isArray(inner) ? distinct(inner as object, next) : withTexts(inner, next, name),
      ]),
    )
  return typeof value === 'string' && !SLUGS.has(key) ? next() : value
}
/** Levels must differ in their words. */
const distinct = (levels: object, next: () => string) =>
  Object.fromEntries(Object.keys(levels).map((id) => [id, `${next()} (${id})`.trim()]))

const KEPT = new Set([
  'stacks',
  'micro_credentials',
  'tags',
  'alignments',
  'prerequisites',
  'helpful_before',
  'work_order',
  'responses',
  'look_in',
  'scores',
])
const SLUGS = new Set(['id', 'stack', 'figure', 'language', 'version', 'part', 'kind', 'url', 'doi', 'status'])
