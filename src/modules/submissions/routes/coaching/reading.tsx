import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readFields, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { StatusLine } from '../../../../ui/StatusLine.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { Paragraphs } from '../../../../ui/words/Paragraphs.tsx'
import { time } from '../../../../ui/words/dates.ts'
import { saveComments, sendComments } from '../../commands/coaching/answer.ts'
import { CoachedPart } from '../../parts/coaching/CoachedPart.tsx'
import { LONGEST_COMMENT } from '../../rules/coaching/coaching.ts'
import { loadReading, type DraftRead, type ReadingView } from './reading-view.ts'
import type { Route } from './+types/reading'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData === undefined ? 'Coaching · Mintmark' : `${loaderData.who}: ${loaderData.title} · Mintmark` },
]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  return loadReading(worldOf(context).db, requireActor(context, request), params.id)
}

const PREFIX = 'about:'

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const requestId = params.id
  if (!isId(requestId)) return notFound()
  const given = { db, actor, now: now() }
  const form = await readFields(request)
  const comments = new Map(
    [...form].flatMap(([name, value]) =>
      name.startsWith(PREFIX) && typeof value === 'string' ? [[name.slice(PREFIX.length), value] as const] : [],
    ),
  )
  const words = Object.fromEntries(comments)
  const saved = await saveComments(given, { requestId, comments })
  const page = `/coaching/${requestId}`
  if (!saved.ok) return saved.reason === 'unknown' ? notFound() : refused({ words, wrong: [] })
  if (saved.tooLong.length > 0)
    return refused({
      words,
      wrong: saved.tooLong.map((about) => ({
        field: `${PREFIX}${about}`,
        message: `Shorten this to ${LONGEST_COMMENT.toLocaleString('en-GB')} letters.`,
      })),
    })
  if (form.get('intent') !== 'send') return redirect(page)
  const sent = await sendComments(given, { requestId })
  if (sent.ok) return redirect(page)
  if (sent.reason === 'unknown') return notFound()
  if (sent.reason === 'over') return refused({ words, wrong: [] })
  return refused({ words, wrong: [{ field: PREFIX, message: 'Write at least one thing before you send it.' }] })
}

export default function Reading({ loaderData: view, actionData }: Route.ComponentProps) {
  if (view.draft === null) return <Over view={view} words={actionData?.words ?? {}} />
  return <Open view={view} draft={view.draft} words={actionData?.words ?? null} wrong={actionData?.wrong ?? []} />
}

const OVER = {
  open: '',
  answered: 'You have answered. What you wrote is with your colleague now, and the draft is closed to you again.',
  withdrawn: 'Your colleague took the question back. There is nothing to do.',
  over: 'The draft was handed in, or put away, before you answered. There is nothing to do.',
} as const

/** Nothing of the draft; what was just written and could not be kept stands here to copy. */
function Over({ view, words }: { view: ReadingView; words: Readonly<Record<string, string>> }) {
  const written = Object.values(words).filter((text) => text.trim() !== '')
  return (
    <div className="stackgap">
      <PageHead title={view.title} kicker={view.who} work />
      <p>{OVER[view.standing]}</p>
      {written.length === 0 ? null : (
        <Note title="What you wrote was not sent.">
          {written.map((text, place) => (
            <Paragraphs key={place} text={text} />
          ))}
        </Note>
      )}
      <p className="actions">
        <LinkButton variant="second" href="/coaching">
          All that you are asked
        </LinkButton>
      </p>
    </div>
  )
}

interface OpenProps {
  view: ReadingView
  draft: DraftRead
  words: Readonly<Record<string, string>> | null
  wrong: readonly { readonly field: string; readonly message: string }[]
}

function Open({ view, draft, words, wrong }: OpenProps) {
  const { who, askedAt, timeZone } = view
  const textOf = (about: string): string => words?.[about] ?? draft.comments[about] ?? ''
  const errorOf = (about: string) => wrong.find(({ field }) => field === `${PREFIX}${about}`)?.message
  return (
    <>
      <PageHead title={view.title} kicker={<a href="/coaching">{`A draft of ${who}`}</a>} work>
        <StatusLine
          saved={draft.savedAt === null ? null : `Saved at ${time(draft.savedAt, { timeZone })}`}
          facts={['Nothing is scored', `Only ${who} sees what you send`]}
          action={<a href={`/micro-credentials/${draft.slug}`}>What it asks for</a>}
        />
      </PageHead>
      <ErrorSummary title="Not sent yet" kept="What you wrote is kept." problems={wrong} />
      <form method="post" className="stackgap">
        {/* Enter in a field only saves. */}
        <button className="unseen" name="intent" value="save" tabIndex={-1}>
          Save
        </button>
        <Note title={`${who} asked you:`}>
          <Paragraphs text={draft.question} />
          <p className="soft small">
            On <Day at={askedAt} as="weekday" timeZone={timeZone} />
          </p>
        </Note>
        {draft.parts.map((part) => (
          <CoachedPart
            key={part.kind}
            part={part}
            levels={draft.levels}
            pursuitId={view.pursuitId}
            who={who}
            timeZone={timeZone}
            textOf={textOf}
            errorOf={errorOf}
          />
        ))}
        <section className="oxford subject stackgap">
          <h2>Your answer</h2>
          <TextArea
            name={PREFIX}
            label={`To ${who}, about the whole`}
            optional
            error={errorOf('')}
            defaultValue={textOf('')}
            rows={5}
          />
          <div className="actions">
            <Button name="intent" value="send">
              Send it to {who}
            </Button>
            <Button variant="second" name="intent" value="save">
              Save, and go on later
            </Button>
            <span className="hint">Once it is sent you cannot change it, and the draft closes to you.</span>
          </div>
        </section>
      </form>
    </>
  )
}
