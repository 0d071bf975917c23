import { data, redirect } from 'react-router'
import { notFound, readFields, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { CheckList } from '../../../ui/CheckList.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Checkbox, TextArea } from '../../../ui/forms/Field.tsx'
import { StepList } from '../../../ui/StepList.tsx'
import { listWords, plural } from '../../../ui/words/words.ts'
import { setChangedNote, submitForAssessment } from '../commands/attempts.ts'
import { askCoach, takeBackQuestion } from '../commands/coaching/ask.ts'
import { AskCoach } from '../parts/coaching/AskCoach.tsx'
import { WorkHead } from '../parts/WorkHead.tsx'
import { missingHref, missingInWords, PART_NAMES, STATEMENT_TEXTS } from '../rules/missing-words.ts'
import { LONGEST_NOTE, missingForSubmission, STATEMENTS, type Missing, type Statement } from '../rules/readiness.ts'
import { ASK_SAYS } from './coaching/ask-says.ts'
import { loadCoaching } from './coaching/coaching-view.ts'
import { formText } from './form-text.ts'
import { attemptInWords, isLater, loadWorkspace, progressOf, stepsOf, timeLeft } from './workspace.ts'
import type { Route } from './+types/check'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Check and submit: ${loaderData?.title ?? ''} · Mintmark` },
]

const ALL_GIVEN = { own_work: true, no_identities: true, may_be_read: true }

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const workspace = await loadWorkspace(worldOf(context).db, actor, params.id)
  const { current, content, pursuit, answers } = workspace
  if (current.state !== 'draft') throw redirect(`/pursuits/${pursuit.id}`)
  const missing = missingForSubmission({
    work: content,
    openCriteria: current.openCriteria,
    answers,
    later: false,
    changedNote: '',
    statements: ALL_GIVEN,
  })
  return {
    id: pursuit.id,
    title: content.title,
    attempt: attemptInWords(workspace),
    startedAt: current.startedAt,
    timeZone: actor.timeZone,
    timeLeft: timeLeft(workspace),
    steps: stepsOf(workspace, 'check'),
    slug: workspace.slug,
    style: workspace.style,
    complete: progressOf(workspace)
      .filter((part) => part.missing === 0 && part.prompts > 0)
      .map(({ kind }) => PART_NAMES[kind]),
    missing: missing.map((each) => shown(each, pursuit.id)),
    later: isLater(workspace),
    coaching: await loadCoaching(worldOf(context).db, actor, workspace),
    changedNote: current.changedNote,
    openCriteria: content.rubric.criteria
      .filter(({ id }) => current.openCriteria.includes(id))
      .map(({ title }) => title),
  }
}

const shown = (missing: Missing, id: string) => ({ words: missingInWords(missing), href: missingHref(missing, id) })

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now, limits } = worldOf(context)
  const form = await readFields(request)
  const changedNote = formText(form, 'changed_note')
  const given = { db, actor, now: now() }
  const back = `/pursuits/${params.id}`
  const intent = form.get('intent')
  if (intent === 'ask') {
    const [coachId, email, question] = ['coach', 'email', 'question'].map((name) => formText(form, name))
    const words = { email: email ?? '', question: question ?? '' }
    const asked = await askCoach(given, { pursuitId: params.id, coachId: coachId ?? '', ...words })
    if (asked.ok || asked.reason === 'asked') return redirect(`${back}/check#coach`)
    if (asked.reason === 'unknown') return notFound()
    return asked.reason === 'closed'
      ? redirect(back)
      : refused({ missing: [], statements: null, changedNote: null, asking: { words, wrong: ASK_SAYS[asked.reason] } })
  }
  if (intent === 'unask') {
    const taken = await takeBackQuestion(given, { pursuitId: params.id })
    return taken.ok || taken.reason === 'over' ? redirect(`${back}/check#coach`) : notFound()
  }
  if (intent === 'keep') {
    const kept = await setChangedNote(given, { pursuitId: params.id, note: changedNote })
    if (!kept.ok && kept.reason === 'unknown') return notFound()
    return redirect(kept.ok ? `${back}/check` : back)
  }
  if (!(await limits.allow('submission', actor.personId))) throw data(null, { status: 429 })
  const statements: Record<Statement, boolean> = { ...ALL_GIVEN }
  for (const statement of STATEMENTS) statements[statement] = form.has(statement)
  const submitted = await submitForAssessment(given, { pursuitId: params.id, statements, changedNote })
  if (submitted.ok || submitted.reason === 'closed') return redirect(back)
  if (submitted.reason !== 'incomplete') return notFound()
  return refused({ missing: submitted.missing, statements, changedNote, asking: null })
}

