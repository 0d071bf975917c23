import { redirect } from 'react-router'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readWords, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Facts, type Fact } from '../../../../ui/Facts.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { inFigures, plural } from '../../../../ui/words/words.ts'
import { applyImport, type Applied } from '../../commands/imports/apply.ts'
import { discardImport } from '../../commands/imports/read.ts'
import { undoImport } from '../../commands/imports/undo.ts'
import { Changes } from '../../parts/imports/Changes.tsx'
import { Discard } from '../../parts/imports/Discard.tsx'
import { Faults } from '../../parts/imports/Faults.tsx'
import { TakeIn } from '../../parts/imports/TakeIn.tsx'
import { Undo } from '../../parts/imports/Undo.tsx'
import { findImportOf, readView } from './view.ts'
import type { Route } from './+types/import'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.fileName ?? 'A file of people'} · Mintmark` },
]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const found = isId(params.id) ? await findImportOf(db, actor, params.id) : null
  if (found === null) return notFound()
  return readView(db, actor, found, new URL(request.url).searchParams)
}

const SAYS: Record<Exclude<Applied, { ok: true }>['reason'], { message: string; field?: string; href?: string }> = {
  unknown: { message: '' },
  done: { message: 'This file was taken in, or thrown away, meanwhile.' },
  blocked: { message: 'Mend the file and read it again: what is wrong with it concerns all of it.', href: '#faults' },
  rows: { message: 'Tick that the rows that cannot be read are left out, or mend the file.', field: 'withoutRows' },
  nothing: { message: 'There is nothing to take in: everything is as the file says.' },
  changed: {
    message: 'Something was changed here since you opened this page. Look again at what would happen, then decide.',
    href: '#changes',
  },
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const found = isId(params.id) ? await findImportOf(db, actor, params.id) : null
  if (found === null) return notFound()
  const { intent, digest = '', withoutRows, welcome } = await readWords(request)
  const given = { db, actor, now: now() }
  const here = `/people/import/${found.id}`
  const { orgId, id: importId, organisationId } = found
  if (intent === 'discard')
    return (await discardImport(given, { orgId, importId, organisationId }))
      ? redirect('/people/import')
      : redirect(here)
  if (intent === 'undo') {
    await undoImport(given, importId)
    return redirect(here)
  }
  if (intent !== 'take in') return notFound()
  const taking = { importId, digest, withoutRows: withoutRows === 'yes', welcome: welcome === 'yes' }
  const applied = await applyImport(given, taking)
  if (applied.ok || applied.reason === 'done') return redirect(here)
  return applied.reason === 'unknown'
    ? notFound()
    : refused({ wrong: { ...SAYS[applied.reason], reason: applied.reason }, welcome: taking.welcome })
}

type View = Route.ComponentProps['loaderData']

export default function PeopleImportPage({ loaderData: view, actionData }: Route.ComponentProps) {
  const { state, fileName, faults, passed, unknownColumns } = view
  const wrong = actionData?.wrong
  return (
    <div className="stackgap">
      <PageHead title={fileName} kicker={<a href="/people/import">Take people in</a>} work>
        <Facts flow facts={factsOf(view)} />
      </PageHead>
      {wrong === undefined || state !== 'read' ? null : (
        <ErrorSummary
          title={wrong.reason === 'changed' ? 'Look again' : 'Not taken in yet'}
          kept="Nothing was changed."
          problems={[wrong]}
        />
      )}
      {faults.whole === 0 ? null : <Faults {...faults} id={view.id} ahead={state === 'read'} />}
      {state === 'read' && faults.whole === 0 ? (
        <TakeIn
          {...view.taking}
          rows={faults.rows}
          wrong={wrong?.reason === 'rows' ? wrong.message : undefined}
          welcome={actionData?.welcome ?? false}
        />
      ) : null}
      {state === 'undone' && view.kept.length === 0 ? <Note>Everything is as it was before this file.</Note> : null}
      {view.kept.length === 0 ? null : (
        <Section title={`${plural(view.kept.length, 'thing')} stayed`}>
          <ul>
            {view.kept.map(({ key, who, says, why }) => (
              <li key={key}>
                <b>{who}</b> {says}. <span className="soft">{why}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {view.categories.length === 0 ? null : (
        <Changes {...view.changes} categories={view.categories} ahead={state === 'read'} />
      )}
      {state === 'read' && faults.whole > 0 ? <Discard shown /> : null}
      {view.undoable ? <Undo source={view.source} /> : null}
      {view.forgotten ? <p>The rows of this file were forgotten a month after. What it changed stays.</p> : null}
      {faults.whole > 0 || faults.rows === 0 ? null : <Faults {...faults} id={view.id} ahead={state === 'read'} />}
      {passed.length + unknownColumns.length === 0 ? null : (
        <Section title="Passed over">
          {passed.length === 0 ? null : (
            <ul>
              {passed.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          )}
          {unknownColumns.length === 0 ? null : (
            <p>
              {plural(unknownColumns.length, 'column was', 'columns were')} not read: {unknownColumns.join(', ')}.
            </p>
          )}
        </Section>
      )}
    </div>
  )
}

/** The counts first, then where it comes from. */
function factsOf({ state, counts, timeZone, ...view }: View): Fact[] {
  const figure = (category: string) =>
    (counts[category] ?? 0) === 0 ? null : <span className="num">{inFigures(counts[category] ?? 0)}</span>
  const ahead = state === 'read'
  const at = (moment: string | null, by: string | null) =>
    moment === null ? null : (
      <>
        <Day at={moment} timeZone={timeZone} as="full" /> by {by}
      </>
    )
  return [
    [ahead ? 'Would come' : 'Came', figure('added')],
    [ahead ? 'Would change' : 'Changed', figure('changed')],
    [ahead ? 'Would move' : 'Moved', figure('moved')],
    [ahead ? 'Would leave' : 'Left', figure('leaving')],
    [ahead ? 'Would be asked' : 'Asked', figure('offered')],
    ['Schools', figure('organisation')],
    [
      ahead ? 'To mend' : 'Left out',
      view.faults.whole + view.faults.rows === 0 ? null : inFigures(view.faults.whole + view.faults.rows),
    ],
    ['For', view.place],
    ['From', view.source],
    ['Read', at(view.readAt, view.by)],
    ['Taken in', at(view.appliedAt, view.appliedBy)],
    ['Undone', at(view.undoneAt, view.undoneBy)],
  ]
}
