import { describe, expect, test } from 'vitest'
import { medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { inWords } from '../words.ts'
import { asksInWords, pageOf } from './page.ts'

const named = (slugs: readonly string[]) => slugs.map((slug) => PICKS.findIndex((pick) => pick === slug))

describe('a path', () => {
  const content = medallionOf(PICKS.slice(0, 10), [{ needed: 2, of: 3 }])

  test('shows a choice as one step, where the first of it stands, and says it plainly', () => {
    const [first, ...others] = content.picks
    const last = others.pop()
    if (first === undefined || last === undefined) throw new Error('There are picks.')
    const page = pageOf({ ...content, picks: [first, last, ...others] }, [])
    const steps = page.path.flatMap((term) => term.steps)
    expect(steps.map(({ picks }) => named(picks.map(({ slug }) => slug)))).toEqual([
      [0],
      [9, 7, 8],
      ...[1, 2, 3, 4, 5, 6].map((place) => [place]),
    ])
    expect(steps[1]?.choice).toEqual({ title: '2 of 3', says: 'Two of these three' })
    const alternatives = `${PICKS[7]} or ${PICKS[8]}`
    expect(page.goals[0]?.picks.slice(0, 3).map(({ choice }) => choice)).toEqual([
      null,
      `You choose two of three: this, ${alternatives}.`,
      null,
    ])
  })

  test('parts what follows each other by its term, and what has none stands apart', () => {
    const terms = ['Autumn', 'Autumn', '', 'Spring', 'Spring', 'Autumn']
    const picks = content.picks.map((pick, place) => ({ ...pick, when: terms[place] ?? '' }))
    const page = pageOf({ ...content, picks, groups: [] }, [])
    expect(page.path.map(({ when, steps }) => [when, steps.length])).toEqual([
      ['Autumn', 2],
      ['', 1],
      ['Spring', 2],
      ['Autumn', 1],
      ['', 4],
    ])
  })
})

test('what serves no goal yet, and what the catalogue does not have, is shown all the same', () => {
  const content = medallionOf(PICKS.slice(0, 8))
  const picks = content.picks.map((pick, place) => (place === 3 ? { ...pick, goal: 'gone' } : pick))
  const page = pageOf({ ...content, picks }, [])
  expect(page.withoutGoal).toMatchObject([{ slug: PICKS[3], title: PICKS[3], style: null, state: 'unknown' }])
  expect(page.goals[0]?.picks).toHaveLength(7)
})

test.each([
  [8, [], 'Eight micro-credentials, the same for everyone'],
  [10, [{ needed: 2, of: 3 }], 'Seven that everyone earns, and two more out of a choice'],
  [
    12,
    [
      { needed: 4, of: 6 },
      { needed: 4, of: 6 },
    ],
    'Eight micro-credentials, out of two choices',
  ],
])('%i picks with %j ask for it in words', (picks, choices, said) => {
  expect(asksInWords(medallionOf(PICKS.slice(0, picks), choices))).toBe(said)
})

test('numbers above twelve stand in figures', () => {
  expect([1, 12, 13].map(inWords)).toEqual(['one', 'twelve', '13'])
})
