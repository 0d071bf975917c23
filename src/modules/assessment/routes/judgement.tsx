import { useRef, useSyncExternalStore } from 'react'
import { redirect } from 'react-router'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, readFields, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { byDay, dayAndTime, time } from '../../../ui/words/dates.ts'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Paragraphs } from '../../../ui/words/Paragraphs.tsx'
import { releaseJudgement } from '../commands/give-up.ts'
import { raiseConcern } from '../commands/raise-concern.ts'
import { Concerns } from '../parts/Concerns.tsx'
import { CriterionFields } from '../parts/CriterionFields.tsx'
import { DecisionSummary } from '../parts/DecisionSummary.tsx'
import { Earlier } from '../parts/Earlier.tsx'
import { JudgementHead, KeysLine, SubmissionOverview } from '../parts/JudgementFrame.tsx'
import { KeysDialog } from '../parts/KeysDialog.tsx'
import { LockedCriteria } from '../parts/LockedCriteria.tsx'
import { Reading } from '../parts/Reading.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { controlName } from '../parts/control-name.ts'
import { useScores, type Clash, type Saving } from '../parts/use-scores.ts'
import { can } from '../policy.ts'
import { findJudgement, listHeldJudgements } from '../queries/judgement.ts'
import { isConcernKind } from '../rules/concern.ts'
import { attemptInWords } from '../rules/turnaround.ts'
import { needsComment, decisionOn } from '../rules/decision.ts'
import type { Route } from './+types/judgement'
import { decideForm, readWords, saveForm } from './judgement-form.ts'
import { getJudgementView } from './judgement-view.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData === undefined ? 'Mintmark' : `${loaderData.view.code}, ${loaderData.view.title} · Mintmark` },
]

/** The open judgement of this person; where it has ended, the queue says how, or the newer claim goes on. */
async function open({ params, request, context }: Route.LoaderArgs | Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const judgement = isId(params.id) ? await findJudgement(db, params.id) : null
  if (judgement === null || !can(actor, 'see the judgement', judgement)) return notFound()
  const given = { db, actor, now: now() }
  return { given, judgement, open: can(actor, 'judge', judgement), ended: `/queue?after=${judgement.id}` }
}

export async function loader(args: Route.LoaderArgs) {
  const { given, judgement, open: isOpen, ended } = await open(args)
  const { db, actor, now } = given
  if (!isOpen) {
    const newer = (await listHeldJudgements(db, actor.personId)).find(
      ({ submissionId }) => submissionId === judgement.submissionId,
    )
    throw redirect(newer === undefined ? ended : `/judgements/${newer.id}`)
  }
  return { view: await getJudgementView(db, actor, judgement, now), timeZone: actor.timeZone }
}

export async function action(args: Route.ActionArgs) {
  const { given, judgement, ended } = await open(args)
  const form = await readFields(args.request)
  const { id } = judgement
  const intent = form.get('intent')
  if (intent === 'release') {
    await releaseJudgement(given, { judgementId: id })
    return redirect(ended)
  }
  if (intent === 'concern') {
    const kind = form.get('kind')
    const note = form.get('note')
    if (!isConcernKind(kind)) notFound()
    const raised = await raiseConcern(given, { judgementId: id, kind, note: typeof note === 'string' ? note : '' })
    return redirect(raised.ok && raised.released ? ended : `/judgements/${id}#concerns`)
  }
  const view = await getJudgementView(given.db, given.actor, judgement, given.now)
  const words = readWords(form, view.open)
  const saved = await saveForm(given, view, words)
  if (saved === 'ended') return redirect(ended)
  if (!saved.ok) return refused(saved.refusal)
  if (intent !== 'decide') return redirect(`/judgements/${id}#decision`)
  const decided = await decideForm(given, view, words, form.get('expects'))
  return decided === 'over' ? redirect(ended) : refused(decided.refusal)
}

const TROUBLE = {
  offline: 'Not saved: there is no connection. Keep this page open, it tries again.',
  signed_out: 'Not saved: you are signed out. Sign in in another tab, then go on here.',
  ended: 'This submission is no longer yours. What you wrote is kept, and comes back if you claim it again.',
  decided: 'The decision is given already. What you write here now is not kept.',
  too_long: 'Not saved: a comment is too long.',
} as const

const troubleOf = (saving: Saving): string | null => (saving.kind === 'trouble' ? TROUBLE[saving.what] : null)

function savedOf(saving: Saving, timeZone: string): string | null {
  if (saving.kind === 'saving') return 'Saving…'
  return saving.kind === 'saved' && saving.at !== null ? `Judgement saved at ${time(saving.at, { timeZone })}` : null
}

/** Nothing to listen to: the page has a script or it has none. */
const never = () => () => undefined

