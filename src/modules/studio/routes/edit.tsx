import { useRef, useSyncExternalStore, type SubmitEvent } from 'react'
import { notFound, readFields } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { savedLine, type SavedWords } from '../../../ui/saving/saved-line.ts'
import { listWords } from '../../../ui/words/words.ts'
import { ComponentSearch } from '../parts/alignments/ComponentSearch.tsx'
import { useComponents } from '../parts/alignments/use-components.ts'
import { SectionFindings } from '../parts/Checklist.tsx'
import { DraftHead } from '../parts/editor/DraftHead.tsx'
import { SectionComments } from '../parts/review/SectionComments.tsx'
import { SectionConflict } from '../parts/editor/SectionConflict.tsx'
import { SectionForm } from '../parts/editor/SectionForm.tsx'
import { SectionSteps } from '../parts/editor/SectionSteps.tsx'
import { PreviewPane } from '../parts/preview/PreviewPane.tsx'
import { useEdits } from '../parts/use-edits.ts'
import { useSection } from '../parts/use-section.ts'
import { alignmentsOf, alignTo, componentKey, type Component } from '../rules/alignments.ts'
import { titleOf } from '../rules/diff/fields.ts'
import { differences } from '../rules/diff/sections.ts'
import { GUIDANCE } from '../rules/fields/guidance.ts'
import { promptsOf, recordNames } from '../rules/fields/names.ts'
import { tidySection } from '../rules/fields/reading.ts'
import { isSectionOf, type SectionContent } from '../rules/sections.ts'
import { takeSection } from './edit-form.ts'
import { loadEditView, type EditView } from './edit-view.ts'
import { requireDraft } from './studio.ts'
import type { Route } from './+types/edit'

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined ? [] : [{ title: `${titleOf(loaderData.section)}: ${loaderData.title} · Mintmark` }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { draft, ...given } = await requireDraft(context, request, params.id)
  if (!isSectionOf(draft.kind, params.section)) return notFound()
  const find = new URL(request.url).searchParams.get('find') ?? ''
  return (await loadEditView(given, draft, params.section, find)) ?? notFound()
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { draft, ...given } = await requireDraft(context, request, params.id)
  if (!isSectionOf(draft.kind, params.section)) return notFound()
  const place = { draftId: draft.id, kind: draft.kind, section: params.section }
  return takeSection(given, place, await readFields(request))
}

export default function EditPage({ loaderData: view, actionData: sent }: Route.ComponentProps) {
  return <Editor key={`${view.id} ${view.section}`} view={view} sent={sent} />
}

type Sent = Route.ComponentProps['actionData']

/** That script runs here is known from the first drawing in the browser on, and does not change. */
const never = () => () => undefined

const WORDS: SavedWords = {
  other: 'Somebody saved this section meanwhile. Their words stand here.',
  refused:
    'Either a text is longer than 20,000 letters, or the draft was published or discarded. Your words are kept on this device.',
  clash: (_section, { by }, at) => ({
    trouble: by === undefined ? 'Saved in another place too.' : `${by} saved this section too.`,
    fact: `That was at ${at}. Both texts are kept.`,
    href: '#both',
    link: 'Show both',
  }),
}

const NO_COMPONENTS = { find: '', found: [], named: [] }

const REFUSED = {
  too_long: 'A text is longer than 20,000 letters, or the whole section is longer than can be kept. Shorten it.',
  too_many: 'A list has more than 200 lines. Take some out.',
}

const NOT_ADDED = {
  aligned: 'This component is among the alignments already. It is not added a second time.',
  full: 'There are 200 alignments already. Take some out first.',
  gone: 'No framework here has this component now. Look for it again.',
}

