import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readWords, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Facts, type Fact } from '../../../../ui/Facts.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { plural } from '../../../../ui/words/words.ts'
import { discardFile } from '../../commands/bulk/check.ts'
import { startBulk } from '../../commands/bulk/start.ts'
import { NotRecorded } from '../../parts/bulk/NotRecorded.tsx'
import { Record } from '../../parts/bulk/Record.tsx'
import { Running } from '../../parts/bulk/Running.tsx'
import { can } from '../../policy.ts'
import { countPeople, countRows, findFile, listRefused } from '../../queries/bulk/files.ts'
import { findPublishingIssuer } from '../../queries/issuers.ts'
import { problemInWords, rowProblems } from '../../rules/bulk/problems.ts'
import type { Route } from './+types/bulk-file'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.fileName ?? 'A file of awards'} · Mintmark` },
]

const PAGE = 50

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const issuer = await findPublishingIssuer(db)
  if (issuer === null || !can(actor, { action: 'award in bulk', subject: { issuerId: issuer.orgId } }))
    return notFound()
  const file = isId(params.id) ? await findFile(db, issuer.orgId, params.id) : null
  if (file === null) return notFound()
  const [counts, people] = await Promise.all([
    countRows(db, issuer.orgId, file.id),
    file.state === 'checked' ? countPeople(db, issuer.orgId, file.id) : null,
  ])
  const { rows: planned, last } = counts.find(({ problem }) => problem === null) ?? { rows: 0, last: 1 }
  const { searchParams } = new URL(request.url)
  const asked = searchParams.get('problem')
  const problems = counts
    .flatMap(({ problem, rows }) => (problem === null ? [] : [{ problem, rows }]))
    .toSorted((a, b) => rank(a.problem) - rank(b.problem))
  const chosen = problems.find(({ problem }) => problem === asked)
  const total = chosen?.rows ?? problems.reduce((all, { rows }) => all + rows, 0)
  const pages = Math.max(1, Math.ceil(total / PAGE))
  const page = Math.max(1, Math.min(pages, Math.trunc(Number(searchParams.get('page'))) || 1))
  return {
    timeZone: actor.timeZone,
    issuer: issuer.name,
    id: file.id,
    fileName: file.fileName,
    by: file.by,
    state: file.state,
    rowCount: file.rowCount,
    awarded: file.awardedCount,
    checkedAt: file.checkedAt.toISOString(),
    startedAt: file.startedAt?.toISOString() ?? null,
    finishedAt: file.finishedAt?.toISOString() ?? null,
    forgotten: counts.length === 0,
    planned,
    held: problems.find(({ problem }) => problem === 'held')?.rows ?? 0,
    toCorrect: problems.filter(({ problem }) => problem !== 'held').reduce((all, { rows }) => all + rows, 0),
    late: file.state === 'done' ? Math.max(0, planned - file.awardedCount) : 0,
    people,
    progress: { through: Math.min(file.doneThrough, last), last },
    problems: problems.map(({ problem, rows }) => ({ problem, says: problemInWords(problem), rows })),
    chosen: chosen?.problem ?? null,
    total,
    page,
    pages,
    rows: (
      await listRefused(db, issuer.orgId, file.id, {
        problem: chosen?.problem ?? null,
        limit: PAGE,
        offset: (page - 1) * PAGE,
      })
    ).map(({ problem, ...row }) => ({ ...row, says: problemInWords(problem) })),
  }
}

const rank = (problem: string): number => rowProblems.findIndex((known) => known === problem)

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const issuer = await findPublishingIssuer(db)
  if (issuer === null || !isId(params.id) || (await findFile(db, issuer.orgId, params.id)) === null) return notFound()
  const given = { db, actor, now: now() }
  const file = { orgId: issuer.orgId, bulkId: params.id }
  const { intent, sure } = await readWords(request)
  if (intent === 'discard') return (await discardFile(given, file)) ? redirect('/awards/bulk') : notFound()
  if (intent !== 'start') return notFound()
  if (sure !== 'yes') return refused({ wrong: 'Tick the box to say that you mean it.' })
  const started = await startBulk(given, file)
  // What was started meanwhile, by another click or another registrar, is shown as it is.
  return started.ok || started.reason === 'changed' ? redirect(`/awards/bulk/${params.id}`) : notFound()
}

type View = Route.ComponentProps['loaderData']

export default function BulkFile({ loaderData: view, actionData }: Route.ComponentProps) {
  const { id, fileName, state, planned, awarded, problems, chosen, rows, total, page, pages } = view
  return (
    <div className="stackgap">
      <PageHead title={fileName} kicker={<a href="/awards/bulk">Record awards in bulk</a>} work>
        <Facts flow facts={factsOf(view)} />
      </PageHead>
      {actionData === undefined ? null : (
        <ErrorSummary
          title="Not recorded yet"
          kept="The file is checked and stays here."
          problems={[{ message: actionData.wrong, field: 'sure' }]}
        />
      )}
      {view.people === null ? null : (
        <Record
          {...view.people}
          planned={planned}
          toCorrect={view.toCorrect}
          issuer={view.issuer}
          wrong={actionData?.wrong}
        />
      )}
      {state === 'running' ? <Running planned={planned} awarded={awarded} {...view.progress} /> : null}
      {state === 'done' ? <Done view={view} /> : null}
      {problems.length === 0 ? null : (
        <NotRecorded ahead={state === 'checked'} {...{ id, problems, chosen, rows, total, page, pages }} />
      )}
    </div>
  )
}

/** The counts first: what a checked file would do, then what became of it. */
function factsOf({ state, rowCount, planned, held, awarded, by, timeZone, ...view }: View): Fact[] {
  const figure = (count: number) => <span className="num">{count.toLocaleString('en-GB')}</span>
  const at = (moment: string | null) => (moment === null ? null : <Day at={moment} timeZone={timeZone} as="full" />)
  if (state !== 'checked')
    return [
      ['Recorded', figure(awarded)],
      ['Rows in the file', figure(rowCount)],
      ['Begun', at(view.startedAt)],
      ['Done', at(view.finishedAt)],
      ['Checked by', by],
    ]
  return [
    ['Can be recorded', figure(planned)],
    ['Held already', figure(held)],
    ['To be corrected', figure(view.toCorrect)],
    ['Checked', at(view.checkedAt)],
    ['By', by],
  ]
}

function Done({ view: { id, awarded, late, forgotten } }: { view: View }) {
  return (
    <Section title={awarded === 0 ? 'Nothing was recorded' : `${plural(awarded, 'award is', 'awards are')} recorded`}>
      {late === 0 ? null : (
        <p>
          {plural(late, 'row was', 'rows were')} left out: the person was awarded the same in another way after the file
          was checked.
        </p>
      )}
      {forgotten ? <p>The rows of this file were forgotten a month after. What was recorded stays.</p> : null}
      {awarded === 0 ? null : (
        <div className="actions">
          <LinkButton href={`/awards?bulk=${id}`}>See {awarded === 1 ? 'it' : 'them'} in the register</LinkButton>
          <a href="/awards/bulk">Record another file</a>
        </div>
      )}
    </Section>
  )
}
