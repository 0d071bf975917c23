import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { microCredentialShape } from '../../catalogue/rules/content.ts'
import { joinSections, SECTIONS, sectionsOf, splitContent, type DraftKind, type SectionContent } from './sections.ts'

const files = (folder: string): [string, SectionContent][] =>
  readdirSync(`content/pbl/${folder}`).map((name) => [
    name,
    parse(readFileSync(`content/pbl/${folder}/${name}`, 'utf8')) as SectionContent,
  ])

const all: [string, DraftKind, SectionContent][] = [
  ...files('micro-credentials').map(([name, content]) => [name, 'micro-credential', content] as const),
  ...files('stacks').map(([name, content]) => [name, 'stack', content] as const),
  ['badge.yaml', 'badge', parse(readFileSync('content/pbl/badge.yaml', 'utf8')) as SectionContent],
].map(([name, kind, content]) => [name, kind, content] as [string, DraftKind, SectionContent])

describe('sections', () => {
  test.each(all)('%s is the same when it is cut and joined, key by key', (_, kind, content) => {
    const { id, version } = content as { id: string; version: string }
    const joined = joinSections(kind, splitContent(kind, content), { id, version })
    expect(joined).toEqual(content)
    expect(Object.keys(joined)).toEqual(Object.keys(content))
  })

  test('hold every key of a micro-credential but its name and its version, each once', () => {
    const sections = Object.values(splitContent('micro-credential', all[0]?.[2] ?? {}))
    const held = sections.flatMap((section) => ('kind' in section ? [] : Object.keys(section)))
    const optional = ['validity', 'minutes_note', 'helpful_before']
    const keys = Object.keys(microCredentialShape.shape).filter((key) => !['id', 'version', 'parts'].includes(key))
    expect(new Set(held).size).toBe(held.length)
    expect(new Set([...held, ...optional])).toEqual(new Set(keys))
  })

  test('of an outline are its own words, and empty where it says nothing yet', () => {
    const outline = {
      id: 'a',
      status: 'outline',
      title: 'A',
      key_method: { name: 'Ask, look', in_short: 'First this.' },
      hours: { min: 1, max: 2, credited: 1.5 },
    }
    const sections = splitContent('micro-credential', outline)
    expect(Object.keys(sections)).toEqual([...SECTIONS])
    expect(sections.about).toMatchObject({ title: 'A', tags: [] })
    expect(sections.method).toEqual({ key_method: { name: 'Ask, look', in_short: 'First this.', steps: [] } })
    expect(joinSections('micro-credential', sections, { id: 'a', version: '1.0.0' })).not.toHaveProperty('status')
  })

  test('of a stack and a badge are one each', () => {
    expect([sectionsOf('stack'), sectionsOf('badge')]).toEqual([['stack'], ['badge']])
  })
})
