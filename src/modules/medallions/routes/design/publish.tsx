import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readWords, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { readRevision } from '../../../../platform/revisions.ts'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { hoursRange, plural } from '../../../../ui/words/words.ts'
import { publishMedallion, type Published } from '../../commands/publish.ts'
import { MedallionDrawing } from '../../parts/MedallionDrawing.tsx'
import { Differences } from '../../parts/desk/Differences.tsx'
import { UnderWay } from '../../parts/desk/UnderWay.tsx'
import { can } from '../../policy.ts'
import { findClosed } from '../../queries/designing/closed.ts'
import { loadPublishView, type PublishView } from './publish-view.ts'
import { requireDesign } from './require-draft.ts'
import type { Route } from './+types/publish'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Publish${loaderData === undefined ? '' : `: ${loaderData.title}`} · Mintmark` },
]

/** A button that is pressed twice, or an address that was kept, leads on to what the draft became. */
async function leaveClosed(context: Route.LoaderArgs['context'], request: Request, id: string): Promise<void> {
  const actor = requireActor(context, request)
  const closed = isId(id) ? await findClosed(worldOf(context).db, id) : null
  if (closed !== null && can(actor, 'publish', closed)) throw redirect('/design')
}

export async function loader({ params, request, context }: Route.LoaderArgs) {
  await leaveClosed(context, request, params.draft)
  const { db, actor, draft } = await requireDesign(context, request, params.draft)
  return loadPublishView(db, draft, actor)
}

type Reason = Exclude<Published, { ok: true }>['reason']

const SAYS = {
  broken: 'Something has to be mended first. It is named below, with a way to it.',
  changed: 'Somebody saved this draft while you read it. This is how it stands now: read it again, then publish.',
  note_missing: 'Say what this version changes. Whoever is under way reads it before they choose.',
  note_long: 'Say it in at most 500 letters.',
  unchanged: 'It says just what the last version says. There is nothing to publish.',
  retired: 'The medallion is retired. Take it up again among your medallions, then publish.',
} satisfies Record<Exclude<Reason, 'unknown'>, string>

export async function action({ params, request, context }: Route.ActionArgs) {
  await leaveClosed(context, request, params.draft)
  const { draft, ...given } = await requireDesign(context, request, params.draft)
  const { changeNote = '', revision = '' } = await readWords(request)
  const published = await publishMedallion(given, { draftId: draft.id, changeNote, revision: readRevision(revision) })
  if (published.ok) return redirect(`/design?published=${published.medallionId}`)
  const { reason } = published
  return reason === 'unknown' ? notFound() : refused({ reason, changeNote })
}

type Refusal = { reason: keyof typeof SAYS; changeNote: string }

const isOfNote = (reason: Reason): boolean => reason === 'note_missing' || reason === 'note_long'

export default function PublishPage({ loaderData: view, actionData }: Route.ComponentProps) {
  const wrong: Refusal | null = actionData ?? null
  const { id, title, last, savedBy, savedAt, timeZone, broken, changes } = view
  return (
    <>
      <PageHead
        title={title}
        kicker={`${view.organisation} · ${last === null ? 'publish a new medallion' : `publish version ${last.number + 1}`}`}
        lead="Once it is published, this version never changes. It becomes public, and its educators can take it up."
        work
      >
        <p className="small soft">
          As it was saved by {savedBy ?? 'you'} on <Day at={savedAt} as="dayAndTime" timeZone={timeZone} />.
        </p>
        <p className="actions">
          <a href={`/design/${id}`}>To the draft</a>
          <a href={`/design/${id}/read`}>
            {view.openComments === 0
              ? 'Read it as it will be'
              : `Read it as it will be, with ${plural(view.openComments, 'open comment')}`}
          </a>
        </p>
      </PageHead>
      <ErrorSummary
        title="Not published"
        kept="Nothing was changed. What you wrote is kept."
        problems={
          wrong === null
            ? []
            : [
                {
                  message: SAYS[wrong.reason],
                  field: isOfNote(wrong.reason) ? 'changeNote' : undefined,
                  href: wrong.reason === 'broken' ? '#rules' : undefined,
                },
              ]
        }
      />
      <div className="publishing">
        <div>
          <Section title={broken.length === 0 ? 'Ready' : 'To mend first'} id="rules">
            <Mending view={view} />
          </Section>
          {last === null ? null : (
            <Section title={`What changes since version ${last.number}`} id="changes">
              {changes.length === 0 ? (
                <p>Nothing. It says just what version {last.number} says.</p>
              ) : (
                <Differences differences={changes} names={[`Version ${last.number}`, 'This draft']} />
              )}
            </Section>
          )}
          <Section title="Who is under way" id="under-way">
            <UnderWay rows={view.underWay} last={last?.number ?? null} />
          </Section>
          <Section title="Publish" id="publish">
            <PublishForm view={view} wrong={wrong} />
          </Section>
        </div>
        <aside className="beside stackgap" aria-label="The medallion">
          <MedallionDrawing monogram={view.monogram} petals={view.petals} size={320} />
          <p>
            <b>
              {view.needed} needed, {hoursRange(view.hours.least, view.hours.most)}
            </b>
          </p>
          <p className="small">{view.asks}.</p>
        </aside>
      </div>
    </>
  )
}

function Mending({ view: { broken, conflicts, id } }: { view: PublishView }) {
  return (
    <>
      {broken.length === 0 ? (
        <p>Every rule holds: the number of picks, a goal and a line for each, and nothing retired.</p>
      ) : (
        <ul className="check">
          {broken.map(({ id: key, href, sentence, mend }) => (
            <li key={key} className="no">
              <a href={href}>{sentence}</a> {mend}
            </li>
          ))}
        </ul>
      )}
      {conflicts === 0 ? null : (
        <p>
          Two leaders changed the same place, and nobody has chosen yet.{' '}
          <a href={`/design/${id}#both`}>Look at both drafts first</a>
        </p>
      )}
    </>
  )
}

function PublishForm({ view: { id, last, broken, revision }, wrong }: { view: PublishView; wrong: Refusal | null }) {
  return (
    <form method="post" className="fields">
      <input type="hidden" name="revision" value={revision} />
      <TextArea
        name="changeNote"
        label={last === null ? 'A word on this version' : 'What this version changes'}
        optional={last === null}
        hint={
          last === null
            ? 'It stands on the public page, under its versions.'
            : 'Educators who are under way read it before they choose whether to move. It stands on the public page too.'
        }
        rows={3}
        maxLength={500}
        defaultValue={wrong?.changeNote ?? ''}
        error={wrong !== null && isOfNote(wrong.reason) ? SAYS[wrong.reason] : undefined}
      />
      <div className="actions">
        <Button
          reason={
            broken.length === 0
              ? undefined
              : `${plural(broken.length, 'thing')} above ${broken.length === 1 ? 'has' : 'have'} to be mended first.`
          }
        >
          Publish version {(last?.number ?? 0) + 1}
        </Button>
        {broken.length === 0 ? null : (
          <LinkButton href={`/design/${id}`} variant="second">
            Go on designing
          </LinkButton>
        )}
      </div>
    </form>
  )
}
