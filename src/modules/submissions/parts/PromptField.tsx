import type { ReactNode } from 'react'
import type { Criterion, Level } from '../../catalogue/rules/content.ts'
import { fieldId } from '../../../ui/forms/field-id.ts'
import { Paragraphs } from '../../../ui/words/Paragraphs.tsx'
import { countWords, guideInWords, wordsAgainst } from '../rules/words.ts'
import { CriterionHere } from './CriterionHere.tsx'

interface Asked {
  readonly id: string
  readonly text: string
  readonly guidance: string
  readonly required: boolean
  readonly words: { readonly min: number; readonly max: number } | undefined
  readonly body: string
  readonly revision: number
  readonly locked: boolean
  readonly criteria: readonly Criterion[]
  readonly comments: readonly { readonly criterion: string; readonly level: string; readonly comment: string }[]
}

interface Props {
  readonly prompt: Asked
  readonly levels: readonly Level[]
  readonly numbers: Readonly<Record<string, number>>
  /** null: it is read, not written */
  readonly writing: {
    /** What stands in the field now, once somebody typed */
    readonly text: string | undefined
    readonly revision: number | undefined
    readonly error: string | undefined
    readonly attach: (element: HTMLTextAreaElement | null) => void
    readonly onWrite: (text: string) => void
    readonly onLeave: () => void
  } | null
  /** What a coach wrote, beside what an assessor said last time */
  readonly said?: ReactNode
  /** Conflict, evidence and what adds to it */
  readonly children?: ReactNode
}

/** One prompt: what is asked, what good looks like, what an assessor said of it last time, and the place for words. */
export function PromptField({ prompt, levels, numbers, writing, said, children }: Props) {
  const { id, text, guidance, required, locked, comments } = prompt
  const state = locked ? 'Met, locked' : required ? 'Asked for' : 'If you like'
  return (
    <section className="prompt stackgap ruled" id={`prompt-${id}`} aria-labelledby={`asks-${id}`}>
      <div>
        <p className="kicker">
          {id} · {state}
        </p>
        <h3 id={`asks-${id}`}>{text}</h3>
      </div>
      {comments.map(({ criterion, level, comment }) => (
        <div className="note" key={criterion}>
          <p>
            <b>
              Your assessor on “{criterion}”: {level}
            </b>
          </p>
          <Paragraphs text={comment} />
        </div>
      ))}
      {said}
      {writing === null ? null : <p className="soft">{guidance}</p>}
      {writing === null ? null : <CriterionHere criteria={prompt.criteria} levels={levels} numbers={numbers} />}
      {writing === null ? <Written body={prompt.body} /> : <Writing prompt={prompt} writing={writing} />}
      {children}
    </section>
  )
}

function Written({ body }: { readonly body: string }) {
  if (body.trim() === '') return <p className="soft">No words here.</p>
  return (
    <div className="written">
      <Paragraphs text={body} />
    </div>
  )
}

function Writing({ prompt, writing }: { readonly prompt: Asked; readonly writing: NonNullable<Props['writing']> }) {
  const { id, words: guide, body, revision } = prompt
  const name = `response:${id}`
  const field = fieldId(name)
  const { attach, onWrite, onLeave } = writing
  const { missing, over } = wordsAgainst(guide, countWords(writing.text ?? body))
  const count = countWords(writing.text ?? body)
  const hint = [
    `${count} ${count === 1 ? 'word' : 'words'}.`,
    guideInWords(guide),
    count > 0 && missing > 0 ? `${missing} to go.` : null,
  ]
    .filter((part) => part !== null)
    .join(' ')
  const wrong =
    writing.error ?? (over > 0 ? `${count} words: ${over} more than fit. ${guideInWords(guide) ?? ''}` : undefined)
  return (
    <div className="field" data-wrong={wrong === undefined ? undefined : ''}>
      <label htmlFor={field}>
        Your answer<span className="unseen"> to {id}</span>
      </label>
      <input type="hidden" name={`revision:${id}`} value={writing.revision ?? revision} />
      <textarea
        id={field}
        name={name}
        rows={8}
        defaultValue={body}
        autoComplete="off"
        aria-describedby={`${field}-hint`}
        aria-invalid={wrong === undefined ? undefined : true}
        ref={attach}
        onInput={({ currentTarget }) => onWrite(currentTarget.value)}
        onBlur={onLeave}
      />
      <span className={wrong === undefined ? 'hint' : 'wrong-text'} id={`${field}-hint`}>
        {wrong ?? hint}
      </span>
    </div>
  )
}
