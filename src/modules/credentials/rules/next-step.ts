/** What an educator's medal says to do next, from how their work stands. */

import type { SubmissionState } from '../../submissions/rules/states.ts'

export type Standing = {
  pursuitId: string
  slug: string
  title: string
  pursuitState: 'active' | 'earned' | 'withdrawn'
  submissionState: SubmissionState
  attempt: number
}

export type NextStep =
  | { kind: 'go on'; pursuitId: string; title: string; again: boolean }
  | { kind: 'read feedback'; pursuitId: string; title: string }
  /** `towards`: the medallion that it is next for; null where the plan names it */
  | { kind: 'begin planned'; slug: string; title: string; towards: string | null }
  | { kind: 'wait'; count: number }
  | { kind: 'begin'; first: boolean }

/**
 * Work that was begun comes before feedback, and both before something new: what the plan names first, in its order, then
 * what is next for a medallion. `standings` has the newest first; `planned` holds what can be started.
 */
export function nextStep(
  standings: readonly Standing[],
  planned: readonly { slug: string; title: string; towards?: string }[],
  earned: number,
): NextStep {
  const active = standings.filter(({ pursuitState }) => pursuitState === 'active')
  const draft = active.find(({ submissionState }) => submissionState === 'draft')
  if (draft !== undefined)
    return { kind: 'go on', pursuitId: draft.pursuitId, title: draft.title, again: draft.attempt > 1 }
  const told = active.find(({ submissionState }) => submissionState === 'not_yet')
  if (told !== undefined) return { kind: 'read feedback', pursuitId: told.pursuitId, title: told.title }
  const begun = new Set(standings.filter(({ pursuitState }) => pursuitState !== 'withdrawn').map(({ slug }) => slug))
  const next = planned.find(({ slug }) => !begun.has(slug))
  if (next !== undefined) {
    const { slug, title, towards = null } = next
    return { kind: 'begin planned', slug, title, towards }
  }
  const waiting = active.filter(
    ({ submissionState }) => submissionState === 'submitted' || submissionState === 'in_assessment',
  )
  return waiting.length > 0 ? { kind: 'wait', count: waiting.length } : { kind: 'begin', first: earned === 0 }
}
