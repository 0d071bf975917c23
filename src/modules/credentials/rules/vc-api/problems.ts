/** What is wrong, in the words that the data model of verifiable credentials and status lists have for it. */

import type { Step } from '../verdict.ts'

const MODEL = 'https://www.w3.org/TR/vc-data-model#'

export const MALFORMED = `${MODEL}MALFORMED_VALUE_ERROR`
const SECURITY = `${MODEL}CRYPTOGRAPHIC_SECURITY_ERROR`

const TYPES: Partial<Record<Step['step'], string>> = {
  signature: SECURITY,
  issuer: SECURITY,
  dates: `${MODEL}RANGE_ERROR`,
  status: 'https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR',
}

const withResult = (steps: readonly Step[], wanted: Step['result']): Step[] =>
  steps.filter(({ result }) => result === wanted)

export type ProblemDetails = { type: string; title: string; detail: string }

/** What stands against a credential or a presentation: each step that did not pass, and what else was asked of it. */
export const problemsIn = (steps: readonly Step[], unmet: readonly string[]): ProblemDetails[] => [
  ...unmet.map((detail) => ({ type: SECURITY, title: 'It answers another question', detail })),
  ...[...withResult(steps, 'failed'), ...withResult(steps, 'not checked')].map(({ step, result, reason }) => ({
    type: TYPES[step] ?? MALFORMED,
    title: `${step}: ${result}`,
    detail: reason,
  })),
]
