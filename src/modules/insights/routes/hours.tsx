import { requireActor, worldOf } from '../../../platform/pages.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { TextField } from '../../../ui/forms/Field.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Table, type Column } from '../../../ui/Table.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { Hours } from '../../../ui/words/Hours.tsx'
import { plural } from '../../../ui/words/words.ts'
import { findYear } from '../commands/year.ts'
import { spanInWords } from '../rules/hours/papers.ts'
import { ONCE, type YearRow } from '../rules/hours/year.ts'
import type { Route } from './+types/hours'

export const meta: Route.MetaFunction = () => [{ title: 'My year in hours · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, config, now } = worldOf(context)
  const given = { db, actor, now: now(), publicUrl: config.publicUrl }
  const { year, wrong } = await findYear(given, new URL(request.url).searchParams)
  const { from, until } = year.span
  return { year, wrong, name: actor.name, query: `?from=${from}&until=${until}`, timeZone: actor.timeZone }
}

export default function HoursPage({ loaderData: { year, wrong, name, query, timeZone } }: Route.ComponentProps) {
  const { span, counted, collections, hours, withdrawn } = year
  return (
    <div className="stackgap">
      <PageHead
        kicker={`${name} · My year in hours`}
        title={<Hours hours={hours} words />}
        lead={`${plural(counted.length, 'micro-credential')} earned from ${spanInWords(year).replace(' to ', ' until ')}.`}
      >
        <ErrorSummary
          title="These are other days than you asked for"
          kept="You see this school year instead."
          problems={wrong === null ? [] : [{ field: 'from', message: wrong }]}
        />
        <form method="get" action="/hours" className="datesline no-print">
          <TextField name="from" label="From" type="date" short defaultValue={span.from} />
          <TextField name="until" label="Until" type="date" short defaultValue={span.until} />
          <div className="actions">
            <Button variant="second">Show</Button>
          </div>
        </form>
        <p className="hint no-print">Both days count. Take those of your licence year.</p>
        <p className="actions small">
          <a href={`/hours.pdf${query}`} download>
            PDF, to hand in
          </a>
          <a href={`/hours.csv${query}`} download>
            Rows for a spreadsheet, CSV
          </a>
          <a href="/transcript">Everything I ever earned</a>
        </p>
      </PageHead>
      {counted.length === 0 && collections.length === 0 ? (
        <Empty
          title="Nothing earned in this time"
          heading="h2"
          action={<LinkButton href="/medal">See what is next</LinkButton>}
        >
          Each micro-credential that you earn stands here with its date and its hours, ready for your licence renewal.
        </Empty>
      ) : null}
      {counted.length === 0 ? null : (
        <Section title="Micro-credentials">
          <Rows caption="Micro-credentials" rows={counted} timeZone={timeZone} />
          <p>
            <b>
              All together: <Hours hours={hours} words />.
            </b>
          </p>
        </Section>
      )}
      {collections.length === 0 ? null : (
        <Section title="Stacks, badges and medallions">
          <p className="soft">{ONCE}</p>
          <Rows caption="Stacks, badges and medallions" rows={collections} timeZone={timeZone} />
        </Section>
      )}
      {withdrawn === 0 ? null : (
        <p className="soft">
          {plural(withdrawn, 'award')} of this time {withdrawn === 1 ? 'is' : 'are'} suspended or revoked, and not
          counted. <a href="/transcript?show=all">Your transcript</a> says why.
        </p>
      )}
    </div>
  )
}

function Rows({
  caption,
  rows,
  timeZone,
}: {
  readonly caption: string
  readonly rows: readonly YearRow[]
  readonly timeZone: string
}) {
  const columns: Column<YearRow>[] = [
    { head: 'Title', cell: ({ title }) => title },
    { head: 'Earned', cell: ({ earnedOn }) => <Day at={earnedOn} timeZone={timeZone} /> },
    { head: 'Hours', figures: true, cell: (row) => <Hours hours={row.hours} /> },
    { head: 'Issuer', cell: ({ issuer }) => issuer },
    {
      head: 'Where to check it',
      cell: ({ address }) =>
        address === null ? (
          'It is being signed.'
        ) : (
          <a className="small number" href={address}>
            {address.replace(/^https?:\/\//, '')}
          </a>
        ),
    },
  ]
  return <Table caption={caption} captionUnseen rows={rows} rowKey={({ id }) => id} none="" columns={columns} />
}
