import type { Db } from '../../../../platform/database/database.ts'
import { notYours, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Empty } from '../../../../ui/Empty.tsx'
import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { inFigures } from '../../../../ui/words/words.ts'
import { hasRole, rolesOf } from '../../../people/rules.ts'
import { countCohorts, listCohorts, type CohortSummary } from '../../queries/cohorts.ts'
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
  const { searchParams } = new URL(request.url)
  const whole = { organisationIds: rolesOf(actor, 'leader').map(({ organisationId }) => organisationId) }
  const led = leads ? await readPage(db, whole, pageIn(searchParams, 'page')) : EMPTY
  const coached = await readPage(db, { coachId: actor.personId }, pageIn(searchParams, 'coached'))
  if (!leads && coached.total === 0) return notYours()
  return { leads, led, coached, timeZone: actor.timeZone }
}

/** Rows of a page */
const SIZE = 40

type Shown = { rows: Row[]; page: number; pages: number; total: number }
const EMPTY: Shown = { rows: [], page: 1, pages: 1, total: 0 }

const pageIn = (params: URLSearchParams, name: string): number =>
  Number(/^[1-9]\d{0,4}$/.exec(params.get(name) ?? '1')?.[0] ?? 1)

async function readPage(db: Db, whose: Parameters<typeof countCohorts>[1], asked: number): Promise<Shown> {
  const total = await countCohorts(db, whose)
  const pages = Math.max(1, Math.ceil(total / SIZE))
  const page = Math.min(asked, pages)
  const rows = await listCohorts(db, whose, { limit: SIZE, offset: (page - 1) * SIZE })
  return { rows: rows.map(rowOf), page, pages, total }
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
          {view.led.total === 0 ? (
            <Empty title="No cohort yet">
              A published medallion comes alive when you offer it to educators: whole schools, people you choose, or
              whoever has your link.
            </Empty>
          ) : (
            <>
              <CohortTable caption="Cohorts that you lead" rows={view.led.rows} timeZone={view.timeZone} />
              <Pager label="Cohorts that you lead" {...view.led} hrefOf={(page) => `/cohorts?page=${page}`} />
            </>
          )}
        </Section>
      ) : null}
      {view.coached.total > 0 ? (
        <Section title="You coach">
          <p>
            <a href="/coaching">Drafts that you are asked to read</a>
          </p>
          <CohortTable caption="Cohorts that you coach" rows={view.coached.rows} timeZone={view.timeZone} />
          <Pager label="Cohorts that you coach" {...view.coached} hrefOf={(page) => `/cohorts?coached=${page}`} />
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
