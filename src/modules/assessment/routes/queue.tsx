import { data, redirect } from 'react-router'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, readFields, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { plural } from '../../../ui/words/words.ts'
import { emblem, type Inking } from '../../catalogue/rules/emblems/emblems.ts'
import { claimSubmission } from '../commands/claim.ts'
import { can } from '../policy.ts'
import { attemptInWords, waitedInWords } from '../rules/turnaround.ts'
import type { Route } from './+types/queue'
import { findEnding, getQueue, type QueueView } from './queue-view.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Queue · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  if (!can(actor, 'open the queue', null)) throw data(null, { status: 403 })
  const { db, now } = worldOf(context)
  const after = new URL(request.url).searchParams.get('after') ?? undefined
  const [queue, ending] = await Promise.all([
    getQueue(db, actor, now()),
    isId(after) ? findEnding(db, actor, after) : null,
  ])
  return { queue, ending, timeZone: actor.timeZone }
}

const REFUSALS = {
  taken: {
    title: 'Another assessor was a moment faster',
    kept: 'It is in good hands and no longer in this list. Take another one.',
  },
  withdrawn: {
    title: 'Its educator took this submission back',
    kept: 'There is nothing to assess in it for now. Take another one.',
  },
} as const

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const submissionId = (await readFields(request)).get('submission')
  if (typeof submissionId !== 'string' || !isId(submissionId)) notFound()
  const claimed = await claimSubmission({ db, actor, now: now() }, { submissionId })
  if (claimed.ok) return redirect(`/judgements/${claimed.judgementId}`)
  if (claimed.reason === 'unknown') notFound()
  return refused(REFUSALS[claimed.reason])
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const drawingOf = ({ emblem: known }: QueueView['held'][number] | QueueView['waiting'][number], inking: Inking) =>
  known === null ? '' : emblem(known.slug, known.style, inking, 40, '')

function Clock({
  clock,
  dueAt,
  timeZone,
}: {
  clock: { overdue: boolean; words: string }
  dueAt: Date
  timeZone: string
}) {
  return (
    <>
      {clock.overdue ? <b className="wrong-text">{clock.words}</b> : clock.words} (
      <Day at={dueAt} as="weekday" timeZone={timeZone} />)
    </>
  )
}

export default function Queue({ loaderData: { queue, ending, timeZone }, actionData }: Route.ComponentProps) {
  const { counts, held, waiting } = queue
  const facts = [
    `${plural(counts.waiting, 'submission')} ${counts.waiting === 1 ? 'waits' : 'wait'} for an assessor`,
    counts.overdue > 0 ? `${counts.overdue} of them overdue` : 'None of them overdue',
    held.length > 0 ? `${held.length} with you` : 'None with you',
  ]
  return (
    <>
      <PageHead title="Queue" work lead="Read without names, scored with the rubric its educator has read too.">
        <p className="statusline">
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        {actionData ? (
          <ErrorSummary
            title={actionData.title}
            kept={actionData.kept}
            problems={[{ message: 'Look through the list below', href: '#waiting' }]}
          />
        ) : null}
        {ending && !actionData ? (
          <Note title={ending.title}>
            <p>{ending.text}</p>
          </Note>
        ) : null}
      </PageHead>
      {held.length > 0 ? (
        <Section title="With you now" id="held">
          <ul className="queue">
            {held.map((row) => (
              <li className="row" key={row.judgementId}>
                <Seal svg={drawingOf(row, 'progress')} />
                <span>
                  <a href={`/judgements/${row.judgementId}`}>
                    {row.title} <span className="soft num">{row.code}</span>
                  </a>
                  <span className="state">
                    {row.scored} of {row.of} scored · yours until{' '}
                    <Day at={row.until} as="dayAndTime" timeZone={timeZone} /> · <Clock {...row} timeZone={timeZone} />
                  </span>
                </span>
                <LinkButton href={`/judgements/${row.judgementId}`} compact>
                  Go on<span className="unseen"> with {row.code}</span>
                </LinkButton>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="Waiting for an assessor" id="waiting">
        {waiting.length === 0 ? (
          <Empty title={held.length > 0 ? 'Nothing else waits' : 'Nothing waits for you'}>
            When an educator hands in work that you may judge, it stands here with its code and the day by which a
            decision is due. Your own work, your school’s and that of people you know never appear. Whatever you take is
            yours alone for 72 hours after the last thing you did.
          </Empty>
        ) : (
          <ul className="queue">
            {waiting.map((row) => (
              <li className="row" key={row.submissionId}>
                <Seal svg={drawingOf(row, 'untouched')} />
                <span>
                  <b>{row.title}</b> <span className="soft num">{row.code}</span>
                  <span className="state">
                    {sentence(attemptInWords(row.attempt))} · {waitedInWords(row.daysWaited)} ·{' '}
                    <Clock {...row} timeZone={timeZone} />
                  </span>
                </span>
                <form method="post">
                  <input type="hidden" name="submission" value={row.submissionId} />
                  <Button variant="second" compact>
                    Claim and read<span className="unseen"> {row.code}</span>
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        )}
        {counts.waiting > waiting.length ? (
          <p className="hint">The {waiting.length} that are due first are shown.</p>
        ) : null}
      </Section>
    </>
  )
}
