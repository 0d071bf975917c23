import { readFileSync } from 'node:fs'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { recordNames, promptsOf } from '../../rules/fields/names.ts'
import { inOldOrder } from '../../rules/fields/order.ts'
import { readForm } from '../../rules/fields/reading.ts'
import { emptySection, SECTIONS, splitContent, type Section, type SectionContent } from '../../rules/sections.ts'
import { SectionForm } from './SectionForm.tsx'

const read = (path: string): SectionContent => parse(readFileSync(`content/pbl/${path}.yaml`, 'utf8')) as SectionContent

const text = (html: string): string =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? null : text(found)
}

/** What a browser would send of a form that nobody touched. */
function sentBy(html: string): [string, string][] {
  const controls = html.matchAll(/<input[^>]*>|<textarea([^>]*)>([^<]*)<\/textarea>|<select([^>]*)>(.*?)<\/select>/gs)
  return [...controls].flatMap(([whole, , written, , options]): [string, string][] => {
    const name = attribute(whole, 'name')
    if (name === null) return []
    if (written !== undefined) return [[name, text(written)]]
    if (options !== undefined) {
      const all = [...options.matchAll(/<option[^>]*>/g)].map(([option]) => option)
      const chosen = all.find((option) => option.includes(' selected=""')) ?? all[0] ?? ''
      return [[name, attribute(chosen, 'value') ?? '']]
    }
    const ticked = !/type="(checkbox|radio)"/.test(whole) || whole.includes(' checked=""')
    return ticked ? [[name, attribute(whole, 'value') ?? '']] : []
  })
}

function drawn(section: Section, content: SectionContent, whole: SectionContent): SectionContent {
  const stacks = [{ value: String(content['stack']), label: 'A stack' }]
  const html = renderToString(
    <SectionForm
      section={section}
      content={content}
      typed={content}
      setting={{
        things: { 'micro-credential': [], stack: stacks },
        findings: [],
        names: recordNames(whole),
        components: new Map(),
      }}
      prompts={promptsOf(whole)}
      isNew
      scripted={false}
    />,
  )
  return inOldOrder(readForm(section, sentBy(html)).content, content)
}

test.each(['developing-driving-questions', 'communicating-with-families', 'rubric-design'])(
  'the form of every section of %s says what it was drawn from',
  (slug) => {
    const whole = read(`micro-credentials/${slug}`)
    const sections = splitContent('micro-credential', whole)
    for (const section of SECTIONS) {
      const content = sections[section] ?? {}
      expect(drawn(section, content, whole), section).toEqual(content)
    }
  },
)

test('so do those of a stack, of a badge, and of what is empty', () => {
  const stack = splitContent('stack', read('stacks/assessment')).stack ?? {}
  const badge = splitContent('badge', read('badge')).badge ?? {}
  expect(drawn('stack', stack, {})).toEqual(stack)
  expect(drawn('badge', badge, {})).toEqual(badge)
  for (const section of SECTIONS) {
    const { kind: _kind, ...empty } = emptySection(section)
    expect(drawn(section, emptySection(section), {}), section).toMatchObject(empty)
  }
})
