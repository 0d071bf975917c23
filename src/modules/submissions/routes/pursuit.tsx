import { redirect } from 'react-router'
import { emblem } from '../../catalogue/rules/emblems/emblems.ts'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, readFields, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { byDay, day, dayOfYear, weekday } from '../../../ui/words/dates.ts'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Note } from '../../../ui/Note.tsx'
import { Section } from '../../../ui/Page.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { StepList } from '../../../ui/StepList.tsx'
import { listWords, plural } from '../../../ui/words/words.ts'
import { startNextAttempt } from '../commands/attempts.ts'
import { withdraw } from '../commands/pursuits.ts'
import { FeedbackView } from '../parts/FeedbackView.tsx'
import { WorkHead } from '../parts/WorkHead.tsx'
import { loadPursuitView, type PursuitView } from './pursuit-view.ts'
import type { Route } from './+types/pursuit'

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: `${loaderData?.title ?? ''} · Mintmark` }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  return loadPursuitView(db, actor, params.id, now())
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const pursuitId = params.id
  if (!isId(pursuitId)) return notFound()
  const given = { db, actor, now: now() }
  const intent = (await readFields(request)).get('intent')
  if (intent === 'withdraw') {
    const taken = await withdraw(given, { pursuitId })
    if (taken.ok) return redirect(`/pursuits/${pursuitId}`)
    if (taken.reason === 'unknown') return notFound()
    return refused({ message: 'It cannot be taken back now: an assessor has begun, or it is decided already.' })
  }
  if (intent !== 'next') return notFound()
  const started = await startNextAttempt(given, { pursuitId })
  if (!started.ok && started.reason === 'unknown') return notFound()
  return redirect(`/pursuits/${pursuitId}`)
}

/** Small numbers that begin a sentence. */
const COUNTS = ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

const DRAWN = {
  draft: 'progress',
  submitted: 'progress',
  in_assessment: 'progress',
  not_yet: 'progress',
  earned: 'earned',
  withdrawn: 'untouched',
} as const

export default function PursuitPage({ loaderData: view, actionData }: Route.ComponentProps) {
  const working = view.state === 'draft'
  return (
    <>
      <WorkHead
        view={view}
        facts={clocks(view)}
        linked={false}
        action={<a href={`/micro-credentials/${view.slug}`}>What it asks for</a>}
      />
      <ErrorSummary
        title="Not taken back"
        kept="Nothing was changed."
        problems={actionData === undefined ? [] : [actionData]}
      />
      <div className="work no-rubric">
        <div>
          {working ? <StepList steps={view.steps} label="Parts" /> : <Handed view={view} />}
          <Seal svg={emblem(view.slug, view.style, DRAWN[view.state], 180, '')} />
        </div>
        <div className="stackgap">
          <Standing view={view} />
          {view.state === 'earned' ? null : <Newer versions={view.newer} />}
          {view.feedback === null ? null : (
            <Section title={working ? 'What your assessor said last time' : 'What your assessor said'} id="feedback">
              <FeedbackView pursuitId={view.id} criteria={view.feedback.criteria} timeZone={view.timeZone} />
            </Section>
          )}
          {view.state === 'draft' || view.state === 'submitted' ? <Withdrawal view={view} /> : null}
        </div>
      </div>
    </>
  )
}

function clocks({
  state,
  submittedAt,
  dueAt,
  decidedAt,
  timeZone,
  schoolZone,
  timeLeft,
  overdue,
}: PursuitView): string[] {
  if (state === 'draft') return [`About ${timeLeft} left to do`]
  if (state === 'withdrawn') return ['Put away. Everything in it is kept.']
  const submitted = submittedAt === null ? '' : `Submitted ${dayOfYear(submittedAt, { timeZone })}`
  if (decidedAt !== null) return [submitted, `Decided ${dayOfYear(decidedAt, { timeZone })}`]
  const due = dueAt === null ? '' : `Decision ${byDay(dueAt, { timeZone: schoolZone })}`
  return [submitted, overdue ? 'The decision is late; it is next in the queue' : due]
}

