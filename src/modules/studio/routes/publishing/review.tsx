import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readWords, refused } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { StatusLine } from '../../../../ui/StatusLine.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { plural } from '../../../../ui/words/words.ts'
import type { Given } from '../../commands/drafting.ts'
import { answerComment, resolveComment, writeComment } from '../../commands/review/comments.ts'
import { answerReview, askForReview } from '../../commands/review/review.ts'
import { SectionText } from '../../parts/review/SectionText.tsx'
import { isWord } from '../../rules/review/review.ts'
import { loadReviewView, type ReviewView } from './review-view.ts'
import { requireDraft, requireStudio } from '../studio.ts'
import type { Route } from './+types/review'

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: `Review: ${loaderData?.title ?? ''} · Mintmark` }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { draft, db, actor } = await requireDraft(context, request, params.id)
  const [section = '', ...rest] = (new URL(request.url).searchParams.get('at') ?? '').slice(0, 500).split('|')
  return {
    ...(await loadReviewView(db, draft, actor.personId)),
    timeZone: actor.timeZone,
    at: section === '' ? null : { section, place: rest.join('|') },
  }
}

const SAYS = {
  body_missing: 'Write what you want to say.',
  body_long: 'Say it in at most 4,000 letters.',
  note_long: 'Say it in at most 2,000 letters.',
  answer_long: 'Say it in at most 2,000 letters.',
  answer_missing: 'Say what should change, so that the author can do it.',
  asked: 'A second author was asked already, or has said that it is ready.',
  own_text: 'You wrote most of this text, so somebody else has to say that it is ready.',
  not_asked: 'Nobody asks for a word on it now: somebody has answered, or it was changed since. Read it again.',
  changed: 'Somebody saved a change while you were reading. This is the text as it is now; please look at it again.',
} as const

type Refusal = { at: 'ask' | 'word' | 'write' | 'answer'; message: string; words: string; comment: string }

export async function action({ params, request, context }: Route.ActionArgs) {
  const studio = requireStudio(context, request)
  const draftId = params.id
  if (!isId(draftId)) return notFound()
  const words = await readWords(request)
  const page = `/studio/drafts/${draftId}/review`
  const done = await follow(studio, draftId, words)
  if (done === null) return notFound()
  return 'to' in done ? redirect(`${page}${done.to}`) : refused(done)
}

async function follow(
  given: Given,
  draftId: string,
  words: Record<string, string | undefined>,
): Promise<Refusal | { to: string } | null> {
  const { intent, body = '', comment = '', note = '', answer = '', fingerprint = '' } = words
  const no = (at: Refusal['at'], reason: keyof typeof SAYS | 'unknown', kept: string): Refusal | null =>
    reason === 'unknown' ? null : { at, message: SAYS[reason], words: kept, comment }
  if (intent === 'ask') {
    const asked = await askForReview(given, { draftId, note })
    return asked.ok ? { to: '' } : no('ask', asked.reason, note)
  }
  if (isWord(intent)) {
    const said = await answerReview(given, { draftId, word: intent, answer, fingerprint })
    return said.ok ? { to: '' } : no('word', said.reason, answer)
  }
  if (intent === 'comment') {
    const { section = '', place = '' } = words
    const written = await writeComment(given, { draftId, section, place, body })
    return written.ok ? { to: `#comment-${written.id}` } : no('write', written.reason, body)
  }
  if (!isId(comment)) return null
  if (intent === 'answer') {
    const answered = await answerComment(given, { draftId, commentId: comment, body })
    return answered.ok ? { to: `#comment-${comment}` } : no('answer', answered.reason, body)
  }
  if (intent !== 'resolve' && intent !== 'reopen') return null
  const resolved = await resolveComment(given, { draftId, commentId: comment, resolved: intent === 'resolve' })
  return resolved.ok ? { to: `#comment-${comment}` } : null
}

const STATES = {
  writing: 'Being written',
  'in review': 'Waits for a second author',
  ready: 'A second author says that it is ready',
} as const

