import { STEP_QUESTIONS, STEP_TITLES, type StepName, type StepResult } from '../rules/verdict.ts'

interface Props {
  readonly steps: readonly { readonly step: StepName; readonly result: StepResult; readonly reason: string }[]
  /** What is worth knowing and decides nothing. */
  readonly notes?: readonly string[]
}

const MARKS = { passed: 'held', failed: 'broken', 'not checked': 'unsure' } satisfies Record<StepResult, string>
const SAYS = { passed: 'Passed', failed: 'Failed', 'not checked': 'Not checked' } satisfies Record<StepResult, string>

/** What a check of a credential found, step by step: a drawn mark, and the same in a word at the end of its line. */
export function ProofSteps({ steps, notes = [] }: Props) {
  return (
    <>
      <ol className="proof">
        {steps.map(({ step, result, reason }) => (
          <li key={step}>
            <span className={MARKS[result]} aria-hidden="true" />
            <span>
              <span className="asked">
                <b>{result === 'passed' ? STEP_TITLES[step] : STEP_QUESTIONS[step]}</b>{' '}
                <span className={result === 'failed' ? 'small wrong-text' : 'small soft'}>{SAYS[result]}</span>
              </span>
              {reason}
            </span>
          </li>
        ))}
      </ol>
      {notes.map((note) => (
        <p key={note} className="small soft">
          {note}
        </p>
      ))}
    </>
  )
}
