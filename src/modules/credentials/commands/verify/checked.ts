import type { Unread } from '../../rules/form/limits.ts'
import { stopAt, verdictOf, type Step, type Verdict } from '../../rules/verdict.ts'

/** `about`: what the credential itself says, once its form is understood; null before. */
export type Checked = {
  verdict: Verdict
  steps: Step[]
  about: { title: string; issuer: string; credentialId: string } | null
  /** What is worth knowing and decides nothing, in sentences for people. */
  notes: string[]
}

/** Of what cannot be read as a credential nothing else is looked at. */
export const stopped = ({ result, reason }: Unread): Checked => {
  const steps = stopAt('schema', result, reason)
  return { verdict: verdictOf(steps), steps, about: null, notes: [] }
}