export default function ReviewPage({ loaderData: view, actionData }: Route.ComponentProps) {
  const { id, title, state, open, mainAuthor } = view
  const wrong = actionData ?? null
  const field = { ask: 'note', word: 'answer', write: 'body' }
  return (
    <>
      <PageHead work title={title} kicker="Review">
        <StatusLine
          facts={[
            STATES[state],
            open.length === 0 ? 'No open comments' : plural(open.length, 'open comment'),
            mainAuthor === null ? '' : `${view.changed ? 'Mostly written' : 'Begun'} by ${mainAuthor}`,
          ]}
          action={<a href={`/studio/drafts/${id}`}>To the draft</a>}
        />
      </PageHead>
      <ErrorSummary
        title="Not done yet"
        kept="What you wrote is kept."
        problems={
          wrong === null
            ? []
            : [
                wrong.at === 'answer'
                  ? { message: wrong.message, href: `#answer-${wrong.comment}` }
                  : { message: wrong.message, field: field[wrong.at] },
              ]
        }
      />
      <Standing view={view} wrong={wrong} />
      {open.length === 0 ? null : (
        <Section title="Open comments" id="open">
          <ul className="dashed">
            {open.map((comment) => (
              <li key={comment.id}>
                <a href={`#comment-${comment.id}`}>{comment.place}</a>{' '}
                <span className="small soft">
                  {comment.by}: {comment.body}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="The text, and what is said of it" id="text">
        <p>
          Every place has a link to comment on it, and a comment stays with its place, also when that is moved.
          {view.isNew ? null : (
            <>
              {' '}
              <a href={`/studio/drafts/${id}/publish#changes`}>Only what changes since the last version</a>
            </>
          )}
        </p>
        {view.sections.map((section) => (
          <SectionText
            key={section.section}
            given={section}
            draftId={id}
            timeZone={view.timeZone}
            at={view.at}
            refused={wrong}
          />
        ))}
      </Section>
    </>
  )
}

type Shown = Route.ComponentProps['loaderData']

function Standing({ view, wrong }: { view: Shown; wrong: Refusal | null }) {
  const { state, reviews, timeZone, isMain, alone, fingerprint, id } = view
  const error = (at: Refusal['at']) => (wrong?.at === at ? wrong.message : undefined)
  return (
    <div className="stackgap">
      {reviews.length === 0 ? null : (
        <ul className="comments">
          {reviews.map((review) => (
            <Round key={review.id} review={review} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {state === 'writing' ? (
        alone ? (
          <Note title="You are the only author here.">
            <p>
              Nobody else can read this for you. When you publish, you will be asked why nobody did, and the answer is
              kept with the version.
            </p>
          </Note>
        ) : (
          <form method="post" className="stackgap narrow">
            <TextArea
              name="note"
              label="What should a second author look at?"
              optional
              rows={2}
              hint="It can be published when somebody else has read it and says that it is ready."
              defaultValue={wrong?.at === 'ask' ? wrong.words : ''}
              error={error('ask')}
            />
            <Button name="intent" value="ask">
              Ask for a review
            </Button>
          </form>
        )
      ) : null}
      {state === 'in review' && isMain ? (
        <p>You wrote most of it, so somebody else says whether it is ready. You can go on writing meanwhile.</p>
      ) : null}
      {state === 'in review' && !isMain ? (
        <form method="post" className="stackgap narrow">
          <input type="hidden" name="fingerprint" value={fingerprint} />
          <TextArea
            name="answer"
            label="Your word to the author"
            rows={3}
            hint="Read the text below first, and comment where you stumble."
            defaultValue={wrong?.at === 'word' ? wrong.words : ''}
            error={error('word')}
          />
          <div className="actions">
            <Button name="intent" value="ready">
              It is ready
            </Button>
            <Button variant="second" name="intent" value="please change">
              Please change it
            </Button>
          </div>
        </form>
      ) : null}
      {state === 'ready' ? (
        <p>
          <a href={`/studio/drafts/${id}/publish`}>Publish it</a>. Saving another change takes this back, since it was
          said of the text as it is now.
        </p>
      ) : null}
    </div>
  )
}

function Round({ review, timeZone }: { review: ReviewView['reviews'][number]; timeZone: string }) {
  const { askedBy, askedAt, note, said } = review
  return (
    <li>
      <p className="small soft">
        {askedBy} asked for a review, <Day at={askedAt} as="dayAndTime" timeZone={timeZone} />
      </p>
      {note === '' ? null : <p className="typed">{note}</p>}
      {said === null ? null : (
        <>
          <p>
            <b>
              {said.by}: {said.word === 'ready' ? 'it is ready.' : 'please change it.'}
            </b>{' '}
            <span className="small soft">
              <Day at={said.at} as="dayAndTime" timeZone={timeZone} />
            </span>
          </p>
          {said.answer === '' ? null : <p className="typed">{said.answer}</p>}
        </>
      )}
    </li>
  )
}
