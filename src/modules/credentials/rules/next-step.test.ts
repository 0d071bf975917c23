import { describe, expect, it } from 'vitest'
import { nextStep, type Standing } from './next-step.ts'

const standing = (slug: string, submissionState: Standing['submissionState']): Standing => ({
  pursuitId: `pursuit of ${slug}`,
  slug,
  title: slug.toUpperCase(),
  pursuitState: submissionState === 'earned' || submissionState === 'withdrawn' ? submissionState : 'active',
  submissionState,
  attempt: 1,
})

const planned = [
  { slug: 'b', title: 'B' },
  { slug: 'd', title: 'D' },
]

describe('the next step', () => {
  it.each([
    ['a draft before feedback', [standing('a', 'not_yet'), standing('c', 'draft')], 'go on'],
    ['feedback before what is planned', [standing('a', 'not_yet'), standing('c', 'submitted')], 'read feedback'],
    ['what is planned while others wait', [standing('a', 'submitted')], 'begin planned'],
    ['what is planned at the very beginning', [], 'begin planned'],
  ] as const)('is %s', (_, standings, kind) => expect(nextStep(standings, planned, 0).kind).toBe(kind))

  it('skips what is begun in the plan, and offers again what was withdrawn', () => {
    expect(nextStep([standing('b', 'submitted')], planned, 0)).toMatchObject({ slug: 'd' })
    expect(nextStep([standing('b', 'withdrawn')], planned, 0)).toMatchObject({ slug: 'b' })
  })

  it('is what a medallion asks for next, after what is planned', () => {
    const towards = [...planned, { slug: 'e', title: 'E', towards: 'Ready Together' }]
    expect(nextStep([standing('b', 'earned'), standing('d', 'submitted')], towards, 1)).toEqual({
      kind: 'begin planned',
      slug: 'e',
      title: 'E',
      towards: 'Ready Together',
    })
    expect(nextStep([], towards, 0)).toMatchObject({ slug: 'b', towards: null })
  })

  it('is a choice when nothing is begun or planned, and patience when all is with the assessors', () => {
    expect(nextStep([standing('a', 'in_assessment')], [], 0)).toEqual({ kind: 'wait', count: 1 })
    expect(nextStep([standing('a', 'earned')], [], 1)).toEqual({ kind: 'begin', first: false })
    expect(nextStep([], [], 0)).toEqual({ kind: 'begin', first: true })
  })
})
