import type { SubmissionState } from '../states.ts'

/* Words: docs/GLOSSARY.md. */

export type CoachingState = 'asked' | 'answered' | 'withdrawn'

/** A request as far as it decides what its coach may do. */
export type Asked = { orgId: string; coachId: string; state: CoachingState; submissionState: SubmissionState }

/** While a coach may read and write: asked, not yet answered, and the draft is not handed in or put away. */
export const isOpen = ({ state, submissionState }: Pick<Asked, 'state' | 'submissionState'>): boolean =>
  state === 'asked' && submissionState === 'draft'

/** How it stands, in one word for a list. `over`: it was handed in or put away before there was an answer. */
export type Standing = 'open' | 'answered' | 'withdrawn' | 'over'

export const standingOf = (request: Pick<Asked, 'state' | 'submissionState'>): Standing =>
  request.state === 'asked' ? (isOpen(request) ? 'open' : 'over') : request.state

export const LONGEST_QUESTION = 2000
export const LONGEST_COMMENT = 5000

/** What a comment is about: a prompt, a criterion, or the whole (null). */
export type About = { kind: 'prompt' | 'criterion'; id: string } | null

export const aboutKey = (about: About): string => (about === null ? '' : `${about.kind}:${about.id}`)

/** How many *not yets* it takes until a coach is offered. */
export const NOT_YETS_TO_OFFER = 3
