import { Button } from '../../../../ui/forms/Button.tsx'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { Paragraphs } from '../../../../ui/words/Paragraphs.tsx'
import { plural } from '../../../../ui/words/words.ts'

interface Comment {
  readonly id: string
  readonly about: string
  /** It was said of a pick that was taken out since */
  readonly gone: boolean
  readonly body: string
  readonly author: string
  readonly writtenAt: Date
  readonly settled: { readonly by: string; readonly at: Date } | null
  readonly maySettle: boolean
}

interface Props {
  /** The slug of a pick, title, mission, or empty: the whole */
  readonly about: string
  /** The same in words */
  readonly what: string
  readonly comments: readonly Comment[]
  readonly timeZone: string
  readonly wrong: { readonly says: string; readonly words: string } | null
}

/** Where on the page a place of the draft is spoken of. */
export const placeId = (about: string): string => `said-${about === '' ? 'of-all' : about}`

/** What was said of one place of a draft, and a form to say something. Of the whole the form stands open. */
export function Thread({ about, what, comments, timeZone, wrong }: Props) {
  const [open, settled] = [comments.filter((one) => one.settled === null), comments.filter((one) => one.settled)]
  const form = <Form about={about} what={what} wrong={wrong} />
  return (
    <div className="thread" id={placeId(about)}>
      <Comments comments={open} timeZone={timeZone} />
      {about === '' ? (
        form
      ) : (
        <details open={wrong !== null}>
          <summary>
            Comment<span className="unseen"> on {what}</span>
          </summary>
          {form}
        </details>
      )}
      {settled.length === 0 ? null : (
        <details>
          <summary>
            {plural(settled.length, 'comment')} settled<span className="unseen">: {what}</span>
          </summary>
          <Comments comments={settled} timeZone={timeZone} />
        </details>
      )}
    </div>
  )
}

const Comments = ({ comments, timeZone }: { comments: readonly Comment[]; timeZone: string }) =>
  comments.length === 0 ? null : (
    <ul className="comments">
      {comments.map(({ id, about, gone, body, author, writtenAt, settled, maySettle }) => (
        <li key={id}>
          <p className="small soft">
            <b>{author}</b>, <Day at={writtenAt} as="dayAndTime" timeZone={timeZone} />
            {gone ? ', of a pick that was taken out since' : ''}
            {settled === null ? null : (
              <>
                {' '}
                · settled by {settled.by} on <Day at={settled.at} as="dayOfYear" timeZone={timeZone} />
              </>
            )}
          </p>
          <Paragraphs text={body} />
          {maySettle ? (
            <form method="post">
              <input type="hidden" name="comment" value={id} />
              <input type="hidden" name="about" value={about} />
              <button className="textbutton small" name="intent" value={settled === null ? 'settle' : 'open'}>
                {settled === null ? 'Mark as settled' : 'Open it again'}
                <span className="unseen">: what {author} wrote</span>
              </button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  )

const Form = ({ about, what, wrong }: Pick<Props, 'about' | 'what' | 'wrong'>) => (
  <form method="post" className="fields">
    <input type="hidden" name="about" value={about} />
    <TextArea
      name="body"
      id={`field-${placeId(about)}`}
      label={`What you think of ${what}`}
      rows={3}
      maxLength={2000}
      defaultValue={wrong?.words ?? ''}
      error={wrong?.says}
    />
    <div className="actions">
      <Button name="intent" value="comment" variant="second" compact>
        Comment<span className="unseen"> on {what}</span>
      </Button>
    </div>
  </form>
)
