import { z } from 'zod'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, notYours, readWords, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { LinkButton, Button } from '../../../ui/forms/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Select, TextField } from '../../../ui/forms/Field.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Hours } from '../../../ui/words/Hours.tsx'
import { Paragraphs } from '../../../ui/words/Paragraphs.tsx'
import { inFigures, listWords } from '../../../ui/words/words.ts'
import { findAsked, type AskedReport } from '../commands/report/asked.ts'
import { makeReport } from '../commands/report/board.ts'
import { MOST_READERS, scheduleReport, stopReport, type Scheduled } from '../commands/report/schedule.ts'
import { ByMail } from '../parts/report/ByMail.tsx'
import { Earnings } from '../parts/report/Earnings.tsx'
import { Medallions, Schools, SharedCredentials } from '../parts/report/People.tsx'
import { readsReports } from '../policy.ts'
import { listSchedulesOf } from '../queries/schedules.ts'
import { reportQuery } from '../rules/report/period.ts'
import type { Report } from '../rules/report/report.ts'
import { COUNTED, decisionsOf, leadOf, timeOf, titleOf } from '../rules/report/words.ts'
import type { Route } from './+types/report'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData === undefined ? 'Report' : titleOf(loaderData.report)} · Mintmark` },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  if (!readsReports(actor)) notYours()
  const { db, now } = worldOf(context)
  const asked = await findAsked(db, actor, new URL(request.url).searchParams, now())
  if (asked === null) return notFound()
  const [report, sent] = await Promise.all([makeReport(db, asked, now()), listSchedulesOf(db, actor.personId)])
  return {
    report,
    sent: sent.map(({ id, organisation, medallion, every, nextOn, readers }) => ({
      id,
      organisation,
      medallion,
      every,
      nextOn,
      readers,
    })),
    asked: choicesOf(asked),
  }
}

const choicesOf = ({ organisation, medallionId, period, wrong, organisations, medallions }: AskedReport) => ({
  of: organisation.id,
  medallion: medallionId ?? '',
  period,
  wrong,
  query: reportQuery({ of: organisation.id, medallion: medallionId, period }),
  organisations: organisations.map(({ id, name }) => ({ value: id, label: name })),
  medallions: [
    { value: '', label: 'All medallions' },
    ...medallions.map(({ id, title }) => ({ value: id, label: title })),
  ],
})

const stopForm = z.object({ id: z.string().refine(isId) })
const sendForm = z.object({
  of: z.string().refine(isId),
  medallion: z.union([z.literal(''), z.string().refine(isId)]),
  every: z.enum(['month', 'quarter']),
  addresses: z.string().max(10_000),
})

export async function action({ request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const given = { db, actor, now: now() }
  const raw = await readWords(request)
  if (raw['intent'] === 'stop') {
    const asked = stopForm.safeParse(raw)
    if (!asked.success || !(await stopReport(given, asked.data.id))) notFound()
    return { said: 'It is sent no more.', wrong: null, words: null }
  }
  const asked = sendForm.safeParse(raw)
  if (!asked.success) return notFound()
  const { of: organisationId, medallion, every, addresses } = asked.data
  const made = await scheduleReport(given, {
    organisationId,
    medallionId: medallion === '' ? null : medallion,
    every,
    addresses: addresses.split(/[\s,;]+/).filter((address) => address !== ''),
  })
  if (made.ok) return { said: `It is sent to you every ${every}, on the first day.`, wrong: null, words: null }
  if (made.reason === 'unknown') notFound()
  return refused({ said: null, wrong: saysOf(made), words: { every, addresses } })
}

function saysOf(made: Scheduled & { ok: false }): string {
  if (made.reason === 'exists') return 'This report is sent to you already. Stop it first to change it.'
  if (made.reason === 'too_many') return `A report goes to ${MOST_READERS} more people at most.`
  if (made.reason === 'strangers')
    return `Nobody in your organisation has ${made.addresses.length === 1 ? 'the address' : 'the addresses'} ${listWords(made.addresses.slice(0, 5).map((address) => address.slice(0, 80)))}.`
  return ''
}

export default function ReportPage({ loaderData, actionData }: Route.ComponentProps) {
  const { report, asked, sent } = loaderData
  const { said, wrong, words } = actionData ?? { said: null, wrong: null, words: null }
  return (
    <div className="report stackgap">
      <PageHead
        kicker={`${report.organisation.name} · Report for the board`}
        title={titleOf(report)}
        lead={leadOf(report)}
      >
        <p className="soft">{timeOf(report)}</p>
        <ErrorSummary
          title="The report is of other days than you asked for"
          kept="It shows this school year instead."
          problems={asked.wrong === null ? [] : [{ field: 'from', message: asked.wrong }]}
        />
        <Choose asked={asked} />
        <p className="actions small">
          <a href={`/report/board.pdf${asked.query}`} download>
            PDF, to hand out
          </a>
          <a href={`/report/board.csv${asked.query}`} download>
            Figures for a spreadsheet, CSV
          </a>
          <a href="#by-mail">By mail</a>
        </p>
      </PageHead>
      {report.people.educators === 0 ? (
        <Empty
          title="Nobody to tell of yet"
          heading="h2"
          action={<LinkButton href="/design">Design a medallion</LinkButton>}
        >
          Once educators work here, this page tells your board what they earn, for which goal, and what helps next.
        </Empty>
      ) : (
        <Told report={report} />
      )}
      <ByMail
        sent={sent}
        organisation={report.organisation}
        medallion={report.medallion}
        said={said}
        wrong={wrong ?? undefined}
        words={words ?? { every: 'month', addresses: '' }}
      />
    </div>
  )
}

function Choose({ asked }: { readonly asked: ReturnType<typeof choicesOf> }) {
  const { of, medallion, period, organisations, medallions } = asked
  return (
    <form method="get" action="/report" className="filters line">
      {organisations.length > 1 ? (
        <Select name="of" label="District or school" options={organisations} defaultValue={of} />
      ) : null}
      {medallions.length > 1 ? (
        <Select name="medallion" label="Medallion" options={medallions} defaultValue={medallion} />
      ) : null}
      <Select
        name="period"
        label="Time"
        defaultValue={period.kind}
        options={[
          { value: 'year', label: 'This school year' },
          { value: 'last-year', label: 'Last school year' },
          { value: 'quarter', label: 'This quarter' },
          { value: 'last-quarter', label: 'Last quarter' },
          { value: 'dates', label: 'The days given here' },
        ]}
      />
      <TextField name="from" label="From" type="date" short defaultValue={period.from} />
      <TextField name="until" label="Until" type="date" short defaultValue={period.until} />
      <div className="actions">
        <Button variant="second">Show</Button>
      </div>
    </form>
  )
}

/** The report itself, in the order of its PDF. */
function Told({ report }: { readonly report: Report }) {
  const { mission, goals, people, earned, next, medallions, schools } = report
  return (
    <>
      <Facts
        flow
        facts={[
          ['Educators', inFigures(people.educators)],
          ['Take part', inFigures(people.takingPart)],
          ['Have a medallion', inFigures(people.holding)],
          ['Micro-credentials earned', inFigures(earned.awards)],
          ['Hours earned', <Hours key="hours" hours={earned.hours} />],
        ]}
      />
      {mission === null ? null : (
        <Section title="What we stand for">
          <div className="mission stackgap">
            <Paragraphs text={mission.text} />
          </div>
          {mission.whose === null ? null : <p className="small soft">In the words of {mission.whose}.</p>}
          <ol className="stands">
            {goals.map(({ id, name, text }) => (
              <li key={id}>
                <b>{name}</b> {text}
              </li>
            ))}
          </ol>
        </Section>
      )}
      {next.length === 0 ? null : (
        <Section title="What helps next">
          <ul className="helps">
            {next.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </Section>
      )}
      <Medallions rows={medallions} />
      <Earnings report={report} />
      {schools === null ? null : <Schools rows={schools} />}
      <Section title="How work is decided">
        {decisionsOf(report).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Section>
      <SharedCredentials report={report} />
      <Section title="How it is counted">
        <p>{COUNTED}</p>
        <p>Evidence and scores belong to the educators and are in no report.</p>
      </Section>
    </>
  )
}
