import type { SubmitEventHandler } from 'react'
import { Button } from '../../../ui/forms/Button.tsx'
import { TextArea } from '../../../ui/forms/Field.tsx'
import { Note } from '../../../ui/Note.tsx'
import { LONGEST_NOTE, type ConcernKind } from '../rules/concern.ts'

const SAYS: Record<ConcernKind, { summary: string; text: string; done: string; button: string }> = {
  file_does_not_open: {
    summary: 'A file does not open',
    text: 'This is written down with the submission. Go on with what you can read; a criterion that cannot be scored without the file is not met yet, and your comment says so.',
    done: 'You wrote down that a file does not open.',
    button: 'Write it down',
  },
  student_recognisable: {
    summary: 'A student can be recognised',
    text: 'This is written down with the submission. Do not copy or pass on what you saw. Score the work by the rubric, and ask in your comment for names and faces to be covered.',
    done: 'You wrote down that a student can be recognised.',
    button: 'Write it down',
  },
  knows_person: {
    summary: 'I know this person',
    text: 'The submission goes back to the queue for somebody else, and nothing by this person is offered to you again. The educator does not learn of it.',
    done: 'You know this person.',
    button: 'Give it to somebody else',
  },
}

interface Props {
  readonly raised: readonly { kind: string; note: string }[]
  readonly onSubmit: SubmitEventHandler<HTMLFormElement>
}

/** What is no matter of the rubric: three small forms that say what each of them does. */
export function Concerns({ raised, onSubmit }: Props) {
  return (
    <section className="stackgap ruled" id="concerns">
      <h3>Something is wrong with the evidence</h3>
      {raised.map(({ kind, note }, i) => (
        <Note key={i} title={SAYS[kind as ConcernKind].done}>
          {note === '' ? null : <p>{note}</p>}
        </Note>
      ))}
      {(Object.keys(SAYS) as ConcernKind[]).map((kind) => {
        const { summary, text, button } = SAYS[kind]
        return (
          <details key={kind}>
            <summary>{summary}</summary>
            <form method="post" className="stackgap" onSubmit={onSubmit}>
              <p>{text}</p>
              {kind === 'knows_person' ? null : (
                <TextArea
                  name="note"
                  id={`note-${kind}`}
                  label="Which file, and what you saw"
                  optional
                  rows={2}
                  maxLength={LONGEST_NOTE}
                />
              )}
              <input type="hidden" name="kind" value={kind} />
              <Button variant="second" name="intent" value="concern">
                {button}
              </Button>
            </form>
          </details>
        )
      })}
    </section>
  )
}