function Editor({ view, sent }: { view: EditView; sent: Sent }) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const given = sent === undefined ? view : { ...view, content: sent.content, revision: sent.baseRevision }
  const form = useRef<HTMLFormElement>(null)
  const open = useSection(form, { ...given, draftId: view.id })
  const edits = useEdits({ form, read: open.read, write: open.write })
  const { saved, trouble, fact, href, link } = savedLine(open.view, view.savedAt, view.timeZone, WORDS)
  const by = view.savedBy === null || open.view !== null ? null : `by ${view.savedBy}`
  const here =
    open.present.length === 0
      ? null
      : `${listWords(open.present)} ${open.present.length === 1 ? 'is' : 'are'} in this section now`
  const { section, steps } = view
  const next = steps[steps.findIndex((step) => step.section === section) + 1]?.section
  const wide = section === 'rubric'
  const { search, known } = useComponents(view.components ?? NO_COMPONENTS)
  const pick = (component: Component) => {
    const before = open.read()
    const aligned = before === null ? null : alignTo(before, component)
    if (aligned?.ok) edits.put(aligned.content, aligned.at, `Aligned to ${component.code} ${component.name}.`)
  }
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => void edits.took(event)
  return (
    <>
      <DraftHead
        draft={view}
        section={titleOf(section)}
        saved={saved === undefined || by === null ? saved : `${saved} ${by}`}
        trouble={trouble}
        facts={[fact, here === null ? null : <b key="here">{here}</b>]}
        action={
          <a href={href ?? `/studio/drafts/${view.id}/preview`}>{link ?? 'What educators and assessors will see'}</a>
        }
      />
      <div className="work">
        <SectionSteps draftId={view.id} steps={steps} current={section} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of its fields come up to it */}
        <form
          method="post"
          className="stackgap editor"
          data-scripted={scripted ? '' : undefined}
          ref={form}
          onInput={open.onInput}
          onBlur={open.leave}
          onSubmit={onSubmit}
          onKeyDown={edits.onKeyDown}
        >
          {/* Enter in a one-line field presses the first button of a form: it only saves. */}
          <button className="unseen" name="intent" value="save" tabIndex={-1}>
            Save
          </button>
          <input type="hidden" name="revision" value={open.revision} />
          {sent === undefined ? null : <Refused reason={sent.reason} />}
          <Conflicts view={view} open={open} />
          <SectionFindings findings={view.findings} />
          <SectionComments draftId={view.id} section={section} findings={view.findings} />
          <output className="unseen">{edits.said}</output>
          {edits.undo === null ? null : (
            <p>
              <output className="toast">
                {edits.said}
                <button type="button" className="textbutton" onClick={edits.undo}>
                  Undo
                </button>
              </output>
            </p>
          )}
          <div className="fields" key={open.drawn.turn}>
            <SectionForm
              section={section}
              content={open.drawn.content}
              typed={open.typed}
              setting={{
                things: view.things,
                findings: view.findings,
                names: recordNames(view.whole),
                components: known,
              }}
              prompts={promptsOf(view.whole)}
              isNew={view.isNew}
              scripted={scripted}
            />
          </div>
          {section === 'alignments' ? (
            <ComponentSearch
              search={search}
              aligned={new Set(alignmentsOf(open.typed).map(componentKey))}
              onPick={pick}
            />
          ) : null}
          <div className="actions ruled">
            <Button name="intent" value={`next:${next ?? 'overview'}`}>
              {next === undefined ? 'Save and go to the overview' : `Save and go on: ${titleOf(next)}`}
            </Button>
            <Button variant="second" name="intent" value="save">
              Save
            </Button>
          </div>
        </form>
        <aside className="beside" aria-labelledby="house-style">
          <details open={!wide}>
            <summary id="house-style">How to write it</summary>
            <Guidance view={view} />
          </details>
          {view.kind === 'micro-credential' ? (
            <PreviewPane draft={view} whole={view.whole} section={section} typed={open.typed} />
          ) : null}
        </aside>
      </div>
    </>
  )
}

function Refused({ reason }: { reason: NonNullable<Sent>['reason'] }) {
  const unsaved = reason === 'too_long' || reason === 'too_many'
  return (
    <ErrorSummary
      title={unsaved ? 'Not saved yet' : 'Not added'}
      kept={unsaved ? 'Your words stand below as you typed them.' : 'All that you wrote is saved.'}
      problems={[{ message: unsaved ? REFUSED[reason] : NOT_ADDED[reason] }]}
    />
  )
}

function Guidance({ view: { section } }: { view: EditView }) {
  return (
    <ul className="guidance">
      {GUIDANCE[section].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

function Conflicts({ view, open }: { view: EditView; open: ReturnType<typeof useSection> }) {
  const { clash } = open
  if (clash !== undefined) {
    const theirs = contentOf(view, clash.theirs)
    return (
      <SectionConflict
        title={
          clash.by === undefined ? 'Saved in another place too.' : `${clash.by} saved this section while you wrote.`
        }
        names={[clash.by === undefined ? 'The text saved there' : `The text of ${clash.by}`, 'Your text']}
        changes={differences(view.kind, view.section, theirs, open.typed)}
        choose={{ stands: () => open.settle('theirs'), other: () => open.settle('mine') }}
      />
    )
  }
  return view.conflicts.map(({ id, keptBy, changes }) => (
    <SectionConflict
      key={id}
      title={
        keptBy === null
          ? 'You wrote this section while somebody else saved it.'
          : `${keptBy} wrote this section while somebody else saved it.`
      }
      names={['The text that is saved', keptBy === null ? 'Your text' : `The text of ${keptBy}`]}
      changes={changes}
      choose={{ stands: `settle:${id}:current`, other: `settle:${id}:kept` }}
    />
  ))
}

const contentOf = ({ section }: EditView, text: string): SectionContent =>
  tidySection(section, JSON.parse(text)).content
