import { Button } from '../../../../ui/forms/Button.tsx'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { Thread, type CommentView } from './Thread.tsx'

interface Refusal {
  readonly at: 'ask' | 'word' | 'write' | 'answer'
  readonly message: string
  readonly words: string
  /** The comment that was answered */
  readonly comment: string
}

interface Shared {
  readonly draftId: string
  readonly timeZone: string
  /** The place that somebody has chosen to comment on */
  readonly at: { readonly section: string; readonly place: string } | null
  readonly refused: Refusal | null
}

interface Props extends Shared {
  readonly given: {
    readonly section: string
    readonly title: string
    /** Of the whole section, and what lost its place */
    readonly whole: readonly CommentView[]
    readonly places: readonly {
      readonly key: string
      readonly name: string
      readonly text: string
      readonly comments: readonly CommentView[]
    }[]
  }
}

/** A section of a draft place by place, with what was said of each and a way to say something. */
export function SectionText({ given: { section, title, whole, places }, ...shared }: Props) {
  return (
    <section className="stackgap" aria-labelledby={`text-${section}`}>
      <h3 id={`text-${section}`}>{title}</h3>
      <Threads comments={whole} named {...shared} />
      <Write section={section} place="" name={title} {...shared} />
      <ul className="places">
        {places.map(({ key, name, text, comments }) => (
          <li key={key}>
            <p className="small">
              <b>{name}</b>
            </p>
            <p className="typed">{text}</p>
            <Threads comments={comments} {...shared} />
            <Write section={section} place={key} name={name} {...shared} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Threads({
  comments,
  named = false,
  timeZone,
  refused,
}: Shared & { readonly comments: readonly CommentView[]; readonly named?: boolean }) {
  if (comments.length === 0) return null
  return (
    <ul className="comments">
      {comments.map((comment) => (
        <Thread
          key={comment.id}
          comment={comment}
          timeZone={timeZone}
          named={named}
          refused={
            refused?.at === 'answer' && refused.comment === comment.id
              ? { message: refused.message, body: refused.words }
              : null
          }
        />
      ))}
    </ul>
  )
}

interface Place {
  readonly section: string
  readonly place: string
  readonly name: string
}

/** The form stands at the one place that was chosen; every other place has a link to choose it. */
function Write({ at, draftId, refused, section, place, name }: Shared & Place) {
  const review = `/studio/drafts/${draftId}/review`
  if (at?.section !== section || at.place !== place)
    return (
      <a className="small" href={`${review}?at=${encodeURIComponent(`${section}|${place}`)}#write`}>
        Comment{place === '' ? ' on this section' : ''}
        <span className="unseen"> on {name}</span>
      </a>
    )
  const own = refused?.at === 'write' ? refused : null
  return (
    <form method="post" className="stackgap" id="write">
      <input type="hidden" name="section" value={section} />
      <input type="hidden" name="place" value={place} />
      <TextArea
        name="body"
        label={`Your comment on: ${name}`}
        rows={3}
        defaultValue={own?.words ?? ''}
        error={own?.message}
      />
      <div className="actions">
        <Button compact name="intent" value="comment">
          Send the comment
        </Button>
        <a href={review}>Leave it</a>
      </div>
    </form>
  )
}
