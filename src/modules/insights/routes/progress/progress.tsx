import { notYours, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { inFigures, plural } from '../../../../ui/words/words.ts'
import { hasRole, rolesOf } from '../../../people/rules.ts'
import { compareSchools } from '../../commands/progress/schools.ts'
import { countFollowed, listFollowed } from '../../queries/progress/cohorts.ts'
import { readAsked } from '../../rules/progress/grid.ts'
import { figureText, schoolRows } from '../../rules/progress/schools.ts'
import { STALLED_DAYS } from '../../rules/progress/standing.ts'
import type { Route } from './+types/progress'

export const meta: Route.MetaFunction = () => [{ title: 'Progress · Mintmark' }]

const PAGE = 20
/** Schools that stand here themselves; more have a page of their own */
const FEW = 5

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const at = now()
  const { name: search, page: asked } = readAsked(new URL(request.url).searchParams)
  const leads = hasRole(actor, 'leader')
  const whose = {
    organisationIds: rolesOf(actor, 'leader').map(({ organisationId }) => organisationId),
    coachId: actor.personId,
    search,
  }
  const total = await countFollowed(db, whose)
  if (!leads && total === 0 && search === '') return notYours()
  const pages = Math.max(1, Math.ceil(total / PAGE))
  const page = Math.min(asked, pages)
  const [cohorts, compared] = await Promise.all([
    listFollowed(db, whose, {
      limit: PAGE,
      offset: (page - 1) * PAGE,
      activeSince: new Date(at.getTime() - STALLED_DAYS * 86_400_000),
    }),
    leads ? compareSchools({ db, actor, now: at }, null) : null,
  ])
  return {
    leads,
    cohorts,
    total,
    search,
    page,
    pages,
    timeZone: actor.timeZone,
    schools:
      compared === null ? null : { count: compared.counts.length, rows: schoolRows(compared.counts).slice(0, FEW) },
  }
}

export default function Progress({ loaderData: view }: Route.ComponentProps) {
  const { leads, cohorts, total, search, page, pages, timeZone, schools } = view
  return (
    <div className="stackgap">
      <PageHead title="Progress" lead="Who is where with your medallions, and who may need a word from you." work />
      <Section title="Cohorts">
        {total === 0 && search === '' ? (
          <Empty title="No cohort yet" action={<LinkButton href="/cohorts/new">Launch a cohort</LinkButton>}>
            When educators work on a medallion together, you see here how they are doing.
          </Empty>
        ) : (
          <>
            {pages > 1 || search !== '' ? (
              <search>
                <form method="get" className="filters line">
                  <div className="field">
                    <label htmlFor="q">School, medallion or cohort</label>
                    <input id="q" name="q" type="search" defaultValue={search} />
                  </div>
                  <div className="actions">
                    <Button variant="second">Search</Button>
                  </div>
                </form>
              </search>
            ) : null}
            <Table
              caption={plural(total, 'cohort')}
              rows={cohorts}
              rowKey={({ id }) => id}
              none="No cohort fits this search."
              columns={[
                {
                  head: 'Cohort',
                  cell: ({ id, name, title, closed }) => (
                    <>
                      <a href={`/progress/${id}`}>{name}</a>
                      <small>{closed ? `${title} · closed` : title}</small>
                    </>
                  ),
                },
                {
                  head: 'For',
                  cell: ({ organisation, coach }) => (
                    <>
                      {organisation}
                      {coach === null ? null : <small>Coach: {coach}</small>}
                    </>
                  ),
                },
                { head: 'Take part', figures: true, cell: ({ accepted }) => inFigures(accepted) },
                { head: 'No answer', figures: true, cell: ({ offered }) => inFigures(offered) },
                { head: `Active in ${STALLED_DAYS} days`, figures: true, cell: ({ active }) => inFigures(active) },
                { head: 'Earned', figures: true, cell: ({ earned }) => inFigures(earned) },
                { head: 'Have it', figures: true, cell: ({ holding }) => inFigures(holding) },
                { head: 'Ends', cell: ({ endsOn }) => <Day at={endsOn} timeZone={timeZone} /> },
              ]}
            />
            <Pager
              label="Pages of cohorts"
              page={page}
              pages={pages}
              hrefOf={(there) => `?${new URLSearchParams({ q: search, page: String(there) }).toString()}`}
            />
          </>
        )}
      </Section>
      {leads && schools !== null ? (
        <Section title="Schools">
          <Table
            caption="Schools"
            captionUnseen
            rows={schools.rows}
            rowKey={({ id }) => id}
            none="Nobody works here as an educator yet."
            columns={[
              { head: 'School', cell: ({ name }) => name },
              { head: 'Educators', figures: true, cell: ({ educators }) => figureText(educators) },
              { head: 'Take part', figures: true, cell: ({ takingPart }) => figureText(takingPart) },
              { head: 'Awards in twelve months', figures: true, cell: ({ awards }) => figureText(awards) },
              { head: 'Hours earned', figures: true, cell: ({ hours }) => figureText(hours) },
            ]}
          />
          <p>
            <a href="/progress/schools">
              {schools.count > schools.rows.length
                ? `Compare all ${schools.count} schools`
                : 'More about these figures'}
            </a>
          </p>
        </Section>
      ) : null}
    </div>
  )
}
