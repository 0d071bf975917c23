import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readWords, refused } from '../../../../platform/pages.ts'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { CheckList } from '../../../../ui/CheckList.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { RadioGroup, TextArea } from '../../../../ui/forms/Field.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { plural } from '../../../../ui/words/words.ts'
import { publishDraft, type PublishResult } from '../../commands/publishing/publish.ts'
import { Checklist } from '../../parts/Checklist.tsx'
import { DiffInTwo } from '../../parts/Diff.tsx'
import { isStep } from '../../rules/publishing/publishing.ts'
import { findOutcome, loadPublishView, type PublishView } from './publish-view.ts'
import { requireDraft, requireStudio } from '../studio.ts'
import type { Route } from './+types/publish'

export const meta: Route.MetaFunction = () => [{ title: 'Publish · Mintmark' }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const studio = requireStudio(context, request)
  const outcome = isId(params.id) ? await findOutcome(studio.db, studio.publisherId, params.id) : null
  if (outcome !== null) return { done: outcome, view: null }
  const { draft, db, now } = await requireDraft(context, request, params.id)
  return { done: null, view: await loadPublishView(db, draft, now) }
}

type Reason = Exclude<PublishResult, { ok: true }>['reason']

const SAYS = {
  note_missing: 'Say what this version changes. Whoever is under way with the last one reads it.',
  note_long: 'Say it in at most 1,000 letters.',
  reason_missing: 'Say why nobody else has read it. The answer is kept with the version.',
  reason_long: 'Say it in at most 1,000 letters.',
  not_ready: 'A second author has not said of this text that it is ready. Ask for a review first.',
  changed: 'Somebody saved a change while you were reading. This is the text as it is now; please look at it again.',
  outdated:
    'A newer version was published since this draft was begun. Keep what you want of it, discard this draft and begin a new one from the newest version.',
  retired: 'It is retired. Take it up again on its page, then publish.',
  blocked: 'Something of the checklist is not met that must be. It is named below.',
  unfit: 'It does not fit into the catalogue yet. What is in the way is named below.',
} satisfies Record<Exclude<Reason, 'unknown' | 'published'>, string>

const FIELDS: Partial<Record<Reason, string>> = {
  note_missing: 'changeNote',
  note_long: 'changeNote',
  reason_missing: 'because',
  reason_long: 'because',
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const studio = requireStudio(context, request)
  const draftId = params.id
  if (!isId(draftId)) return notFound()
  const { step, changeNote = '', because = '', fingerprint = '' } = await readWords(request)
  if (!isStep(step)) return notFound()
  const published = await publishDraft(studio, { draftId, step, changeNote, because, fingerprint })
  if (published.ok) return redirect(`/studio/${published.kind}/${published.slug}?published=${published.number}`)
  if (published.reason === 'unknown') return notFound()
  if (published.reason === 'published') return redirect(`/studio/drafts/${draftId}/publish`)
  const { reason } = published
  return refused({ message: SAYS[reason], field: FIELDS[reason] ?? null, step, changeNote, because })
}

type Refusal = { message: string; field: string | null; step: string; changeNote: string; because: string }

