/** What a check of a credential finds, step by step, and what follows from it. Words: docs/GLOSSARY.md. */

/** What is asked of every credential, in the order of the specification. */
export const STEPS = ['schema', 'signature', 'issuer', 'dates', 'status'] as const
/** And of those that carry more: resources that belong to them, endorsements by others, a presentation around them. */
export const ALL_STEPS = [...STEPS, 'resources', 'endorsements', 'presentation'] as const
export type StepName = (typeof ALL_STEPS)[number]
export type StepResult = 'passed' | 'failed' | 'not checked'

/** Why a credential that is genuine is not in force. */
export type Cause = 'revoked' | 'suspended' | 'expired' | 'not yet valid'

/** `reason` is a sentence in plain English for the person who asks. */
export type Step = { step: StepName; result: StepResult; reason: string; cause?: Cause }

export const VERDICTS = [
  'valid',
  'revoked',
  'suspended',
  'expired',
  'not yet valid',
  'not valid',
  'cannot tell',
] as const
export type Verdict = (typeof VERDICTS)[number]

/** What each step asks, as the page says it when it holds. */
export const STEP_TITLES: Record<StepName, string> = {
  schema: 'It is a credential.',
  signature: 'It has not been changed.',
  issuer: 'The issuer signed it.',
  dates: 'Its dates are right.',
  status: 'It has not been withdrawn.',
  resources: 'What belongs to it is unchanged.',
  endorsements: 'Those who endorse it signed so.',
  presentation: 'Who shows it signed so.',
}

/** The same questions, for a step that does not hold or could not be checked. */
export const STEP_QUESTIONS: Record<StepName, string> = {
  schema: 'Is it a credential?',
  signature: 'Has it been changed?',
  issuer: 'Did the issuer sign it?',
  dates: 'Is today within its dates?',
  status: 'Has it been withdrawn?',
  resources: 'Is what belongs to it unchanged?',
  endorsements: 'Did those who endorse it sign so?',
  presentation: 'Did who shows it sign so?',
}

export const VERDICT_WORDS: Record<Verdict, string> = {
  valid: 'Yes. It is real, and valid now.',
  revoked: 'It is real, but its issuer has withdrawn it.',
  suspended: 'It is real, but its issuer has suspended it.',
  expired: 'It is real, but it has expired.',
  'not yet valid': 'It is real, but it is not in force yet.',
  'not valid': 'No. It does not hold.',
  'cannot tell': 'We cannot tell. Something could not be checked from here.',
}

/**
 * A broken step decides before everything: a forgery has no status. Then what the issuer says, then what is unknown,
 * then the dates. Only when every step held is the answer `valid`.
 */
export function verdictOf(steps: readonly Step[]): Verdict {
  const has = (cause: Cause) => steps.some((step) => step.cause === cause)
  const unknown = (names: readonly StepName[]) =>
    steps.some(({ step, result }) => result === 'not checked' && names.includes(step))
  if (steps.length === 0 || steps.some(({ result, cause }) => result === 'failed' && cause === undefined))
    return 'not valid'
  if (unknown(['schema', 'signature', 'issuer'])) return 'cannot tell'
  if (has('revoked')) return 'revoked'
  if (has('suspended')) return 'suspended'
  if (has('expired')) return 'expired'
  if (has('not yet valid')) return 'not yet valid'
  if (unknown(ALL_STEPS)) return 'cannot tell'
  return STEPS.every((name) => steps.some(({ step, result }) => step === name && result === 'passed'))
    ? 'valid'
    : 'not valid'
}

/** Of several credentials the worst answer counts: what is known to be wrong before what is unknown. */
const WORST: readonly Verdict[] = [
  'not valid',
  'revoked',
  'suspended',
  'expired',
  'not yet valid',
  'cannot tell',
  'valid',
]

/** The verdict on many together; `not valid` when there are none. */
export const worstOf = (verdicts: readonly Verdict[]): Verdict =>
  WORST.find((verdict) => verdicts.includes(verdict)) ?? 'not valid'

/** A verdict on something whose first step already decided: the others are told as not checked. */
export function stopAt(step: (typeof STEPS)[number], result: 'failed' | 'not checked', reason: string): Step[] {
  const rest = STEPS.slice(STEPS.indexOf(step) + 1)
  return [
    { step, result, reason },
    ...rest.map((name): Step => ({
      step: name,
      result: 'not checked',
      reason: 'Not checked, because an earlier step did not hold.',
    })),
  ]
}

/** Whether now lies within the dates of a credential. Clocks may differ by five minutes. */
export function datesStep(
  validFrom: string | null,
  validUntil: string | null,
  now: Date,
  say: (date: Date) => string,
): Step {
  const skew = 5 * 60_000
  const from = new Date(validFrom ?? 0)
  const until = validUntil === null ? null : new Date(validUntil)
  if (Number.isNaN(from.getTime()) || Number.isNaN(until?.getTime() ?? 0))
    return { step: 'dates', result: 'failed', reason: 'Its dates cannot be read.' }
  if (validFrom !== null && until !== null && until < from)
    return { step: 'dates', result: 'failed', reason: 'It ends before it begins.' }
  if (from.getTime() > now.getTime() + skew)
    return { step: 'dates', result: 'failed', cause: 'not yet valid', reason: `It is in force from ${say(from)} on.` }
  if (until !== null && until.getTime() < now.getTime() - skew)
    return { step: 'dates', result: 'failed', cause: 'expired', reason: `It was in force until ${say(until)}.` }
  if (validFrom === null)
    return {
      step: 'dates',
      result: 'passed',
      reason: until === null ? 'It names no day, so it is in force always.' : `In force until ${say(until)}.`,
    }
  return {
    step: 'dates',
    result: 'passed',
    reason:
      until === null ? `Issued ${say(from)}. It does not expire.` : `In force from ${say(from)} until ${say(until)}.`,
  }
}
