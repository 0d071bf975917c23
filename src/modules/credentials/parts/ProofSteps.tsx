import { STEP_QUESTIONS, STEP_TITLES, type StepName, type StepResult } from '../rules/verdict.ts'

interface Props {
  readonly steps: readonly { readonly step: StepName; readonly result: StepResult; readonly reason: string }[]
}

const MARKS = { passed: 'held', failed: 'broken', 'not checked': 'unsure' } satisfies Record<StepResult, string>
const SAYS = { passed: 'Holds: ', failed: 'Does not hold: ', 'not checked': 'Not checked: ' } satisfies Record<
  StepResult,
  string
>

/** What a check of a credential found, step by step; the mark is spoken too. */
export function ProofSteps({ steps }: Props) {
  return (
    <ol className="proof">
      {steps.map(({ step, result, reason }) => (
        <li key={step}>
          <span className={MARKS[result]} aria-hidden="true" />
          <span>
            <span className="unseen">{SAYS[result]}</span>
            <b>{result === 'passed' ? STEP_TITLES[step] : STEP_QUESTIONS[step]}</b>
            <br />
            {reason}
          </span>
        </li>
      ))}
    </ol>
  )
}
