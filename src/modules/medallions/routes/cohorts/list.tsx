import { notYours, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Empty } from '../../../../ui/Empty.tsx'
import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { inFigures } from '../../../../ui/words/words.ts'
import { hasRole, rolesOf } from '../../../people/rules.ts'
import { listCohorts, type CohortSummary } from '../../queries/cohorts.ts'
import type { Route } from './+types/list'

export const meta: Route.MetaFunction = () => [{ title: 'Cohorts · Mintmark' }]

const rowOf = (cohort: CohortSummary) => ({
  id: cohort.id,
  name: cohort.name,
  title: cohort.title,
  organisation: cohort.organisationName,
  startsOn: cohort.startsOn,
  endsOn: cohort.endsOn,
  coach: cohort.coachName,
  members: cohort.members,
  accepted: cohort.accepted,
  offered: cohort.offered,
  closed: cohort.closedAt !== null,
})
type Row = ReturnType<typeof rowOf>

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const leads = hasRole(actor, 'leader')
  const [led, coached] = await Promise.all([
    leads
      ? listCohorts(db, { organisationIds: rolesOf(actor, 'leader').map(({ organisationId }) => organisationId) })
      : [],
    listCohorts(db, { coachId: actor.personId }),
  ])
  if (!leads && coached.length === 0) return notYours()
  return { leads, led: led.map(rowOf), coached: coached.map(rowOf), timeZone: actor.timeZone }
}

export default function Cohorts({ loaderData: view }: Route.ComponentProps) {
  return (
    <div className="stackgap">
      <PageHead title="Cohorts" lead="Educators who work on a medallion together, with a coach and dates." work>
        {view.leads ? (
          <p className="actions">
            <LinkButton href="/cohorts/new">Launch a cohort</LinkButton>
          </p>
        ) : null}
      </PageHead>
      {view.leads ? (
        <Section title="You lead">
          {view.led.length === 0 ? (
            <Empty title="No cohort yet">
              A published medallion comes alive when you offer it to educators: whole schools, people you choose, or
              whoever has your link.
            </Empty>
          ) : (
            <CohortTable caption="Cohorts that you lead" rows={view.led} timeZone={view.timeZone} />
          )}
        </Section>
      ) : null}
      {view.coached.length > 0 ? (
        <Section title="You coach">
          <p>
            <a href="/coaching">Drafts that you are asked to read</a>
          </p>
          <CohortTable caption="Cohorts that you coach" rows={view.coached} timeZone={view.timeZone} />
        </Section>
      ) : null}
    </div>
  )
}

function CohortTable({ caption, rows, timeZone }: { caption: string; rows: readonly Row[]; timeZone: string }) {
  return (
    <Table
      caption={caption}
      captionUnseen
      rows={rows}
      rowKey={({ id }) => id}
      none=""
      columns={[
        {
          head: 'Cohort',
          cell: ({ id, name, title, closed }) => (
            <>
              <a href={`/cohorts/${id}`}>{name}</a>
              <small>{closed ? `${title} · closed` : title}</small>
            </>
          ),
        },
        { head: 'For', cell: ({ organisation }) => organisation },
        { head: 'Coach', cell: ({ coach }) => coach ?? <span className="soft">Nobody yet</span> },
        {
          head: 'Dates',
          cell: ({ startsOn, endsOn }) => (
            <>
              <Day at={startsOn} timeZone={timeZone} />
              <small>
                to <Day at={endsOn} timeZone={timeZone} />
              </small>
            </>
          ),
        },
        {
          head: 'Accepted',
          figures: true,
          cell: ({ accepted, members }) => `${inFigures(accepted)} of ${inFigures(members)}`,
        },
        { head: 'No answer', figures: true, cell: ({ offered }) => inFigures(offered) },
      ]}
    />
  )
}
