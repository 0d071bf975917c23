import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { BadgeContent, MicroCredentialContent, StackContent } from '#src/modules/catalogue/rules/content.ts'
import { backingOf, nextVersion, obstaclesOf, steps, type Around } from './publishing.ts'

const read = <T>(path: string): T => parse(readFileSync(`content/pbl/${path}.yaml`, 'utf8')) as T
const STACK = read<StackContent>('stacks/assessment')
const BADGE = read<BadgeContent>('badge')
const MAP = read<MicroCredentialContent>('micro-credentials/rubric-design')

const compare = (a: string, b: string): number => {
  const [left = [], right = []] = [a, b].map((name) => name.split('.').map(Number))
  return left.map((number, place) => number - (right[place] ?? 0)).find((difference) => difference !== 0) ?? 0
}

describe('the next version', () => {
  const name = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)).map((numbers) => numbers.join('.'))

  it('is above every one there is, and one step only', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), fc.constantFrom(...steps), (names, step) => {
        const next = nextVersion(names, step)
        expect(names.every((each) => compare(next, each) > 0)).toBe(true)
        expect(nextVersion([...names, next], step)).not.toBe(next)
      }),
    )
  })

  it('begins with 1.0.0, and says what kind of change it is', () => {
    expect(nextVersion([], 'minor')).toBe('1.0.0')
    expect(steps.map((step) => nextVersion(['1.2.3', '1.10.0', '1.9.9'], step))).toEqual(['1.10.1', '1.11.0', '2.0.0'])
  })
})

describe('what does not fit', () => {
  const member = (id: string, stack = 'assessment') => ({ id, stack, prerequisites: [] })
  const around = (changes: Partial<Around> = {}): Around => ({
    frame: {
      badges: [],
      stacks: [STACK],
      microCredentials: [...STACK.micro_credentials.map((id) => member(id)), member('rubric-reading', 'profession')],
    },
    published: new Set(STACK.micro_credentials),
    retired: new Set(),
    ...changes,
  })
  const stack = (changes: Partial<StackContent>) =>
    obstaclesOf({ kind: 'stack', content: { ...STACK, ...changes } }, around())

  it('nothing, in a stack as it is or in another order, and in a badge of it', () => {
    expect(stack({})).toEqual([])
    expect(stack({ micro_credentials: STACK.micro_credentials.toReversed() })).toEqual([])
    const badge = { ...BADGE, stacks: ['assessment'] }
    expect(obstaclesOf({ kind: 'badge', content: badge }, around({ published: new Set(['assessment']) }))).toEqual([])
  })

  it('a stack that takes from another, or lets go of what can be begun', () => {
    expect(stack({ micro_credentials: [...STACK.micro_credentials, 'rubric-reading'] })[0]).toContain('profession')
    expect(stack({ micro_credentials: STACK.micro_credentials.slice(1) })[0]).toContain('does not list')
  })

  it('a stack may let go of what is retired, and must not list it', () => {
    const [first = '', ...rest] = STACK.micro_credentials
    const retired = around({ retired: new Set([first]), published: new Set(rest) })
    const frame = {
      ...retired.frame,
      microCredentials: retired.frame.microCredentials.map((each) => ({ ...each, retired: each.id === first })),
    }
    const without = { ...STACK, micro_credentials: rest }
    expect(obstaclesOf({ kind: 'stack', content: without }, { ...retired, frame })).toEqual([])
    expect(obstaclesOf({ kind: 'stack', content: STACK }, { ...retired, frame })).toEqual([
      expect.stringContaining('is retired'),
    ])
  })

  it('a new stack with fewer than two that are published, and a badge with none', () => {
    const one = around({ published: new Set(STACK.micro_credentials.slice(0, 1)) })
    expect(obstaclesOf({ kind: 'stack', content: STACK }, one)).toEqual([expect.stringContaining('At least 2')])
    const badge = { ...BADGE, stacks: ['assessment'] }
    expect(obstaclesOf({ kind: 'badge', content: badge }, one)).toEqual([expect.stringContaining('At least one')])
  })

  it('a micro-credential that moves to another stack; one that its stack does not list yet may come first', () => {
    const fresh = { ...MAP, id: 'fresh', prerequisites: [], helpful_before: [] }
    expect(obstaclesOf({ kind: 'micro-credential', content: fresh }, around())).toEqual([])
    const moved = { ...MAP, id: 'rubric-reading', prerequisites: [], helpful_before: [] }
    expect(obstaclesOf({ kind: 'micro-credential', content: moved }, around())).toEqual([
      expect.stringContaining('not moved between stacks'),
    ])
    expect(obstaclesOf({ kind: 'micro-credential', content: { ...fresh, stack: 'nowhere' } }, around())).toEqual([
      expect.stringContaining('There is no stack "nowhere"'),
    ])
  })
})

describe('who stands behind a publication', () => {
  const given = { reviews: [], fingerprint: 'text', mainAuthorId: 'ann', because: '' }

  it('is a second author, or the only author with a reason', () => {
    expect(backingOf({ ...given, authors: 2, because: 'Nobody had time.' })).toEqual({ ok: false, reason: 'not_ready' })
    expect(backingOf({ ...given, authors: 1 })).toEqual({ ok: false, reason: 'reason_missing' })
    expect(backingOf({ ...given, authors: 1, because: 'I am alone.' })).toEqual({
      ok: true,
      reviewedBy: null,
      unreviewedBecause: 'I am alone.',
    })
  })
})
