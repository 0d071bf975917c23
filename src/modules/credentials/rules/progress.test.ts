import { describe, expect, it } from 'vitest'
import { inkings, nextStep, type Standing } from './progress.ts'

const standing = (
  slug: string,
  submissionState: Standing['submissionState'],
  more: Partial<Standing> = {},
): Standing => ({
  pursuitId: `pursuit of ${slug}`,
  slug,
  title: slug.toUpperCase(),
  pursuitState: submissionState === 'earned' ? 'earned' : submissionState === 'withdrawn' ? 'withdrawn' : 'active',
  submissionState,
  attempt: 1,
  unmet: submissionState === 'not_yet' ? 1 : 0,
  ...more,
})

describe('how the medal is inked', () => {
  it('strikes what is awarded, half inks what is under way, and leaves the rest', () => {
    const inked = inkings(['a'], [standing('a', 'earned'), standing('b', 'draft'), standing('c', 'withdrawn')])
    expect([...inked]).toEqual([
      ['b', 'progress'],
      ['a', 'earned'],
    ])
  })

  it('does not strike what was earned and revoked', () => {
    expect(inkings([], [standing('a', 'earned')]).get('a')).toBeUndefined()
  })
})

describe('the next step', () => {
  const planned = [
    { slug: 'b', title: 'B' },
    { slug: 'd', title: 'D' },
  ]
  it.each([
    ['feedback before a draft', [standing('a', 'draft'), standing('b', 'not_yet')], 'read feedback'],
    ['a draft before what is planned', [standing('a', 'draft'), standing('c', 'submitted')], 'go on'],
    ['what is planned and not begun', [standing('b', 'submitted')], 'begin planned'],
    ['nothing begun', [], 'begin planned'],
  ] as const)('%s', (_, standings, kind) => expect(nextStep(standings, planned).kind).toBe(kind))

  it('skips what is begun in the plan, and offers again what was withdrawn', () => {
    expect(nextStep([standing('b', 'submitted')], planned)).toMatchObject({ slug: 'd' })
    expect(nextStep([standing('b', 'withdrawn')], planned)).toMatchObject({ slug: 'b' })
  })

  it('is patience while everything is with the assessors, and a choice when there is nothing', () => {
    expect(nextStep([standing('a', 'in_assessment')], [])).toEqual({ kind: 'wait', title: 'A' })
    expect(nextStep([standing('a', 'earned')], [])).toEqual({ kind: 'choose' })
  })
})
