import { describe, expect, test } from 'vitest'
import { CHOICE, medallionContent, REQUIRED } from '#test/factories/medallions/taken-up.ts'
import type { Inking } from '../../../catalogue/rules/emblems/emblems.ts'
import { petalsOf } from './petals.ts'
import { progressOf } from './progress.ts'

const STYLE = { figure: 'planning', ink: 1, salt: 1, numeral: 'I', title: 'Planning' } as const
const content = medallionContent('ready-together')

/** Everything that the medallion lists, where these are earned and these begun. */
const progress = (
  earned: readonly string[],
  begun: readonly string[] = [],
  gone: readonly string[] = [],
  waiting: readonly string[] = [],
) =>
  progressOf(content, (slug) => {
    const inking: Inking = earned.includes(slug) ? 'earned' : begun.includes(slug) ? 'progress' : 'untouched'
    const row = { slug, title: slug, inking, withdrawn: null, state: 'published', hours: 1, href: `/${slug}` } as const
    return gone.includes(slug) ? undefined : { ...row, style: STYLE, waiting: waiting.includes(slug) }
  })

describe('the way to a medallion', () => {
  test.each<[string, string[], string]>([
    ['nothing is earned', [], 'Nine are left.'],
    ['all but a choice', [...REQUIRED, CHOICE[0]], `One of these two is left: ${CHOICE[1]} or ${CHOICE[2]}.`],
    [
      'all but the whole choice',
      [...REQUIRED],
      `Two of these three are left: ${CHOICE.slice(0, 2).join(', ')} or ${CHOICE[2]}.`,
    ],
    ['all but one that everybody needs', [...REQUIRED.slice(1), ...CHOICE], `One is left: ${REQUIRED[0]}.`],
    [
      'one of both',
      [...REQUIRED.slice(1), CHOICE[0]],
      `Two are left: ${REQUIRED[0]}; one of these: ${CHOICE[1]} or ${CHOICE[2]}.`,
    ],
    ['all of it', [...REQUIRED, ...CHOICE.slice(1)], ''],
  ])('%s: says what is left', (_, earned, says) => {
    expect(progress(earned).left).toBe(says)
  })

  test('counts no more of a choice than is needed, and shows a petal for each that is', () => {
    const all = progress([...CHOICE, REQUIRED[0]])
    expect([all.earned, all.needed]).toEqual([3, 9])
    expect(all.choices).toMatchObject([{ needed: 2, earned: 3 }])
    expect(progress([]).petals.map(({ id }) => id)).toEqual(petalsOf(content))
    const some = progress([CHOICE[2]], [CHOICE[1]])
    expect(some.petals.map(({ id }) => id).slice(-2)).toEqual([CHOICE[1], CHOICE[2]])
    expect(some.petals).toHaveLength(9)
  })

  test('goes on with what is begun, then along the path, and knows nothing of what the catalogue lost', () => {
    expect(progress([REQUIRED[0]]).next?.slug).toBe(REQUIRED[1])
    expect(progress([REQUIRED[0]], [CHOICE[1]]).next?.slug).toBe(CHOICE[1])
    expect(progress([REQUIRED[0]], [CHOICE[1]], [], [CHOICE[1]]).next?.slug).toBe(REQUIRED[1])
    expect(progress([...REQUIRED, ...CHOICE]).next).toBeNull()
    expect(progress([], [], [REQUIRED[0]])).toMatchObject({ next: { slug: REQUIRED[1] }, needed: 9, earned: 0 })
  })
})
