/* Words: docs/GLOSSARY.md. */

/** What stands between an educator and a medallion. */
export const ENROLMENT_STATES = ['offered', 'accepted', 'declined', 'left'] as const
export type EnrolmentState = (typeof ENROLMENT_STATES)[number]

/** What an educator may say to it. `later`: the offer stands, and nobody reminds of it. */
export const ANSWERS = ['accept', 'decline', 'later', 'leave'] as const
export type Answer = (typeof ANSWERS)[number]

export const isAnswer = (text: unknown): text is Answer => ANSWERS.some((answer) => answer === text)

const AFTER: Record<EnrolmentState, Partial<Record<Answer, EnrolmentState>>> = {
  offered: { accept: 'accepted', decline: 'declined', later: 'offered' },
  accepted: { accept: 'accepted', leave: 'left' },
  // Who said no, or left, may come back whenever they wish.
  declined: { accept: 'accepted', decline: 'declined' },
  left: { accept: 'accepted', leave: 'left' },
}

/**
 * The state after an answer; null where the answer does not fit: nobody declines what they accepted (they leave it), and
 * nobody leaves what they did not accept.
 */
export const stateAfter = (state: EnrolmentState, answer: Answer): EnrolmentState | null => AFTER[state][answer] ?? null
