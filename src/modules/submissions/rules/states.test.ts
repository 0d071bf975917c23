import { assert, array, constantFrom, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDecision, mayMove, mayWithdraw, SUBMISSION_STATES, type SubmissionState } from './states.ts'

const state = constantFrom(...SUBMISSION_STATES)

/** Follows wishes from a draft, ignoring those that are not legal; says through which states it came. */
function walk(wishes: readonly SubmissionState[]): SubmissionState[] {
  const seen: SubmissionState[] = ['draft']
  for (const wish of wishes) if (mayMove(seen.at(-1) ?? 'draft', wish)) seen.push(wish)
  return seen
}

describe('the states of a submission', () => {
  test('nothing is earned without having been submitted and assessed', () => {
    assert(
      property(array(state, { maxLength: 30 }), (wishes) => {
        const seen = walk(wishes)
        const end = seen.findIndex(isDecision)
        if (end === -1) return
        expect(seen[end - 1]).toBe('in_assessment')
        expect(seen.slice(0, end)).toContain('submitted')
      }),
    )
  })

  test('a decision and a withdrawal are final', () => {
    assert(
      property(constantFrom<SubmissionState>('earned', 'not_yet', 'withdrawn'), state, (end, next) => {
        expect(mayMove(end, next)).toBe(false)
      }),
    )
  })

  test('a claim that ends without a decision puts the work back into the queue', () => {
    expect(mayMove('in_assessment', 'submitted')).toBe(true)
    expect(mayMove('submitted', 'draft')).toBe(false)
  })

  test('work is taken back until somebody assesses it', () => {
    expect(SUBMISSION_STATES.filter(mayWithdraw)).toEqual(['draft', 'submitted'])
  })
})
