import { Button } from '../../../../ui/forms/Button.tsx'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { Paragraphs } from '../../../../ui/words/Paragraphs.tsx'

export type SaidView = {
  readonly id: string
  readonly body: string
  readonly by: { readonly name: string }
  readonly at: Date
}

export type CommentView = SaidView & {
  readonly placeName: string
  readonly answers: readonly SaidView[]
  readonly resolved: { readonly by: string; readonly at: Date } | null
}

interface Props {
  readonly comment: CommentView
  readonly timeZone: string
  /** Named where the comment does not stand at its place */
  readonly named?: boolean
  /** What was refused of an answer to it, with the words kept */
  readonly refused?: { readonly message: string; readonly body: string } | null
}

/** A comment with its answers, and the forms to answer it and to say that it is dealt with. */
export function Thread({ comment, timeZone, named = false, refused = null }: Props) {
  const { id, placeName, answers, resolved } = comment
  return (
    <li id={`comment-${id}`}>
      {named && placeName !== '' ? (
        <p className="small">
          <b>{placeName}</b>
        </p>
      ) : null}
      <Said said={comment} timeZone={timeZone} />
      {answers.length === 0 ? null : (
        <ul className="comments">
          {answers.map((answer) => (
            <li key={answer.id}>
              <Said said={answer} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      )}
      {resolved === null ? null : (
        <p className="small soft">
          Dealt with, {resolved.by}, <Day at={resolved.at} as="dayAndTime" timeZone={timeZone} />.
        </p>
      )}
      <details open={refused !== null}>
        <summary className="small">
          Answer<span className="unseen"> {comment.by.name}</span>
        </summary>
        <form method="post" className="stackgap">
          <input type="hidden" name="comment" value={id} />
          <TextArea
            name="body"
            id={`answer-${id}`}
            label="Your answer"
            rows={2}
            defaultValue={refused?.body ?? ''}
            error={refused?.message}
          />
          <Button variant="second" compact name="intent" value="answer">
            Send the answer
          </Button>
        </form>
      </details>
      <form method="post">
        <input type="hidden" name="comment" value={id} />
        <button className="textbutton small" name="intent" value={resolved === null ? 'resolve' : 'reopen'}>
          {resolved === null ? 'Dealt with' : 'Open it again'}
          <span className="unseen">: the comment of {comment.by.name}</span>
        </button>
      </form>
    </li>
  )
}

function Said({ said: { body, by, at }, timeZone }: { readonly said: SaidView; readonly timeZone: string }) {
  return (
    <>
      <p className="small soft">
        {by.name}, <Day at={at} as="dayAndTime" timeZone={timeZone} />
      </p>
      <Paragraphs text={body} />
    </>
  )
}
