import { array, assert, constantFrom, date, integer, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expiryFrom, hasExpired, isGivenUp, isOpen, JUDGEMENT_STATES, mayMove, type JudgementState } from './states.ts'

const HOUR = 3_600_000
const state = constantFrom(...JUDGEMENT_STATES)

describe('the states of a judgement', () => {
  test('end once, and never come back', () => {
    assert(
      property(array(state, { maxLength: 20 }), (wishes) => {
        let here: JudgementState = 'claimed'
        for (const wish of wishes) {
          const ended = !isOpen(here)
          if (mayMove(here, wish)) {
            expect(ended).toBe(false)
            here = wish
          }
        }
      }),
    )
  })

  test('without a decision keep their text', () => {
    expect(JUDGEMENT_STATES.filter(isGivenUp)).toEqual(['released', 'expired'])
  })
})

describe('a claim', () => {
  const activeAt = new Date('2026-11-24T16:20:00Z')

  test('holds for 72 hours after the last activity, to the moment', () => {
    const end = expiryFrom(activeAt)
    expect(end.toISOString()).toBe('2026-11-27T16:20:00.000Z')
    expect(hasExpired('claimed', end, end)).toBe(false)
    expect(hasExpired('in_progress', end, new Date(end.getTime() + 1))).toBe(true)
  })

  test('never expires while its assessor comes back in time, and never after it has ended', () => {
    assert(
      property(
        date({ noInvalidDate: true, min: activeAt, max: new Date('2100-01-01') }),
        integer({ min: 0, max: 72 }),
        (from, hours) => {
          expect(hasExpired('in_progress', expiryFrom(from), new Date(from.getTime() + hours * HOUR))).toBe(false)
          expect(hasExpired('completed', expiryFrom(from), new Date(from.getTime() + 1000 * HOUR))).toBe(false)
        },
      ),
    )
  })
})
