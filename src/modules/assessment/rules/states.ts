/* Words: docs/GLOSSARY.md. */

export const JUDGEMENT_STATES = ['claimed', 'in_progress', 'completed', 'released', 'expired'] as const
export type JudgementState = (typeof JUDGEMENT_STATES)[number]
/** How a judgement ends without a decision; its text is kept for the same assessor. */
export type GivenUp = 'released' | 'expired'

const MOVES: Record<JudgementState, readonly JudgementState[]> = {
  claimed: ['in_progress', 'completed', 'released', 'expired'],
  in_progress: ['completed', 'released', 'expired'],
  completed: [],
  released: [],
  expired: [],
}

export const mayMove = (from: JudgementState, to: JudgementState): boolean => MOVES[from].includes(to)

/** Whether the submission is still in the hands of this assessor. */
export const isOpen = (state: JudgementState): boolean => state === 'claimed' || state === 'in_progress'

/** Whether the text of an ended judgement waits for the same assessor. */
export const isGivenUp = (state: JudgementState): state is GivenUp => state === 'released' || state === 'expired'

const CLAIM_HOURS = 72
const HOUR_MS = 3_600_000

/** Until when a claim holds: 72 hours after the last thing its assessor did. */
export const expiryFrom = (activeAt: Date): Date => new Date(activeAt.getTime() + CLAIM_HOURS * HOUR_MS)

/** Whether a claim has run out. At the very moment it is still held. */
export const hasExpired = (state: JudgementState, expiresAt: Date, now: Date): boolean =>
  isOpen(state) && now > expiresAt