/** Before a decision: where it is. After one: what came of it, in words first. */
function Standing({ view }: { view: PursuitView }) {
  const { state, standing, timeZone, dueAt, schoolZone, next } = view
  const open = standing.all - standing.met
  switch (state) {
    case 'draft':
      return (
        <>
          <p className="lead">{view.competency}</p>
          {view.feedback === null ? null : (
            <p>
              {standing.met} of {standing.all} criteria are met and locked. {plural(open, 'criterion', 'criteria')} to
              work on.
            </p>
          )}
          <p className="actions">
            <LinkButton href={next.href}>{next.verb}</LinkButton>
            <span className="hint">Saved as you write. You can stop at any word.</span>
          </p>
          <SecondEyes view={view} />
        </>
      )
    case 'submitted':
    case 'in_assessment':
      return (
        <>
          <h2>
            {state === 'submitted' ? 'Your submission waits for an assessor' : 'An assessor is reading your submission'}
          </h2>
          <p>
            Assessors know it only as {view.code}.{' '}
            {dueAt === null
              ? null
              : `You get a decision by ${weekday(dueAt, { timeZone: schoolZone })}, and a message when it is there.`}
          </p>
          {state === 'in_assessment' ? (
            <p className="soft">It cannot be taken back now, because somebody is at work on it.</p>
          ) : null}
        </>
      )
    case 'earned':
      return (
        <>
          <h2>Earned{view.decidedAt === null ? '' : ` on ${day(view.decidedAt, { timeZone })}`}</h2>
          <p className="lead">All {standing.all} criteria are met.</p>
          <p className="actions">
            <LinkButton href="/my-credentials">See your credential</LinkButton>
            <a href="/medal">Your medal</a>
          </p>
        </>
      )
    case 'not_yet':
      return (
        <>
          <h2>
            Not yet: {standing.met} of {standing.all} criteria met. {COUNTS[open] ?? open} to work on.
          </h2>
          <p>
            What you met stays met. In the next attempt only {open === 1 ? 'this one is' : 'these are'} scored, and
            everything you wrote for {open === 1 ? 'it' : 'them'} is there to build on.
          </p>
          {view.coaching.offered ? (
            <Note title="Three tries are a good moment for a second pair of eyes.">
              <p>
                Start the next attempt, and ask {coachInWords(view)} to read it before you hand it in: the way there is
                under “Check and submit”.
              </p>
            </Note>
          ) : null}
          <form method="post" className="actions">
            <Button name="intent" value="next">
              Start the next attempt
            </Button>
            <a href="#feedback">Read the comments first</a>
          </form>
        </>
      )
    case 'withdrawn':
      return (
        <>
          <h2>You took this back</h2>
          <p>Your words, files and links are kept. Nobody else can read them.</p>
          <form method="post" action="/pursuits" className="actions">
            <input type="hidden" name="micro_credential" value={view.slug} />
            <Button>Take it up again</Button>
          </form>
        </>
      )
  }
}

const coachInWords = ({ coaching: { coaches } }: PursuitView): string =>
  coaches.length === 0
    ? 'a colleague'
    : listWords(
        coaches.map(({ name }) => name),
        'or',
      )

/** The way to somebody who reads the draft first; told of by itself after three tries, or once somebody was asked. */
function SecondEyes({ view }: { view: PursuitView }) {
  const { open, answered, offered } = view.coaching
  const href = `/pursuits/${view.id}/check#coach`
  if (open !== null)
    return (
      <p>
        {open.coach} is asked to read it first. <a href={href}>What you asked</a>
      </p>
    )
  if (answered.length > 0)
    return (
      <p>
        <a href={href}>What {listWords([...new Set(answered.map(({ coach }) => coach))])} wrote about your draft</a>
      </p>
    )
  return (
    <p>
      {offered ? 'Three tries are a good moment for a second pair of eyes. ' : null}
      <a href={href}>Ask {coachInWords(view)} to read it first</a>
    </p>
  )
}

/** Somebody under way is told what changed, and that it changes nothing for them. */
function Newer({ versions }: { versions: PursuitView['newer'] }) {
  const [newest] = versions
  if (newest === undefined) return null
  const told = versions.filter(({ changeNote }) => changeNote !== '')
  return (
    <Note title={`There is a newer version (${newest.number}) of this micro-credential.`}>
      <p>You go on with the version you began with, and are assessed by its rubric. What you earn counts the same.</p>
      {told.length === 0 ? null : (
        <ul>
          {told.map(({ number, changeNote }) => (
            <li key={number}>
              Version {number}: {changeNote}
            </li>
          ))}
        </ul>
      )}
    </Note>
  )
}

function Handed({ view }: { view: PursuitView }) {
  const parts = view.steps.filter(({ name }) => name !== 'Check and submit')
  const fact = view.state === 'withdrawn' ? 'Kept' : 'Handed in'
  return (
    <StepList
      steps={parts.map((step) => ({ ...step, fact, inking: view.state === 'withdrawn' ? 'open' : 'full' }))}
      label="What you handed in"
    />
  )
}

function Withdrawal({ view: { state } }: { view: PursuitView }) {
  const submitted = state === 'submitted'
  return (
    <details className="ruled">
      <summary>{submitted ? 'Take your submission back' : 'Put this micro-credential away'}</summary>
      <form method="post" className="stackgap">
        <p>
          {submitted
            ? 'It leaves the queue, and its clock stops: when you hand it in again, a new one starts. Your words, files and links are kept, and you can take it up again.'
            : 'It leaves your medal and your work. Your words, files and links are kept, and you can take it up again.'}
        </p>
        <Button variant="danger" name="intent" value="withdraw">
          {submitted ? 'Take it back' : 'Put it away'}
        </Button>
      </form>
    </details>
  )
}
