import type { Inking } from '../../catalogue/rules/emblems.ts'

/** What a pursuit's newest attempt is, as far as "what is next" goes. */
export type Standing = {
  pursuitId: string
  slug: string
  title: string
  pursuitState: 'active' | 'earned' | 'withdrawn'
  submissionState: 'draft' | 'submitted' | 'in_assessment' | 'earned' | 'not_yet' | 'withdrawn'
  attempt: number
  unmet: number
}

/** How every micro-credential is inked: struck when awarded and not taken back, half inked while a pursuit is active. */
export function inkings(awarded: readonly string[], standings: readonly Standing[]): Map<string, Inking> {
  const inked = new Map<string, Inking>()
  for (const { slug, pursuitState } of standings) if (pursuitState === 'active') inked.set(slug, 'progress')
  for (const slug of awarded) inked.set(slug, 'earned')
  return inked
}

export type NextStep =
  | { kind: 'read feedback' | 'go on'; pursuitId: string; title: string; unmet: number; attempt: number }
  | { kind: 'begin planned'; slug: string; title: string }
  | { kind: 'wait'; title: string }
  | { kind: 'choose' }

/**
 * The one next step: feedback first, since somebody waits for the answer; then the draft begun last (the standings come
 * newest first); then what the plan names; then patience; then the catalogue.
 */
export function nextStep(
  standings: readonly Standing[],
  planned: readonly { slug: string; title: string }[],
): NextStep {
  const active = standings.filter(({ pursuitState }) => pursuitState === 'active')
  const answered = active.find(({ submissionState }) => submissionState === 'not_yet')
  if (answered !== undefined) return { kind: 'read feedback', ...pick(answered) }
  const draft = active.find(({ submissionState }) => submissionState === 'draft')
  if (draft !== undefined) return { kind: 'go on', ...pick(draft) }
  const begun = new Set(standings.filter(({ pursuitState }) => pursuitState !== 'withdrawn').map(({ slug }) => slug))
  const next = planned.find(({ slug }) => !begun.has(slug))
  if (next !== undefined) return { kind: 'begin planned', ...next }
  const waiting = active.find(
    ({ submissionState }) => submissionState === 'submitted' || submissionState === 'in_assessment',
  )
  return waiting === undefined ? { kind: 'choose' } : { kind: 'wait', title: waiting.title }
}

const pick = ({ pursuitId, title, unmet, attempt }: Standing) => ({ pursuitId, title, unmet, attempt })