export default function Check({ loaderData: view, actionData }: Route.ComponentProps) {
  const missing = actionData?.missing ?? []
  const asking = actionData?.asking ?? null
  const lacks = (kind: Missing['kind'], statement?: Statement): boolean =>
    missing.some((each) => each.kind === kind && (each.kind !== 'statement' || each.statement === statement))
  const checks = [
    ...view.complete.map((name) => ({ done: true, what: `${name}: complete` })),
    ...view.missing.map(({ words, href }) => ({ done: false, what: <a href={href}>{words}</a> })),
  ]
  return (
    <>
      <WorkHead view={view} facts={[`About ${view.timeLeft} left to do`]} />
      <div className="work no-rubric">
        <StepList steps={view.steps} label="Parts" />
        <div className="stackgap">
          <ErrorSummary
            title={`Not submitted yet: ${missing.length === 1 ? 'one thing is' : `${missing.length} things are`} missing`}
            kept="Everything you wrote is saved."
            problems={missing.map((each) => ({ message: missingInWords(each), href: missingHref(each, view.id) }))}
          />
          <ErrorSummary
            title="Nobody is asked yet"
            kept="What you wrote is kept."
            problems={asking === null ? [] : [asking.wrong]}
          />
          <h2>Check and submit</h2>
          <CheckList checks={checks} />
          <p className="soft">
            {view.missing.length === 0
              ? 'Every part holds what is asked for. Read it once more as a stranger would: your assessor knows only what stands here.'
              : `${plural(view.missing.length, 'thing')} to do before you can submit. What is there is saved.`}
          </p>
          <form method="post" className="fields">
            {view.later ? (
              <TextArea
                name="changed_note"
                label="What did you change?"
                hint={`For your assessor, who reads this attempt beside the last one. This time ${listWords(view.openCriteria.map((title) => `“${title}”`))} ${view.openCriteria.length === 1 ? 'is' : 'are'} scored.`}
                error={lacks('changed_note') ? 'Say in a sentence or two what is different now.' : undefined}
                defaultValue={actionData?.changedNote ?? view.changedNote}
                maxLength={LONGEST_NOTE}
              />
            ) : null}
            <fieldset>
              <legend className="label">Before you hand it in</legend>
              {STATEMENTS.map((statement) => (
                <Checkbox
                  key={statement}
                  name={statement}
                  label={STATEMENT_TEXTS[statement]}
                  defaultChecked={actionData?.statements?.[statement] ?? false}
                  error={
                    lacks('statement', statement)
                      ? 'Tick this to submit. If it is not so, change your work first.'
                      : undefined
                  }
                />
              ))}
            </fieldset>
            <div className="actions">
              <Button name="intent" value="submit">
                Submit for assessment
              </Button>
              {view.later ? (
                <Button variant="second" name="intent" value="keep">
                  Save what you changed
                </Button>
              ) : null}
              <span className="hint">
                A decision comes within 5 business days. Until somebody begins to assess it, you can take it back.
              </span>
            </div>
          </form>
          <AskCoach
            coaching={view.coaching}
            words={asking?.words ?? { email: '', question: '' }}
            errorOf={(field) => (asking?.wrong.field === field ? asking.wrong.message : undefined)}
            timeZone={view.timeZone}
          />
        </div>
      </div>
    </>
  )
}
