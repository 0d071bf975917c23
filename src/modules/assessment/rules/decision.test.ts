import { readFileSync } from 'node:fs'
import { array, assert, constantFrom, integer, property, record, string, subarray } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { microCredentialShape } from '../../catalogue/rules/content.ts'
import { scaleOf } from './scale.ts'
import { needsComment, outcomeInWords, saysEnough, SHORTEST_COMMENT, decisionOn, type Score } from './decision.ts'

const content = microCredentialShape.parse(
  parse(readFileSync('content/pbl/micro-credentials/aligning-to-standards.yaml', 'utf8')),
)
const scale = scaleOf(content)
const LEVELS = content.rubric.levels.map(({ id }) => id)
const REQUIRED = content.rubric.levels.findIndex(({ required }) => required)
const CRITERIA = content.rubric.criteria.map(({ id }) => id)
const SENTENCE = 'The first draft shows it; next, quote one line.'

const level = (place: number): string => LEVELS[place] ?? ''
const scoredAt = (places: readonly number[], comment = SENTENCE): Score[] =>
  CRITERIA.map((criterionId, i) => ({ criterionId, levelId: level(places[i] ?? 0), comment }))

const places = array(integer({ min: 0, max: LEVELS.length - 1 }), {
  minLength: CRITERIA.length,
  maxLength: CRITERIA.length,
})
const open = subarray(CRITERIA, { minLength: 1 })
const anyScores = array(
  record({
    criterionId: constantFrom(...CRITERIA, 'unheard-of'),
    levelId: constantFrom(null, 'unheard-of', ...LEVELS),
    comment: constantFrom('', SENTENCE),
  }),
)

describe('a decision', () => {
  test('is earned at the required level everywhere, and nothing more is needed', () => {
    const decision = decisionOn(
      scale,
      CRITERIA,
      scoredAt(
        CRITERIA.map(() => REQUIRED),
        '',
      ),
    )
    expect(decision).toMatchObject({ complete: true, outcome: 'earned' })
    expect(outcomeInWords(decision)).toBe('Every criterion is met: this will be earned.')
  })

  test('is not yet for one criterion under it, however high the others are', () => {
    const decision = decisionOn(
      scale,
      CRITERIA,
      scoredAt(CRITERIA.map((_, i) => (i === 0 ? REQUIRED - 1 : LEVELS.length - 1))),
    )
    expect(decision).toMatchObject({ complete: true, outcome: 'not_yet' })
    expect(outcomeInWords(decision)).toBe(`Not yet: 1 of ${CRITERIA.length} to work on.`)
  })

  test('names what is missing, in the order of the attempt', () => {
    const [first = '', second = '', third = ''] = CRITERIA
    const decision = decisionOn(
      scale,
      [first, second, third],
      [
        { criterionId: second, levelId: level(0), comment: '  Too short.  ' },
        { criterionId: third, levelId: level(REQUIRED), comment: '' },
      ],
    )
    expect(decision).toEqual({
      complete: false,
      missing: [
        { criterionId: first, what: 'level' },
        { criterionId: second, what: 'comment' },
      ],
    })
    expect(outcomeInWords(decision)).toBeNull()
  })

  test('cannot be given on nothing, nor on a criterion that the rubric does not have', () => {
    expect(decisionOn(scale, [], [])).toEqual({ complete: false, missing: [] })
    expect(
      decisionOn(scale, ['unheard-of'], [{ criterionId: 'unheard-of', levelId: level(REQUIRED), comment: '' }]),
    ).toEqual({
      complete: false,
      missing: [{ criterionId: 'unheard-of', what: 'level' }],
    })
  })

  test('is never earned with an open criterion under its level, whatever was sent', () => {
    assert(
      property(open, anyScores, (openCriteria, scores) => {
        const decision = decisionOn(scale, openCriteria, scores)
        if (!decision.complete) return
        expect(decision.criteria.map(({ criterionId }) => criterionId)).toEqual(openCriteria)
        const low = decision.criteria.filter(({ levelId }) => LEVELS.indexOf(levelId) < REQUIRED)
        expect(decision.outcome).toBe(low.length === 0 ? 'earned' : 'not_yet')
        expect(low.every(({ met, comment }) => !met && saysEnough(comment))).toBe(true)
      }),
    )
  })

  test('only rises: a higher level never turns earned into not yet', () => {
    assert(
      property(open, places, integer({ min: 0, max: CRITERIA.length - 1 }), (openCriteria, at, raised) => {
        const before = decisionOn(scale, openCriteria, scoredAt(at))
        const after = decisionOn(
          scale,
          openCriteria,
          scoredAt(at.map((place, i) => (i === raised ? Math.min(place + 1, LEVELS.length - 1) : place))),
        )
        if (before.complete && before.outcome === 'earned')
          expect(after).toMatchObject({ complete: true, outcome: 'earned' })
      }),
    )
  })

  test('does not look at criteria that the attempt is not scored on', () => {
    assert(
      property(open, places, places, (openCriteria, at, other) => {
        const mixed = at.map((place, i) => (openCriteria.includes(CRITERIA[i] ?? '') ? place : (other[i] ?? 0)))
        expect(decisionOn(scale, openCriteria, scoredAt(mixed))).toEqual(decisionOn(scale, openCriteria, scoredAt(at)))
      }),
    )
  })
})

describe('a comment', () => {
  test('is needed exactly under the required level', () => {
    expect(LEVELS.map((id) => needsComment(scale, id))).toEqual(LEVELS.map((_, i) => i < REQUIRED))
    expect(needsComment(scale, null)).toBe(false)
    expect(needsComment(scale, 'unheard-of')).toBe(false)
  })

  test('of white space says nothing', () => {
    assert(
      property(string(), (text) => {
        expect(saysEnough(`  ${text}\n`)).toBe(text.trim().length >= SHORTEST_COMMENT)
      }),
    )
  })
})