export default function PublishPage({ loaderData: { done, view }, actionData }: Route.ComponentProps) {
  if (done !== null) return <Done done={done} />
  const wrong: Refusal | null = actionData ?? null
  const { id, title, last, changes, underWay, items, kind } = view
  return (
    <>
      <PageHead
        work
        title={title}
        kicker="Publish"
        lead={
          last === null
            ? 'It is published for the first time. From then on this version never changes.'
            : `The next version after ${last.number} (${last.version}). From then on it never changes.`
        }
      >
        <p className="actions">
          <a href={`/studio/drafts/${id}`}>To the draft</a>
          <a href={`/studio/drafts/${id}/preview`}>See it as they will</a>
          <a href={`/studio/drafts/${id}/review`}>Review</a>
        </p>
      </PageHead>
      <ErrorSummary
        title="Not published"
        kept="Nothing was changed. What you wrote is kept."
        problems={wrong === null ? [] : [{ message: wrong.message, field: wrong.field ?? undefined }]}
      />
      <Section title="What it needs" id="needs">
        <CheckList checks={needsOf(view)} />
        {view.obstacles.length === 0 ? null : (
          <ul className="dashed">
            {view.obstacles.map((obstacle) => (
              <li key={obstacle}>{obstacle}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Checklist" id="checklist">
        <Checklist items={items} draftId={id} kind={kind} />
      </Section>
      {last === null ? null : (
        <Section title={`What changes since version ${last.number}`} id="changes">
          <DiffInTwo changes={changes} />
        </Section>
      )}
      {last === null || kind !== 'micro-credential' ? null : (
        <Section title="Who is under way" id="under-way">
          {underWay.length === 0 ? (
            <p>Nobody is at work on it now. Whoever begins after this gets the new version.</p>
          ) : (
            <>
              <Table
                caption="People at work on it now"
                captionUnseen
                rows={underWay}
                rowKey={({ number }) => String(number)}
                none=""
                columns={[
                  { head: 'Version', cell: ({ number, version }) => `${number} (${version})` },
                  { head: 'People', figures: true, cell: ({ people }) => people },
                ]}
              />
              <p>
                They go on with the version that they began with, and are assessed by its rubric. Their page says that a
                newer one exists, with your note on what changed. Nobody gets a mail.
              </p>
            </>
          )}
        </Section>
      )}
      <PublishForm view={view} wrong={wrong} />
    </>
  )
}

function needsOf({ items, obstacles, current, retired, readyBy, alone, openComments, changes, last }: PublishView) {
  const blocking = items.filter((item) => item.blocking && item.state === 'not met').length
  return [
    {
      done: blocking === 0,
      what:
        blocking === 0
          ? 'Everything that must be met is met.'
          : `${plural(blocking, 'thing')} of the checklist must still be met.`,
    },
    {
      done: readyBy !== null || alone,
      what:
        readyBy !== null
          ? `${readyBy} has read it and says that it is ready.`
          : alone
            ? 'You are the only author: say below why nobody else has read it.'
            : 'A second author says of this text that it is ready.',
    },
    blocking > 0 && obstacles.length === 0
      ? { done: false, what: 'Whether it fits into the catalogue is seen when nothing is missing.' }
      : {
          done: obstacles.length === 0,
          what: obstacles.length === 0 ? 'It fits into the catalogue.' : 'It does not fit into the catalogue yet:',
        },
    ...(current ? [] : [{ done: false, what: SAYS.outdated }]),
    ...(retired === null ? [] : [{ done: false, what: SAYS.retired }]),
    ...(openComments === 0
      ? []
      : [{ done: false, what: `${plural(openComments, 'comment')} still open. It can be published all the same.` }]),
    ...(last === null || changes.length > 0
      ? []
      : [{ done: false, what: 'Nothing has changed since the last version.' }]),
  ]
}

function PublishForm({ view, wrong }: { view: PublishView; wrong: Refusal | null }) {
  const { next, last, readyBy, alone, fingerprint } = view
  const error = (field: string) => (wrong?.field === field ? wrong.message : undefined)
  return (
    <Section title="Publish" id="publish">
      <form method="post" className="stackgap narrow">
        <input type="hidden" name="fingerprint" value={fingerprint} />
        <TextArea
          name="changeNote"
          label={last === null ? 'A word on this version' : 'What this version changes'}
          hint="Educators under way, assessors and later authors read it."
          rows={3}
          maxLength={1000}
          defaultValue={wrong?.changeNote ?? ''}
          error={error('changeNote')}
        />
        {last === null ? (
          <input type="hidden" name="step" value="patch" />
        ) : (
          <RadioGroup
            name="step"
            label="What kind of change is it?"
            defaultValue={wrong?.step ?? 'patch'}
            choices={[
              { value: 'patch', label: `Wording: ${next.patch}`, hint: 'It asks for the same, in better words.' },
              { value: 'minor', label: `Clearer: ${next.minor}`, hint: 'The same competency, asked for more exactly.' },
              {
                value: 'major',
                label: `Something else: ${next.major}`,
                hint: 'Who met the last one may not meet this.',
              },
            ]}
          />
        )}
        {readyBy === null && alone ? (
          <TextArea
            name="because"
            label="Why has nobody else read it?"
            hint="You are the only author. The answer is kept with the version."
            rows={2}
            maxLength={1000}
            defaultValue={wrong?.because ?? ''}
            error={error('because')}
          />
        ) : null}
        <div className="actions">
          <Button>Publish version {last === null ? '1' : String(last.number + 1)}</Button>
        </div>
      </form>
    </Section>
  )
}

function Done({
  done: { kind, slug, number, version },
}: {
  done: { kind: string; slug: string; number: number; version: string }
}) {
  return (
    <PageHead
      title="This draft is published"
      lead={`It became version ${number} (${version}), which never changes. To change something, begin a new draft from it.`}
    >
      <p className="actions">
        <LinkButton href={`/studio/${kind}/${slug}`}>To its versions</LinkButton>
        <a href="/studio">To the studio</a>
      </p>
    </PageHead>
  )
}
