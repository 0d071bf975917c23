import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Field, Fields } from './field.ts'
import { EMPTY_LIST, fieldsOf, LONGEST_TEXT, readForm, textOf, tidySection } from './reading.ts'
import { emptySection, SECTIONS, splitContent, type Section, type SectionContent } from '../sections.ts'

const ALL: readonly Section[] = [...SECTIONS, 'stack', 'badge']

const files = (folder: string): SectionContent[] =>
  readdirSync(`content/pbl/${folder}`).map(
    (name) => parse(readFileSync(`content/pbl/${folder}/${name}`, 'utf8')) as SectionContent,
  )

const written: [Section, SectionContent][] = [
  ...files('micro-credentials').map((content) => splitContent('micro-credential', content)),
  ...files('stacks').map((content) => splitContent('stack', content)),
  splitContent('badge', parse(readFileSync('content/pbl/badge.yaml', 'utf8')) as SectionContent),
].flatMap((sections) => Object.entries(sections) as [Section, SectionContent][])

/** The fields of a page that shows this content, as a browser sends them. */
function sent(fields: Fields, content: SectionContent, path = ''): [string, string][] {
  return Object.entries(fields).flatMap(([key, field]) => sentBy(field, content[key], `${path}${key}`))
}
function sentBy(field: Field, value: unknown, name: string): [string, string][] {
  if (value === undefined || value === null) return field.kind === 'flag' ? [] : [[name, '']]
  switch (field.kind) {
    case 'group':
      return sent(field.fields, value as SectionContent, `${name}.`)
    case 'list':
      return (value as SectionContent[]).flatMap((item, place) => sent(field.fields, item, `${name}.${place}.`))
    case 'record':
      return Object.entries(value as Record<string, string>).map(([key, text]) => [`${name}.${key}`, text])
    case 'lines':
      return [[name, (value as string[]).join('\r\n')]]
    case 'refs':
    case 'order':
      if ((value as string[]).length === 0) return [[`${name}.${EMPTY_LIST}`, '']]
      return (value as string[]).map((one, place) => [`${name}.${place}`, one])
    case 'choices':
      return (value as string[]).map((one) => [name, one])
    case 'flag':
      return value === true ? [[name, 'yes']] : []
    case 'seen':
      return [[name, value === true ? 'yes' : value === false ? 'no' : (value as string)]]
    default:
      return [[name, (value as string | number).toString().replaceAll('\n', '\r\n')]]
  }
}

const content = (read: ReturnType<typeof tidySection>): SectionContent => {
  if (!read.ok) throw new Error(read.reason)
  return read.content
}

describe('a section that was published', () => {
  test('is the same as JSON, as a form, and once more', () => {
    for (const [section, said] of written) {
      expect(content(tidySection(section, said)), section).toEqual(said)
      expect(content(readForm(section, sent(fieldsOf(section), said))), section).toEqual(said)
    }
    expect(written.length).toBe(306)
  })

  test('has one text, in whatever order the database gives its keys', () => {
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .map(([key, inner]) => [key, shuffled(inner)] as const)
                .reverse(),
            )
          : value
    for (const [section, said] of written)
      expect(textOf(content(tidySection(section, shuffled(said))))).toBe(textOf(content(tidySection(section, said))))
  })
})

test('an empty section is read as itself', () => {
  for (const section of ALL) {
    const empty = emptySection(section)
    const kept = section in { product: 1, application: 1, reflection: 1 } ? { kind: section } : {}
    expect(content(tidySection(section, empty)), section).toEqual({ ...empty, ...kept })
  }
})

describe('whatever comes', () => {
  const section = fc.constantFrom(...ALL)

  test('gives a section of the right shape, which is read as itself from then on', () => {
    fc.assert(
      fc.property(section, fc.jsonValue({ maxDepth: 6 }), (name, value) => {
        const once = content(tidySection(name, value))
        expect(content(tidySection(name, JSON.parse(textOf(once))))).toEqual(once)
        expect(Object.keys(once).every((key) => key in fieldsOf(name))).toBe(true)
      }),
    )
  })

  test('forms with any names give a section too, and reach nothing else', () => {
    const step = fc.constantFrom(
      'prompts',
      'rubric',
      'criteria',
      '0',
      '7',
      '__proto__',
      'constructor',
      'levels',
      'title',
      'a',
    )
    const name = fc.array(step, { minLength: 1, maxLength: 6 }).map((steps) => steps.join('.'))
    fc.assert(
      fc.property(
        section,
        fc.array(fc.tuple(name, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 }),
        (into, entries) => {
          const once = content(readForm(into, entries))
          expect(content(tidySection(into, JSON.parse(textOf(once))))).toEqual(once)
        },
      ),
    )
    expect(({} as Record<string, unknown>)['title']).toBeUndefined()
  })

  test('too long a text and too long a list are refused, not cut', () => {
    const long = 'a'.repeat(LONGEST_TEXT + 1)
    expect(tidySection('about', { title: long })).toMatchObject({
      ok: false,
      reason: 'too_long',
      content: { title: long },
    })
    const many = { research: Array.from({ length: 201 }, () => ({})) }
    expect(tidySection('sources', many)).toMatchObject({ ok: false, reason: 'too_many' })
    const much = { research: Array.from({ length: 100 }, () => ({ note: 'a'.repeat(9000) })) }
    expect(tidySection('sources', much)).toMatchObject({ ok: false, reason: 'too_long' })
    expect(
      readForm(
        'about',
        Array.from({ length: 5001 }, () => ['tags', 'x'] as const),
      ),
    ).toMatchObject({ ok: false })
  })

  test('what a database cannot keep is left out', () => {
    const read = content(readForm('about', [['title', 'A\0 half \ud83d letter\r\nand a line']]))
    expect(read['title']).toBe('A half \ufffd letter\nand a line')
  })
})
