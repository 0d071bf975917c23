import { redirect } from 'react-router'
import { notFound, readWords, refused } from '../../../platform/pages.ts'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { Checkbox } from '../../../ui/forms/Field.tsx'
import { Note } from '../../../ui/Note.tsx'
import { Section } from '../../../ui/Page.tsx'
import { dayOfYear, time } from '../../../ui/words/dates.ts'
import { discardDraft } from '../commands/discard.ts'
import { Checklist } from '../parts/Checklist.tsx'
import { DraftHead } from '../parts/editor/DraftHead.tsx'
import { SectionSteps } from '../parts/editor/SectionSteps.tsx'
import { listConflicts } from '../queries/writing.ts'
import { titleOf } from '../rules/diff/fields.ts'
import { inShort, type SectionStep } from '../rules/library/standing.ts'
import { loadSteps } from './edit-view.ts'
import { requireDraft } from './studio.ts'
import type { Route } from './+types/draft'

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined ? [] : [{ title: `${loaderData.title}: draft · Mintmark` }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { db, publisherId, now, actor, draft } = await requireDraft(context, request, params.id)
  const [{ steps, items }, conflicts] = await Promise.all([
    loadSteps(db, draft, now),
    listConflicts(db, publisherId, draft.id),
  ])
  return {
    id: draft.id,
    kind: draft.kind,
    slug: draft.slug,
    title: draft.title,
    state: draft.state,
    published: draft.thingId !== null,
    savedBy: draft.savedBy?.name ?? null,
    updatedAt: draft.updatedAt,
    timeZone: actor.timeZone,
    steps,
    items: inShort(draft.kind, items),
    conflicts: conflicts.map(({ id, section, keptBy }) => ({
      id,
      section,
      who: keptBy.id === actor.personId ? 'You' : keptBy.name,
    })),
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { draft, ...given } = await requireDraft(context, request, params.id)
  const { intent, sure } = await readWords(request)
  if (intent !== 'discard') return notFound()
  if (sure !== 'yes') return refused({ wrong: 'Tick the box to say that you mean it.' })
  const discarded = await discardDraft(given, draft.id)
  return discarded.ok ? redirect(`/studio?discarded=${draft.id}`) : notFound()
}

type View = Route.ComponentProps['loaderData']

const STATES: Record<View['state'], string> = {
  writing: 'Being written',
  'in review': 'A second author reads it',
  ready: 'Ready to publish',
}

export default function DraftPage({ loaderData: view, actionData: sent }: Route.ComponentProps) {
  const { id, kind, slug, published, savedBy, updatedAt, timeZone, steps, items, conflicts } = view
  const when = `${dayOfYear(updatedAt, { timeZone })} at ${time(updatedAt, { timeZone })}`
  const next = nextOf(steps)
  return (
    <>
      <DraftHead
        draft={view}
        saved={savedBy === null ? `Begun ${when}` : `${savedBy} saved last, ${when}`}
        facts={[STATES[view.state], published ? null : 'Never published']}
        action={published ? <a href={`/studio/${kind}/${slug}`}>Its versions</a> : null}
      />
      <div className="work no-rubric">
        <SectionSteps draftId={id} steps={steps} />
        <div className="stackgap">
          {conflicts.map(({ id: conflictId, section, who }) => (
            <Note key={conflictId} tone="alert" title="Two texts wait for a choice.">
              <p>
                {who} wrote in <a href={`/studio/drafts/${id}/edit/${section}#both`}>{titleOf(section)}</a> while
                somebody else saved it.
              </p>
            </Note>
          ))}
          <div className="actions">
            <LinkButton href={`/studio/drafts/${id}/edit/${next.section}`}>
              Write on: {titleOf(next.section)}
            </LinkButton>
            <LinkButton variant="second" href={`/studio/drafts/${id}/preview`}>
              Preview
            </LinkButton>
            <LinkButton variant="second" href={`/studio/drafts/${id}/review`}>
              Review
            </LinkButton>
            <LinkButton variant="second" href={`/studio/drafts/${id}/publish`}>
              Publish
            </LinkButton>
          </div>
          <Section title="What is missing" id="missing">
            <Checklist items={items} draftId={id} kind={kind} />
          </Section>
          <details className="ruled" open={sent !== undefined}>
            <summary>Discard this draft</summary>
            <form method="post" className="stackgap">
              <p>
                It leaves the studio, and can be brought back for 30 days.{' '}
                {published ? 'What is published stays as it is.' : 'Nothing of it was ever published.'}
              </p>
              <Checkbox name="sure" value="yes" label="Yes, discard it" error={sent?.wrong} required />
              <Button variant="danger" name="intent" value="discard">
                Discard this draft
              </Button>
            </form>
          </details>
        </div>
      </div>
    </>
  )
}

/** Where to go on: what is not begun, then what has remarks; else the first. */
const nextOf = (steps: readonly SectionStep[]): SectionStep =>
  steps.find(({ written }) => written === 'not begun') ??
  steps.find(({ remarks }) => remarks > 0) ??
  steps[0] ?? { section: 'about', written: 'begun', remarks: 0 }
