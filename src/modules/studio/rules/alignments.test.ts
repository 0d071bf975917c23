import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignTo, componentKey, readPick, type Component } from './alignments.ts'
import { applyEdit, MOST_ITEMS } from './edits.ts'
import { tidySection } from './fields/reading.ts'

const component: Component = {
  framework: 'Riverbend Teaching Practices',
  edition: '2026',
  code: 'A.1',
  name: 'Plans lessons together',
  statement: null,
  domain: 'Planning with others',
  source: 'imported',
  verified: false,
  note: 'As its file says it.',
  identifier: '00000000-0000-4000-8000-000000000002',
  url: 'https://case.example.org/ims/case/v1p1/CFItems/2',
}
const none = { alignments: [] }

describe('aligning to a component', () => {
  test('carries its words and its CASE item, which saving keeps', () => {
    const aligned = alignTo(none, component)
    if (!aligned.ok) throw new Error(aligned.reason)
    expect(aligned.at).toEqual(['alignments', 0])
    const { framework, edition, code, name, identifier, url } = component
    const alignment = { framework, edition, code, name, why: '', basis: 'inferred', identifier, url }
    expect(aligned.content).toEqual({ alignments: [alignment] })
    expect(tidySection('alignments', aligned.content)).toEqual({ ok: true, content: aligned.content })
  })

  test('leaves out a CASE item of which it has but one half', () => {
    const aligned = alignTo(none, { ...component, url: null })
    expect(JSON.stringify(aligned)).not.toContain('identifier')
    expect(JSON.stringify(tidySection('alignments', aligned.ok ? aligned.content : {}))).not.toContain('url')
  })

  test('is refused twice, though not for the same code of another edition, and ends with a full list', () => {
    const once = alignTo(none, component)
    const content = once.ok ? once.content : none
    expect(alignTo(content, { ...component, name: 'Called otherwise' })).toEqual({ ok: false, reason: 'aligned' })
    expect(alignTo(content, { ...component, edition: '2027' })).toMatchObject({ ok: true, at: ['alignments', 1] })
    const many = { alignments: Array.from({ length: MOST_ITEMS }, (_, place) => ({ ...component, code: `${place}` })) }
    expect(alignTo(many, component)).toEqual({ ok: false, reason: 'full' })
  })

  test('is never done by copying one or by adding an empty one', () => {
    const once = alignTo(none, component)
    const content = once.ok ? once.content : none
    expect(applyEdit(content, { kind: 'copy', path: ['alignments', 0] })).toBe(content)
    expect(applyEdit(content, { kind: 'add', path: ['alignments'] })).toBe(content)
    expect(applyEdit(content, { kind: 'remove', path: ['alignments', 0] })).toEqual(none)
  })
})

test('what a button sends names the component again, and nothing else is a name', () => {
  const text = fc.string({ minLength: 1, maxLength: 20 }).filter((each) => !each.includes('\0'))
  fc.assert(
    fc.property(text, text, text, (framework, edition, code) => {
      expect(readPick(componentKey({ framework, edition, code }))).toEqual({ framework, edition, code })
    }),
  )
  for (const odd of ['', '[', 'null', '["a","b"]', '["a","b",1]', '["a","b",""]', '["a","b","\\u0000"]', 4, undefined])
    expect(readPick(odd)).toBeNull()
  expect(readPick(JSON.stringify(['a', 'b', 'c'.repeat(501)]))).toBeNull()
})
