import { redirect } from 'react-router'
import { notFound, readWords, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { Paragraphs } from '../../../../ui/words/Paragraphs.tsx'
import { hoursRange, plural } from '../../../../ui/words/words.ts'
import { askReader, dismissReader, settleComment, writeComment } from '../../commands/designing/comments.ts'
import type { Given } from '../../commands/designing/hold.ts'
import { Path } from '../../parts/public/Path.tsx'
import { Petals } from '../../parts/public/Petals.tsx'
import { Served } from '../../parts/public/Served.tsx'
import { Readers } from '../../parts/reading/Readers.tsx'
import { placeId, Thread } from '../../parts/reading/Thread.tsx'
import { loadReading, type Reading } from './read-view.ts'
import type { Route } from './+types/read'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.reading ? `Read: ${loaderData.reading.title}` : 'A draft'} · Mintmark` },
]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const asked = new URL(request.url).searchParams.get('asked')
  return { ...(await loadReading(worldOf(context).db, actor, params.draft)), asked }
}

const SAYS = {
  body_missing: 'Write what you think of it.',
  body_long: 'Say it in at most 2,000 letters.',
  stranger: 'Nobody with this address works in your district or school here. Its office can add them.',
  many: 'Thirty colleagues are asked already. Let one of them go first.',
} as const

/** What came back: the place in which something was written, or the address, with the words that were sent. */
type Wrong = { reason: keyof typeof SAYS; about: string; words: string }

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const given: Given = { db, actor, now: now() }
  const draftId = params.draft
  const { intent = '', about = '', body = '', email = '', comment = '', person = '' } = await readWords(request)
  const page = `/design/${draftId}/read`
  switch (intent) {
    case 'comment': {
      const written = await writeComment(given, { draftId, about, body })
      if (written.ok) return redirect(`${page}#${placeId(about)}`)
      return written.reason === 'unknown' ? notFound() : refused<Wrong>({ reason: written.reason, about, words: body })
    }
    case 'ask': {
      const asked = await askReader(given, { draftId, email })
      if (asked.ok) return redirect(`${page}?asked=${asked.asked ? 'now' : 'before'}#readers`)
      return asked.reason === 'unknown'
        ? notFound()
        : refused<Wrong>({ reason: asked.reason, about: 'readers', words: email })
    }
    case 'settle':
    case 'open': {
      const settled = await settleComment(given, { draftId, commentId: comment, settled: intent === 'settle' })
      return settled.ok ? redirect(`${page}#${placeId(about)}`) : notFound()
    }
    case 'dismiss': {
      const dismissed = await dismissReader(given, { draftId, personId: person })
      return dismissed.ok ? redirect(`${page}#readers`) : notFound()
    }
    default:
      return notFound()
  }
}

const BECAME = {
  published: 'This draft is published',
  discarded: 'This draft was taken off the desk',
} as const

export default function ReadPage({ loaderData: { closed, reading, asked }, actionData }: Route.ComponentProps) {
  if (reading === null)
    return (
      <PageHead title={BECAME[closed]} lead="Thank you for reading it. Nothing waits for you here any more." work>
        <p>
          <a href="/medallions">See all published medallions</a>
        </p>
      </PageHead>
    )
  return <Draft reading={reading} asked={asked} wrong={actionData ?? null} />
}

function Draft({ reading, asked, wrong }: { reading: Reading; asked: string | null; wrong: Wrong | null }) {
  const { id, designs, title, summary, mission, page, comments, timeZone } = reading
  const open = comments.filter(({ settled }) => settled === null).length
  const refusal = wrong === null ? null : { about: wrong.about, says: SAYS[wrong.reason], words: wrong.words }
  const thread = (about: string, what: string) => (
    <Thread
      about={about}
      what={what}
      comments={comments.filter((comment) => comment.about === about)}
      timeZone={timeZone}
      wrong={refusal?.about === about ? refusal : null}
    />
  )
  return (
    <article className="medallionpage draftpage">
      <ErrorSummary
        title="Not yet"
        kept="What you wrote is kept."
        problems={
          refusal === null
            ? []
            : [
                {
                  message: refusal.says,
                  href: `#${refusal.about === 'readers' ? 'field-email' : `field-${placeId(refusal.about)}`}`,
                },
              ]
        }
      />
      <Note title="This is a draft.">
        <p>
          Only those who design it and those who were asked see it. It was saved by {reading.savedBy} on{' '}
          <Day at={reading.savedAt} as="dayAndTime" timeZone={timeZone} />.{' '}
          {open === 0 ? 'No comment is open.' : `${plural(open, 'comment')} ${open === 1 ? 'is' : 'are'} open.`}
        </p>
        {designs ? (
          <p className="actions">
            <a href={`/design/${id}`}>To the designer</a>
            <a href={`/design/${id}/publish`}>Review and publish</a>
            <a href="#readers">Ask a colleague</a>
          </p>
        ) : (
          <p>Say below what you would change: of the title, the mission, a pick, or the whole.</p>
        )}
      </Note>
      <header className="opening">
        <div className="stackgap">
          <p className="kicker">
            {reading.organisation} · {reading.isNew ? 'a new medallion' : 'the next version'}
          </p>
          <h1>{title}</h1>
          {summary === '' ? <p className="soft">No summary is written yet.</p> : <p className="lead">{summary}</p>}
          <p>
            {reading.needed === 0
              ? 'Nothing is picked yet.'
              : `${plural(reading.needed, 'micro-credential')}, ${hoursRange(reading.hours.least, reading.hours.most)}.`}
          </p>
          {thread('title', 'the title')}
        </div>
        <Petals monogram={reading.monogram} petals={reading.petals} size={420} />
      </header>
      <section className="prose mission" aria-labelledby="mission">
        <h2 id="mission">The mission that it serves</h2>
        <div className="lead">
          {mission === '' ? <p className="soft">It is not written yet.</p> : <Paragraphs text={mission} />}
        </div>
        {thread('mission', 'the mission')}
      </section>
      <section className="prose" aria-labelledby="asks">
        <h2 id="asks">What it asks for, and why</h2>
        {reading.needed === 0 ? <p>Nothing is picked yet.</p> : <p>{reading.asks}.</p>}
        {[...page.goals, { id: '', name: 'No goal yet', text: '', picks: page.withoutGoal }]
          .filter((goal) => goal.id !== '' || goal.picks.length > 0)
          .map(({ id: goal, name, text, picks }) => (
            <section key={goal} className="goal" aria-label={name || 'A goal without a name'}>
              <div>
                <h3>{name || 'A goal without a name'}</h3>
                {text === '' ? null : <p className="soft">{text}</p>}
              </div>
              {picks.length === 0 ? (
                <p className="soft">No pick serves it yet.</p>
              ) : (
                <ul className="servedlist">
                  {picks.map((pick) => (
                    <Served key={pick.slug} pick={pick}>
                      {thread(pick.slug, pick.title)}
                    </Served>
                  ))}
                </ul>
              )}
            </section>
          ))}
      </section>
      {page.path.length === 0 ? null : (
        <section className="prose" aria-labelledby="path">
          <h2 id="path">A suggested path</h2>
          <Path terms={page.path} />
        </section>
      )}
      <section className="prose" aria-labelledby="whole">
        <h2 id="whole">On the whole</h2>
        {thread('', 'the whole')}
      </section>
      {designs ? (
        <Readers
          readers={reading.readers}
          asked={asked}
          timeZone={timeZone}
          wrong={refusal?.about === 'readers' ? refusal : null}
        />
      ) : null}
    </article>
  )
}
