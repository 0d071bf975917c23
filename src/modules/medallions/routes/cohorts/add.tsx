import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readFields, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { plural } from '../../../../ui/words/words.ts'
import { addEducators, checkEducators } from '../../commands/launching.ts'
import { ChooseEducators } from '../../parts/cohorts/ChooseEducators.tsx'
import { KeptWords } from '../../parts/cohorts/KeptWords.tsx'
import { Sorted } from '../../parts/cohorts/Sorted.tsx'
import { can } from '../../policy.ts'
import { findCohort } from '../../queries/cohorts.ts'
import { LAUNCH_PROBLEMS } from '../../rules/launch.ts'
import { choosingView, sortedView } from './choosing-view.ts'
import { askingOf, readChosen, type ChosenWords } from './launch-form.ts'
import type { Route } from './+types/add'

export const meta: Route.MetaFunction = () => [{ title: 'Ask more educators · Mintmark' }]

const NOTHING: ChosenWords = { schools: [], people: [], list: '', again: false, confirm: [], search: '', page: 1 }

async function load(context: Route.LoaderArgs['context'], request: Request, id: string) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const cohort = isId(id) ? await findCohort(db, id) : null
  if (cohort === null || !can(actor, 'lead a cohort', cohort)) return notFound()
  if (cohort.closedAt !== null) throw redirect(`/cohorts/${id}`)
  return { given: { db, actor, now: now() }, cohort }
}

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { given, cohort } = await load(context, request, params.id)
  const { id, name, title, organisationId, organisationName: organisation } = cohort
  return { id, name, title, organisation, choosing: await choosingView(given.db, organisationId, NOTHING) }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { given, cohort } = await load(context, request, params.id)
  const { words, problems, intent } = await readChosen(await readFields(request))
  const asking = { cohortId: cohort.id, ...askingOf(words) }
  const draw = async (wrong: { field: string; message: string }[]) => ({
    words,
    wrong,
    choosing: await choosingView(given.db, cohort.organisationId, words),
    sorted: null,
  })
  if (intent === 'ask') {
    const added = await addEducators(given, asking)
    throw redirect(`/cohorts/${cohort.id}${added.ok ? `?launched=${added.offered}` : ''}`)
  }
  if (intent !== 'check') return draw(problems.slice(0, 5).map(({ says }) => ({ field: 'file', message: says })))
  const checked = await checkEducators(given, asking)
  if (!checked.ok) throw redirect(`/cohorts/${cohort.id}`)
  const { chosen } = asking
  if (chosen.organisationIds.length + chosen.personIds.length + chosen.emails.length === 0)
    return refused(await draw([{ field: 'school', message: LAUNCH_PROBLEMS.nobody_chosen.message }]))
  return { words, wrong: [], choosing: null, sorted: sortedView(checked.sorted, words, problems) }
}

export default function AddEducators({ loaderData: view, actionData }: Route.ComponentProps) {
  const { id, name, title, organisation } = view
  const words = actionData?.words ?? NOTHING
  const wrong = actionData?.wrong ?? []
  const sorted = actionData?.sorted ?? null
  const asked = sorted?.offered.count ?? 0
  return (
    <div className="stackgap">
      <PageHead
        title={sorted === null ? 'Ask more educators' : 'Check whom you ask'}
        kicker={
          <a href={`/cohorts/${id}`}>
            {name} · {title}
          </a>
        }
        {...(sorted === null ? {} : { lead: 'Nothing has happened yet.' })}
        work
      />
      <ErrorSummary title="Not ready yet" kept="What you wrote and ticked is kept." problems={wrong} />
      <form method="post" action={`/cohorts/${id}/add`} encType="multipart/form-data" className="cohort-form stackgap">
        {sorted === null ? (
          <>
            <button className="unseen" name="intent" value="search" tabIndex={-1}>
              Search
            </button>
            <ChooseEducators
              choosing={actionData?.choosing ?? view.choosing}
              words={words}
              error={wrong.find(({ field }) => field === 'school')?.message}
            />
            <div className="actions ruled">
              <Button name="intent" value="check">
                See who would be asked
              </Button>
              <span className="hint">Nothing is sent yet.</span>
            </div>
          </>
        ) : (
          <>
            <KeptWords
              words={{
                list: words.list,
                again: words.again ? 'on' : null,
                school: words.schools,
                person: words.people,
              }}
            />
            <Sorted sorted={sorted} organisation={organisation} confirm={words.confirm} />
            <div className="actions ruled">
              {asked + sorted.joining.count === 0 ? null : (
                <Button name="intent" value="ask">
                  {asked === 0 ? 'Take them in' : `Ask ${plural(asked, 'educator')}`}
                </Button>
              )}
              <Button variant="second" name="intent" value="change">
                Change something
              </Button>
            </div>
          </>
        )}
      </form>
    </div>
  )
}
