import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { changesBetween, type Change } from './diff.ts'

type Json = { [key: string]: unknown }
const read = (path: string): Json => parse(readFileSync(`content/pbl/${path}.yaml`, 'utf8')) as Json
const MAP = read('micro-credentials/aligning-to-standards')
const STACK = read('stacks/assessment')
const BADGE = read('badge')
const copy = (value: Json): Json => structuredClone(value)

/** Every text, number and truth of a content, by its path. */
function leavesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((each, place) => leavesOf(each, [...path, place]))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...path, key]))
  return [path]
}

function changed(content: Json, path: readonly (string | number)[], to: (value: unknown) => unknown): Json {
  const whole = copy(content)
  let at = whole
  for (const step of path.slice(0, -1)) at = at[step] as Json
  const last = path.at(-1) ?? ''
  at[last] = to(at[last])
  return whole
}

const other = (value: unknown): unknown =>
  typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)} otherwise`

const NO_CONTENT = new Set(['id', 'version'])
const TITLES = { map: MAP, stack: STACK, badge: BADGE } as const
const KINDS = { map: 'micro-credential', stack: 'stack', badge: 'badge' } as const

describe.each(['map', 'stack', 'badge'] as const)('the changes of a %s', (name) => {
  const content = TITLES[name]
  const kind = KINDS[name]
  const leaves = leavesOf(content).filter((path) => !NO_CONTENT.has(String(path[0])))

  it('are none between two that say the same, whatever the number of the version', () => {
    expect(changesBetween(kind, content, { ...copy(content), version: '7.0.0' })).toEqual([])
  })

  it('leave out nothing: whichever place is changed, something is told', () => {
    fc.assert(
      fc.property(fc.constantFrom(...leaves), (path) => {
        const after = changed(content, path, other)
        expect(changesBetween(kind, content, after), path.join('.')).not.toEqual([])
        expect(changesBetween(kind, after, content), path.join('.')).not.toEqual([])
      }),
    )
  })

  it('are the same backwards, with what came and what went exchanged', () => {
    const swap = { added: 'removed', removed: 'added', moved: 'moved', reworded: 'reworded' } as const
    fc.assert(
      fc.property(fc.constantFrom(...leaves), fc.constantFrom(...leaves), (one, two) => {
        const after = changed(changed(content, one, other), two, other)
        const kinds = (changes: Change[]) => changes.map((change) => change.kind).toSorted()
        expect(kinds(changesBetween(kind, after, content))).toEqual(
          kinds(changesBetween(kind, content, after).map((change) => ({ ...change, kind: swap[change.kind] }))),
        )
      }),
    )
  })
})

const list = (content: Json, ...path: (string | number)[]): Json[] =>
  path.reduce<unknown>((at, step) => (at as Json)[step], content) as Json[]
const between = (change: (content: Json) => void): Change[] => {
  const after = copy(MAP)
  change(after)
  return changesBetween('micro-credential', MAP, after)
}
const brief = (changes: Change[]) =>
  changes.map(({ section, kind, place, matters }) => `${section}: ${place} ${kind}${matters ? ', matters' : ''}`)

describe('what is told', () => {
  it('a reworded descriptor, with the words that differ', () => {
    const changes = between((after) => {
      const [criterion] = list(after, 'rubric', 'criteria')
      const levels = criterion?.['levels'] as Json
      levels['demonstrated'] = `${String(levels['demonstrated'])} And dates it.`
    })
    expect(brief(changes)).toHaveLength(1)
    expect(brief(changes)[0]).toMatch(/^rubric: Criterion “.+”, level Demonstrated reworded, matters$/)
    expect(changes[0]?.pieces.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'added', text: ' And dates it.' },
    ])
  })

  it('a prompt that came, one that went and one that moved, by their ids', () => {
    const added = between((after) => {
      list(after, 'parts', 0, 'prompts').push({ id: 'p99', text: 'Add a date.', guidance: 'Any.', responses: ['text'] })
    })
    expect(brief(added)).toEqual(['product: Prompt p99 added, matters'])
    expect(added[0]?.pieces[0]?.text).toContain('Add a date.')
    expect(brief(between((after) => list(after, 'parts', 0, 'prompts').splice(0, 1)))).toEqual([
      'product: Prompt p1 removed, matters',
    ])
    expect(
      brief(between((after) => list(after, 'parts', 0, 'prompts').reverse())).every((each) => each.endsWith(' moved')),
    ).toBe(true)
  })

  it('of things that only moved, as few as can be', () => {
    const moved = between((after) => {
      const criteria = list(after, 'rubric', 'criteria')
      criteria.push(criteria.shift() ?? {})
    })
    expect(moved).toHaveLength(1)
    expect(moved[0]?.kind).toBe('moved')
  })

  it('another required level, and other minutes', () => {
    const levels = between((after) => {
      for (const level of list(after, 'rubric', 'levels')) {
        if (level['id'] === 'developing') level['required'] = true
        else delete level['required']
      }
    })
    expect(brief(levels)).toEqual([
      'rubric: Level “Developing”, required level added, matters',
      'rubric: Level “Demonstrated”, required level removed, matters',
    ])
    const minutes = between((after) => {
      ;(list(after, 'parts', 0, 'minutes') as unknown as Json)['max'] = 50
    })
    expect(minutes[0]?.pieces.map(({ text }) => text)).toEqual(['20 to 45 minutes', '20 to 50 minutes'])
    expect(minutes[0]?.matters).toBe(true)
  })

  it('research, tags and typing apart from what matters to who is under way', () => {
    const small = between((after) => {
      list(after, 'research')[0]!['note'] = 'Another note.'
      ;(after['tags'] as string[]).push('maps')
      const [prompt] = list(after, 'parts', 0, 'prompts')
      prompt!['text'] = String(prompt!['text']).replace('?', ' ?').replace('project', 'Project')
    })
    expect(small).toHaveLength(3)
    expect(small.filter(({ matters }) => matters)).toEqual([])
  })

  it('a step under another name as the same step, reworded', () => {
    const steps = between((after) => {
      list(after, 'key_method', 'steps')[0]!['name'] = 'Take apart'
    })
    expect(brief(steps)).toEqual(['method: Step “Take apart”, name reworded, matters'])
  })
})

it('no draft is too strange to be read', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(MAP)), fc.jsonValue({ maxDepth: 3 })), (strange) => {
      const after = { ...copy(MAP), ...(strange as Json) }
      expect(Array.isArray(changesBetween('micro-credential', MAP, after))).toBe(true)
      expect(changesBetween('micro-credential', after, after)).toEqual([])
    }),
    { numRuns: 60 },
  )
})
