import { notFound, requireActor, worldOf } from '../../../../platform/pages.ts'
import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { StatusLine } from '../../../../ui/StatusLine.tsx'
import { plural } from '../../../../ui/words/words.ts'
import { followCohort } from '../../commands/progress/cohort.ts'
import { Goals } from '../../parts/progress/Goals.tsx'
import { Find } from '../../parts/progress/Find.tsx'
import { Grid } from '../../parts/progress/Grid.tsx'
import { Stuck } from '../../parts/progress/Stuck.tsx'
import { gridQuery, readAsked } from '../../rules/progress/grid.ts'
import { viewOf } from './cohort-view.ts'
import type { Route } from './+types/cohort'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.name ?? ''}: progress · Mintmark` },
]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const given = { actor, now: now() }
  const followed = await followCohort({ db, ...given }, params.cohort)
  if (followed === null) return notFound()
  return viewOf(followed, readAsked(new URL(request.url).searchParams), given)
}

export default function CohortProgress({ loaderData: view }: Route.ComponentProps) {
  const { asked } = view
  const coach = view.coach === null ? '' : `, with coach ${view.coach}`
  return (
    <div className="progresspage stackgap">
      <PageHead
        kicker={
          <>
            <a href="/progress">Progress</a> · {view.organisation} · <a href={`/cohorts/${view.id}`}>{view.name}</a>
            {coach}
          </>
        }
        title={view.title}
      >
        <StatusLine
          facts={view.facts}
          action={view.reportHref === null ? undefined : <a href={view.reportHref}>Report for the board</a>}
        />
      </PageHead>
      {view.all === 0 ? (
        <Empty
          title="Nobody takes part yet"
          heading="h2"
          action={view.leads ? <LinkButton href={`/cohorts/${view.id}/add`}>Ask educators</LinkButton> : undefined}
        >
          Once educators have said yes, this page shows who is where, and who would be glad of a word from you.
        </Empty>
      ) : (
        <>
          <Stuck stuck={view.stuck} />
          <section className="stackgap" id="grid">
            <h2 className="unseen">People and picks</h2>
            <Find asked={asked} schools={view.schools} picks={view.columns} />
            <p className="soft small" aria-live="polite">
              {view.found === view.all
                ? plural(view.all, 'educator')
                : `${view.found} of ${plural(view.all, 'educator')}`}
              , whoever may need you first.{' '}
              <a href={`/progress/${view.id}/grid.csv${gridQuery({ ...asked, page: 1 })}`} download>
                The same as a table for a spreadsheet, CSV
              </a>
            </p>
            <Grid view={view} />
            <Pager
              label="Pages of educators"
              page={asked.page}
              pages={view.pages}
              hrefOf={(page) => `${gridQuery({ ...asked, page }) || '?'}#grid`}
            />
          </section>
          <Section title="What was earned for each goal">
            <Goals table={view.goals} />
          </Section>
        </>
      )}
    </div>
  )
}
