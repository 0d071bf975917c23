import { plural } from '../../../../ui/words/words.ts'
import type { CommentView } from './Thread.tsx'

interface Props {
  readonly draftId: string
  readonly section: string
  /** The key of the place beside which it stands; '' for the whole section */
  readonly place: string
  /** What the place is called, for who cannot see where it stands */
  readonly name: string
  /** The open ones of this place */
  readonly comments: readonly CommentView[]
}

/** What was said of one field, beside it in the editor, and the way to say something of it. No form of its own. */
export function CommentsHere({ draftId, section, place, name, comments }: Props) {
  const review = `/studio/drafts/${draftId}/review`
  const at = `${review}?at=${encodeURIComponent(`${section}|${place}`)}#write`
  return (
    <div className="small">
      {comments.length === 0 ? null : (
        <details>
          <summary>
            {plural(comments.length, 'comment')}
            <span className="unseen"> on {name}</span>
          </summary>
          <ul className="comments">
            {comments.map(({ id, body, by, answers }) => (
              <li key={id}>
                <p>
                  <b>{by.name}:</b> {body}
                </p>
                {answers.map((answer) => (
                  <p key={answer.id}>
                    <b>{answer.by.name}:</b> {answer.body}
                  </p>
                ))}
                <a href={`${review}#comment-${id}`}>
                  Answer<span className="unseen"> {by.name}</span>
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
      <a href={at}>
        Comment<span className="unseen"> on {name}</span>
      </a>
    </div>
  )
}
