import type { ReactNode } from 'react'
import { PageHead } from '../../../ui/Page.tsx'
import { StatusLine } from '../../../ui/StatusLine.tsx'
import type { ReadPart } from '../rules/reading.ts'
import { attemptInWords } from '../rules/turnaround.ts'
import { PART_NAMES, sizeInWords } from './Reading.tsx'

interface HeadProps {
  readonly title: string
  /** The blind name of the submission */
  readonly code: string
  readonly attempt: number
  readonly saved?: ReactNode
  readonly trouble?: ReactNode
  readonly facts: readonly ReactNode[]
  readonly action?: ReactNode
  readonly children?: ReactNode
}

/** The head of the assessing page: what is read, and until when. */
export function JudgementHead({ title, code, attempt, saved, trouble, facts, action, children }: HeadProps) {
  return (
    <PageHead title={title} kicker={`Submission ${code} · ${attemptInWords(attempt)} · read without names`} work>
      <StatusLine saved={saved} trouble={trouble} facts={facts} action={action} />
      {children}
    </PageHead>
  )
}

interface OverviewProps {
  readonly parts: readonly ReadPart[]
  readonly competency: string
  readonly scored: number
  readonly outOf: number
}

/** Above what was handed in: its parts, the way to the scores on a phone, and the competency. */
export function SubmissionOverview({ parts, competency, scored, outOf }: OverviewProps) {
  return (
    <>
      <nav aria-label="Parts of the submission" className="choices">
        {parts.map((part) => (
          <a key={part.kind} href={`#part-${part.kind}`}>
            {PART_NAMES[part.kind]}, {sizeInWords(part)}
          </a>
        ))}
      </nav>
      <p className="only-narrow">
        <a href="#judgement">
          Go to the scores, {scored} of {outOf}
        </a>
      </p>
      <p>
        <span className="soft">The competency: </span>
        {competency}
      </p>
    </>
  )
}

/** The keys that score, in a line above the criteria. */
export function KeysLine({ levels, onAll }: { readonly levels: number; readonly onAll?: () => void }) {
  return (
    <p className="keys">
      <span>
        <kbd>1</kbd>–<kbd>{levels}</kbd> score
      </span>
      <span>
        <kbd>J</kbd> <kbd>K</kbd> next, previous
      </span>
      <span>
        <kbd>C</kbd> comment
      </span>
      <button type="button" className="textbutton" onClick={onAll}>
        <kbd>?</kbd> all keys
      </button>
    </p>
  )
}
