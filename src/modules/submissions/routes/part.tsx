import { useFetcher, useRevalidator } from 'react-router'
import { useSyncExternalStore } from 'react'
import { notFound, readFields, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { savedLine, type SavedWords } from '../../../ui/saving/saved-line.ts'
import { AddEvidence } from '../parts/AddEvidence.tsx'
import { ConflictPanel } from '../parts/ConflictPanel.tsx'
import { EvidenceList } from '../parts/EvidenceList.tsx'
import { Estimate, PartHead, PartRubric, PartSteps } from '../parts/PartFrame.tsx'
import { PromptField } from '../parts/PromptField.tsx'
import { Said } from '../parts/coaching/Said.tsx'
import { useAutosave, type Autosave } from '../parts/use-autosave.ts'
import { useUploads, type Uploads } from '../parts/use-uploads.ts'
import { WorkHead } from '../parts/WorkHead.tsx'
import { isEvidenceRefusal, refusalInWords } from '../rules/evidence.ts'
import { PART_NAMES } from '../rules/missing-words.ts'
import { isPartKind } from '../rules/work.ts'
import { savePart } from './part-form.ts'
import { loadPartView, type PartView, type PromptView } from './part-view.ts'
import type { Route } from './+types/part'

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined ? [] : [{ title: `${loaderData.title}: ${PART_NAMES[loaderData.part.kind]} · Mintmark` }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { searchParams } = new URL(request.url)
  if (!isPartKind(params.part)) return notFound()
  const view = await loadPartView(worldOf(context).db, actor, params.id, params.part, searchParams.get('removed'))
  if (view === null) return notFound()
  const refused = searchParams.get('refused')
  const at = searchParams.get('at')
  const file = searchParams.get('file')
  const message = isEvidenceRefusal(refused)
    ? refusalInWords(refused)
    : 'This could not be added: the attempt takes no changes now.'
  const refusal =
    refused === null || at === null
      ? null
      : { promptId: at, message: file === null ? message : `${file}: ${message}`, url: '', name: '' }
  return { ...view, refusal }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  if (!isPartKind(params.part)) return notFound()
  return savePart({ db, actor, now: now() }, { id: params.id, part: params.part }, await readFields(request))
}

export default function PartPage({ loaderData: view, actionData }: Route.ComponentProps) {
  const answer = actionData ?? null
  if (!view.drafting) return <Reading view={view} />
  return (
    <Writing
      key={view.submissionId}
      view={view}
      refusal={answer?.refusal ?? view.refusal}
      tooLong={answer?.tooLong ?? []}
    />
  )
}

type Refusal = { promptId: string; message: string; url: string; name: string } | null

/** What was handed in, after it was: the same page without a field. */
function Reading({ view }: { view: PartView }) {
  const handed = view.steps
    .filter(({ name }) => name !== 'Check and submit')
    .map((step) => ({ ...step, fact: 'Handed in', inking: 'full' as const }))
  return (
    <>
      <WorkHead
        view={view}
        facts={['Handed in: it can be read here, not changed.']}
        action={<a href={`/pursuits/${view.id}`}>Where it is now</a>}
      />
      <div className="work">
        <PartSteps {...view} steps={handed} />
        <div className="stackgap">
          <PartHead part={view.part} />
          {view.prompts.map((prompt) => (
            <PromptField key={prompt.id} prompt={prompt} levels={view.levels} numbers={view.numbers} writing={null}>
              <EvidenceList pursuitId={view.id} evidence={prompt.evidence} timeZone={view.timeZone} editable={false} />
            </PromptField>
          ))}
        </div>
        <Rubric view={view} estimate={null} />
      </div>
    </>
  )
}

const WORDS: SavedWords = {
  other: 'Open in another tab too. This one shows its newest words.',
  refused: 'This attempt takes no changes now, or the text is too long. Your words are kept on this device.',
  clash: (promptId, _clash, at) => ({
    trouble: 'Open in another tab.',
    fact: `That tab is newer, from ${at}.`,
    href: `#prompt-${promptId}`,
    link: 'Show both',
  }),
}

/** That script runs here is known from the first drawing in the browser on, and does not change. */
const never = () => () => undefined

function Writing({ view, refusal, tooLong }: { view: PartView; refusal: Refusal; tooLong: readonly string[] }) {
  const { id: pursuitId, submissionId, timeZone } = view
  const { revalidate } = useRevalidator()
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const open = view.prompts.filter(({ locked }) => !locked)
  const autosave = useAutosave({ pursuitId, submissionId, prompts: open, savedAt: view.savedAt })
  const uploads = useUploads(pursuitId, submissionId, () => void revalidate())
  const estimates = useFetcher()
  const { saved, trouble, fact, href, link } = savedLine(autosave.view, view.savedAt, timeZone, WORDS)
  const last = view.steps.findIndex(({ current }) => current) + 1
  const next = view.steps[last]
  return (
    <>
      <WorkHead
        view={view}
        saved={saved}
        trouble={trouble}
        facts={[fact, `About ${view.timeLeft} left to do`, <Coached key="coach" view={view} />]}
        action={<a href={href ?? `/pursuits/${pursuitId}/check`}>{link ?? 'Check what is missing'}</a>}
      />
      <form method="post" className="work">
        <PartSteps {...view} />
        <div className="stackgap">
          {/* Enter in a one-line field presses the first button of a form: it only saves. */}
          <button className="unseen" name="intent" value="save" tabIndex={-1}>
            Save
          </button>
          <input type="hidden" name="part" value={view.part.kind} />
          <ErrorSummary
            title="Not saved yet"
            kept="Everything else is saved, and your words stand below."
            problems={tooLong.map((promptId) => ({
              field: `response:${promptId}`,
              message: `The text under ${promptId} is too long to keep`,
            }))}
          />
          <PartHead part={view.part} />
          {view.prompts.map((prompt) =>
            prompt.locked ? (
              <PromptField key={prompt.id} prompt={prompt} levels={view.levels} numbers={view.numbers} writing={null}>
                <EvidenceList pursuitId={pursuitId} evidence={prompt.evidence} timeZone={timeZone} editable={false} />
              </PromptField>
            ) : (
              <OpenPrompt
                key={prompt.id}
                {...{ view, prompt, autosave, uploads, scripted }}
                refusal={refusal?.promptId === prompt.id ? refusal : null}
                tooLong={tooLong.includes(prompt.id)}
              />
            ),
          )}
          <div className="actions ruled">
            <Button name="intent" value={`next:${next?.href?.split('/').at(-1) ?? 'check'}`}>
              Save and go on: {next?.name ?? 'Check and submit'}
            </Button>
            <Button variant="second" name="intent" value="save">
              Save
            </Button>
          </div>
        </div>
        <Rubric
          view={view}
          estimate={(criterionId, levelId) =>
            void estimates.submit({ [`estimate:${criterionId}`]: levelId, intent: 'quiet' }, { method: 'post' })
          }
        />
      </form>
    </>
  )
}

/** The way to a second pair of eyes, and what came of it. */
function Coached({ view: { id, coaching } }: { view: PartView }) {
  if (coaching === null) return null
  const words =
    coaching.open !== null
      ? `${coaching.open.coach} is reading it`
      : coaching.answered.length > 0
        ? 'Your coach has written to you'
        : coaching.coaches.length > 0
          ? 'Ask my coach to read it first'
          : 'Ask a colleague to read it first'
  return <a href={`/pursuits/${id}/check#coach`}>{words}</a>
}

type OpenProps = {
  view: PartView
  prompt: PromptView
  autosave: Autosave
  uploads: Uploads
  scripted: boolean
  refusal: Refusal
  tooLong: boolean
}

function OpenPrompt({ view, prompt, autosave, uploads, scripted, refusal, tooLong }: OpenProps) {
  const { id } = prompt
  const clash = autosave.view?.clashes[id]
  const shared = { timeZone: view.timeZone }
  return (
    <PromptField
      prompt={prompt}
      levels={view.levels}
      numbers={view.numbers}
      said={<Said said={view.coaching?.byPrompt[id] ?? []} />}
      writing={{
        text: autosave.typed[id],
        revision: autosave.view?.revisions[id],
        error: tooLong
          ? 'This is too long to keep: 200,000 characters at most. Shorten it, or add it as a file.'
          : undefined,
        attach: autosave.field(id),
        onWrite: (text) => autosave.write(id, text),
        onLeave: autosave.leave,
      }}
    >
      {clash !== undefined ? (
        <ConflictPanel
          {...shared}
          older={autosave.typed[id] ?? clash.mine}
          newer={clash.theirs}
          newerAt={new Date(clash.savedAt)}
          names={['In this tab', 'In the other tab, newer']}
          choose={{ older: () => autosave.settle(id, 'mine'), newer: () => autosave.settle(id, 'theirs') }}
        />
      ) : prompt.conflict === null ? null : (
        <ConflictPanel
          {...shared}
          older={prompt.conflict.body}
          newer={prompt.body}
          newerAt={null}
          names={['Kept from the older tab', 'Saved now']}
          choose={{ older: `settle:${prompt.conflict.id}:kept`, newer: `settle:${prompt.conflict.id}:current` }}
        />
      )}
      {view.removed?.promptId === id ? (
        <p>
          <output className="toast">
            {view.removed.name} removed
            <button className="textbutton" name="intent" value={`restore:${view.removed.id}`}>
              Undo
            </button>
          </output>
        </p>
      ) : null}
      <EvidenceList
        pursuitId={view.id}
        evidence={prompt.evidence}
        timeZone={view.timeZone}
        editable
        uploads={uploads.uploads.filter(({ promptId }) => promptId === id)}
        control={uploads}
      />
      <AddEvidence
        pursuitId={view.id}
        promptId={id}
        takesFiles={prompt.takesFiles}
        takesLinks={prompt.takesLinks}
        accept={prompt.accept}
        send={scripted ? (files) => uploads.start(id, files) : null}
        refused={refusal}
      />
    </PromptField>
  )
}

function Rubric({
  view,
  estimate,
}: {
  view: PartView
  estimate: ((criterionId: string, levelId: string) => void) | null
}) {
  return (
    <PartRubric
      part={view.part}
      criteria={view.criteria}
      levels={view.levels}
      startAt={view.startAt}
      met={view.met}
      reading={estimate === null}
      after={({ id }) =>
        estimate === null ? null : (
          <>
            <Said said={view.coaching?.byCriterion[id] ?? []} />
            <Estimate
              criterionId={id}
              levels={view.levels}
              said={view.estimates[id]}
              onSay={(levelId) => estimate(id, levelId)}
            />
          </>
        )
      }
    />
  )
}
