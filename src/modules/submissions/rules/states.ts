/* Words: docs/GLOSSARY.md. */

export const SUBMISSION_STATES = ['draft', 'submitted', 'in_assessment', 'earned', 'not_yet', 'withdrawn'] as const
export type SubmissionState = (typeof SUBMISSION_STATES)[number]
export type PursuitState = 'active' | 'earned' | 'withdrawn'
export type Outcome = 'earned' | 'not_yet'

/** Where a submission may go from each state. Back from assessment means that the claim was released or ran out. */
const MOVES: Record<SubmissionState, readonly SubmissionState[]> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['in_assessment', 'withdrawn'],
  in_assessment: ['submitted', 'earned', 'not_yet'],
  earned: [],
  not_yet: [],
  withdrawn: [],
}

export const mayMove = (from: SubmissionState, to: SubmissionState): boolean => MOVES[from].includes(to)

/** Only a decision makes these moves, never a claim or the educator. */
export const isDecision = (to: SubmissionState): to is Outcome => to === 'earned' || to === 'not_yet'

/** Whether the educator may still take the submission back. Once an assessor reads it, the decision is awaited. */
export const mayWithdraw = (state: SubmissionState): boolean => mayMove(state, 'withdrawn')
