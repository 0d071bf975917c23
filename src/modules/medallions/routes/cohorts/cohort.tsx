import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readFields, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { StatusLine } from '../../../../ui/StatusLine.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { day } from '../../../../ui/words/dates.ts'
import { plural } from '../../../../ui/words/words.ts'
import { confirmQualified } from '../../commands/answers.ts'
import { changeCohort, closeCohort, removeEducator, setInvitation } from '../../commands/cohorts.ts'
import { ChangeCohort, CloseCohort, Invitation, Waiting } from '../../parts/cohorts/Leading.tsx'
import { Members } from '../../parts/cohorts/Members.tsx'
import { findCohort } from '../../queries/cohorts.ts'
import { listWaiting } from '../../queries/members.ts'
import { LAUNCH_PROBLEMS } from '../../rules/launch.ts'
import { loadCohortView } from './cohort-view.ts'
import type { Route } from './+types/cohort'

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: `${loaderData?.name ?? ''} · Mintmark` }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, config } = worldOf(context)
  const { searchParams } = new URL(request.url)
  const search = (searchParams.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 100)
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(searchParams.get('page'))) || 1))
  const launched = searchParams.get('launched')
  return {
    ...(await loadCohortView(db, actor, params.id, { search, page, publicUrl: config.publicUrl })),
    launched: launched !== null && /^\d{1,6}$/.test(launched) ? Number(launched) : null,
  }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const cohortId = params.id
  if (!isId(cohortId)) return notFound()
  const given = { db, actor, now: now() }
  const form = await readFields(request)
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const [verb, subject = ''] = text('intent').split(':')
  const back = `/cohorts/${cohortId}`
  if (verb === 'change') {
    const words = { name: text('name'), starts: text('starts'), ends: text('ends'), coach: text('coach') }
    const changed = await changeCohort(given, {
      cohortId,
      name: words.name,
      startsOn: words.starts,
      endsOn: words.ends,
      coachEmail: words.coach,
    })
    if (!changed.ok && changed.reason === 'wrong')
      return refused({ wrong: changed.problems.map((problem) => LAUNCH_PROBLEMS[problem]), words })
    return changed.ok || changed.reason === 'closed' ? redirect(back) : notFound()
  }
  if (verb === 'confirm') return confirmSome(given, cohortId, subject)
  const done =
    verb === 'link'
      ? await setInvitation(given, { cohortId, open: subject !== 'none' })
      : verb === 'close'
        ? await closeCohort(given, { cohortId })
        : verb === 'remove' && isId(subject)
          ? await removeEducator(given, { cohortId, personId: subject })
          : notFound()
  if (!done.ok && done.reason === 'unknown') return notFound()
  return redirect(verb === 'link' ? `${back}#link` : verb === 'remove' ? `${back}#members` : back)
}

/** subject: the id of a person, or `all` who wait. */
async function confirmSome(given: Parameters<typeof confirmQualified>[0], cohortId: string, subject: string) {
  const cohort = await findCohort(given.db, cohortId)
  if (cohort === null) return notFound()
  const { orgId, medallionId } = cohort
  const waiting = (await listWaiting(given.db, orgId, cohortId)).map(({ personId }) => personId)
  const personIds = subject === 'all' ? waiting : waiting.filter((id) => id === subject)
  const confirmed = await confirmQualified(given, { medallionId, personIds })
  return confirmed.ok ? redirect(`/cohorts/${cohortId}`) : notFound()
}

export default function CohortPage({ loaderData: view, actionData }: Route.ComponentProps) {
  const { id, counts, timeZone, closedAt } = view
  const wrong = actionData?.wrong ?? []
  const running = closedAt === null
  return (
    <div className="stackgap">
      <PageHead
        title={view.name}
        kicker={
          <>
            {view.organisation} · {view.href === null ? view.title : <a href={view.href}>{view.title}</a>}
          </>
        }
        work
      >
        <StatusLine
          facts={[
            plural(counts.all, 'educator'),
            `${counts.accepted} accepted`,
            `${counts.offered} without an answer`,
            <>
              <Day at={view.startsOn} timeZone={timeZone} /> to <Day at={view.endsOn} timeZone={timeZone} />
            </>,
            view.coach === null ? 'No coach yet' : `Coach: ${view.coach}`,
            closedAt === null ? null : `Closed ${day(closedAt, { timeZone })}`,
          ]}
          action={view.leads ? <a href={`/progress/${id}`}>How they are doing</a> : null}
        />
      </PageHead>
      <ErrorSummary title="Not changed yet" kept="What you wrote is kept." problems={wrong} />
      {view.launched === null ? null : view.launched === 0 ? (
        <Note title="Done. Nobody new was asked." />
      ) : (
        <Note title={`${plural(view.launched, 'educator is', 'educators are')} asked.`}>
          <p>Letters go out one after the other, where there is a letter. Answers show here as they come.</p>
        </Note>
      )}
      {view.together === null ? null : (
        <p>
          They do the first micro-credential together: <b>{view.together}</b>.
        </p>
      )}
      {view.coachedByMe ? (
        <p>
          You coach this cohort. <a href="/coaching">Drafts that you are asked to read</a>
        </p>
      ) : null}
      {view.waiting.length > 0 ? <Waiting waiting={view.waiting} /> : null}
      <Members view={view} editable={view.leads && running} />
      {view.leads && running ? (
        <>
          <p className="actions">
            <LinkButton variant="second" href={`/cohorts/${id}/add`}>
              Ask more educators
            </LinkButton>
          </p>
          <Invitation link={view.link} organisation={view.organisation} />
          <Section title="Name, dates and coach" id="change">
            <ChangeCohort
              words={
                actionData?.words ?? {
                  name: view.name,
                  starts: view.startsOn,
                  ends: view.endsOn,
                  coach: view.coachEmail,
                }
              }
              errorOf={(field) => wrong.find((problem) => problem.field === field)?.message}
            />
          </Section>
          <CloseCohort offered={counts.offered} />
        </>
      ) : null}
    </div>
  )
}