export default function Judgement({ loaderData: { view, timeZone }, actionData }: Route.ComponentProps) {
  const form = useRef<HTMLFormElement>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

  const said = new Map((actionData?.words ?? view.scores).map((score) => [score.criterionId, score]))
  const ids = view.open.map(({ id }) => id)
  const scores = useScores({
    form,
    judgementId: view.id,
    criteria: ids,
    stored: new Map(view.scores.map((score) => [score.criterionId, score])),
    initial: said,
    initialClashes: (actionData?.clashes ?? []).map((theirs) => ({ criterionId: theirs.criterionId, theirs })),
    savedAt: view.savedAt,
    until: view.until,
  })
  const keys = useKeys(form, dialog)

  const settle = (clash: Clash, keep: 'mine' | 'theirs') => {
    const controls = form.current?.elements
    if (keep === 'theirs' && controls !== undefined) {
      const radios = controls.namedItem(controlName('level', clash.criterionId))
      const comment = controls.namedItem(controlName('comment', clash.criterionId))
      if (radios instanceof RadioNodeList) radios.value = clash.theirs.levelId ?? ''
      if (comment instanceof HTMLTextAreaElement) comment.value = clash.theirs.comment
    }
    scores.settle(clash)
  }

  const now = ids.map((criterionId) => ({
    criterionId,
    ...(scores.words.get(criterionId) ?? { levelId: null, comment: '' }),
  }))
  /** What was wrong with the words that came back is said until they change. */
  const isAsSent = (criterionId: string): boolean => {
    const [sent, here] = [said.get(criterionId), scores.words.get(criterionId)]
    return sent?.levelId === here?.levelId && sent?.comment === here?.comment
  }
  const decision = decisionOn(view.scale, ids, now)
  const scored = now.filter(({ levelId }) => levelId !== null).length

  return (
    <>
      <JudgementHead
        title={view.title}
        code={view.code}
        attempt={view.attempt}
        saved={savedOf(scores.saving, timeZone)}
        trouble={troubleOf(scores.saving)}
        facts={[
          `Yours until ${dayAndTime(scores.until, { timeZone })}`,
          <span key="due" className={view.clock.overdue ? 'wrong-text' : undefined}>
            {view.clock.words}
            {view.dueAt === null || view.clock.overdue ? null : `, ${byDay(view.dueAt, { timeZone })}`}
          </span>,
        ]}
        action={<a href="#release">Release this submission</a>}
      >
        {actionData ? (
          <ErrorSummary title={actionData.title} kept={actionData.kept} problems={actionData.problems} />
        ) : null}
      </JudgementHead>
      <div className="assess after">
        <div className="stackgap">
          <SubmissionOverview parts={view.parts} competency={view.competency} scored={scored} outOf={ids.length} />
          {view.attempt > 1 ? (
            <section className="stackgap ruled">
              <h3>What changed since the {attemptInWords(view.attempt - 1)}</h3>
              {view.changedNote.trim() === '' ? (
                <p className="soft">The educator wrote nothing about it.</p>
              ) : (
                <Paragraphs text={view.changedNote} />
              )}
              {view.earlier.toReversed().map((attempt) => (
                <Earlier key={attempt.attempt} {...attempt} now={view.parts} />
              ))}
            </section>
          ) : null}
          <Reading parts={view.parts} judgementId={view.id} />
          <Concerns raised={view.concerns} onSubmit={scores.saveFirst} />
          <section className="stackgap ruled" id="release">
            <h3>Release this submission</h3>
            <p>
              It goes back to the queue for another assessor. Your levels and comments are kept for you alone, and come
              back if you claim it again.
            </p>
            <form method="post" onSubmit={scores.saveFirst}>
              <Button variant="second" name="intent" value="release">
                Release {view.code}
              </Button>
            </form>
          </section>
        </div>
        <form
          method="post"
          ref={form}
          id="judgement"
          className="stackgap"
          aria-label="Judgement"
          onChange={scores.changed}
          onSubmit={scores.saveFirst}
        >
          {scripted ? <KeysLine levels={view.scale.levels.length} onAll={() => dialog.current?.showModal()} /> : null}
          <LockedCriteria locked={view.locked} />
          {view.open.map((criterion) => (
            <CriterionFields
              key={criterion.id}
              criterion={criterion}
              said={said.get(criterion.id) ?? { levelId: null, comment: '', revision: 0 }}
              revision={scores.revisions.get(criterion.id) ?? 0}
              commentNeeded={needsComment(view.scale, scores.words.get(criterion.id)?.levelId ?? null)}
              error={isAsSent(criterion.id) ? actionData?.wrong[criterion.id] : undefined}
              clash={scores.clashes.find(({ criterionId }) => criterionId === criterion.id)}
              onSettle={settle}
            />
          ))}
          <DecisionSummary decision={decision} open={view.open} scored={scored} />
        </form>
      </div>
      <KeysDialog dialog={dialog} levels={view.scale.levels.length} on={keys.on} onTurn={keys.turn} />
    </>
  )
}
