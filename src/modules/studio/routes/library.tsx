import { redirect } from 'react-router'
import { emblem, type StackStyle } from '../../catalogue/rules/emblems/emblems.ts'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, notYours, readWords, refused } from '../../../platform/pages.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Select, TextField } from '../../../ui/forms/Field.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { plural } from '../../../ui/words/words.ts'
import { bringBackDraft } from '../commands/discard.ts'
import { startDraft, startNew } from '../commands/start.ts'
import { LibraryEntry } from '../parts/editor/LibraryEntry.tsx'
import { KIND_NAMES } from '../parts/editor/DraftHead.tsx'
import { isDraftKind, type DraftKind } from '../rules/sections.ts'
import { SHELF } from '../rules/library/shelf.ts'
import { loadLibrary, type Library } from './library-view.ts'
import { requireStudio } from './studio.ts'
import type { Route } from './+types/library'

export const meta: Route.MetaFunction = () => [{ title: 'Studio · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const { publisher, ...given } = requireStudio(context, request)
  const { searchParams } = new URL(request.url)
  return {
    publisher,
    timeZone: given.actor.timeZone,
    gone: searchParams.get('discarded'),
    ...(await loadLibrary(given, searchParams)),
  }
}

const WRONG = {
  no_title: 'Give it a title with at least one letter, at most 200.',
  no_stack: 'Choose the stack that it belongs to.',
  in_the_way: 'It cannot be brought back: another draft of the same thing was begun meanwhile.',
}

export async function action({ request, context }: Route.ActionArgs) {
  const given = requireStudio(context, request)
  const { intent = '', what = '', slug = '', draft, title = '' } = await readWords(request)
  if (intent === 'bring back') {
    const back = isId(draft) ? await bringBackDraft(given, draft) : notFound()
    return back.ok ? redirect(`/studio/drafts/${draft}`) : refused({ wrong: WRONG[back.reason], title, what })
  }
  if (intent === 'write') {
    if (!isDraftKind(what)) return notFound()
    const started = await startDraft(given, { kind: what, slug })
    if (started.ok) return redirect(`/studio/drafts/${started.draftId}`)
    return started.reason === 'unknown' ? notFound() : notYours()
  }
  const [kind = '', stack] = what.split(':')
  if (!isDraftKind(kind)) return notFound()
  const begun = await startNew(given, { kind, title, stack })
  if (begun.ok) return redirect(`/studio/drafts/${begun.draftId}`)
  if (begun.reason === 'not_an_author' || begun.reason === 'unknown') return notYours()
  const wrong =
    begun.reason === 'taken'
      ? `There is a ${KIND_NAMES[kind].toLowerCase()} called “${begun.slug}” already. Choose another title, or write on there.`
      : WRONG[begun.reason]
  return refused({ wrong, title, what })
}

const SHELF_NAMES: Record<(typeof SHELF)[number], string> = {
  writing: 'Being written',
  'in review': 'In review',
  ready: 'Ready to publish',
  published: 'Published',
  outline: 'Outline',
  retired: 'Retired',
}

export default function LibraryPage({ loaderData: view, actionData: sent }: Route.ComponentProps) {
  const { publisher, total, gone, discarded } = view
  const removed = discarded.find(({ id }) => id === gone)
  return (
    <>
      <PageHead title="Studio" lead={`Write, review and publish the catalogue of ${publisher}.`} work>
        <p>
          <a href="/studio/import">Take in files</a>
        </p>
      </PageHead>
      {removed === undefined ? null : (
        <form method="post">
          <output className="toast">
            The draft of “{removed.slug}” is discarded.
            <input type="hidden" name="draft" value={removed.id} />
            <button className="textbutton" name="intent" value="bring back">
              Undo
            </button>
          </output>
        </form>
      )}
      {sent === undefined ? null : (
        <ErrorSummary
          title="Not begun yet"
          kept="Nothing was changed."
          problems={[{ message: sent.wrong, field: 'title' }]}
        />
      )}
      <div className="work no-steps library">
        <div className="stackgap">
          {total === 0 ? <NothingYet /> : <Shelves view={view} />}
          {discarded.length === 0 ? null : <Discarded view={view} />}
        </div>
        <aside className="beside stackgap" aria-labelledby="begin">
          <h2 id="begin">Begin something new</h2>
          <Begin view={view} sent={sent} />
        </aside>
      </div>
    </>
  )
}

const SAMPLE: StackStyle = { figure: 'planning', ink: 1, salt: 8, numeral: 'I', title: '' }

function NothingYet() {
  return (
    <Empty
      title="The catalogue is still empty"
      drawing={<Seal svg={emblem('a-first-one', SAMPLE, 'untouched', 120, '')} />}
      action={<LinkButton href="/studio/import">Take in files</LinkButton>}
    >
      Everything that you publish will stand here, with its state and who is writing it. Take in the files of a
      catalogue that somebody shared, or begin with a stack: it holds two micro-credentials or more.
    </Empty>
  )
}

function Begin({ view: { stacks }, sent }: { view: Library; sent: { title: string; what: string } | undefined }) {
  return (
    <form method="post" className="fields">
      <Select
        name="what"
        label="What"
        defaultValue={sent?.what ?? ''}
        options={[
          ...stacks.map(({ slug, title }) => ({
            value: `micro-credential:${slug}`,
            label: `Micro-credential in ${title}`,
          })),
          { value: 'stack', label: 'Stack' },
          { value: 'badge', label: 'Badge' },
        ]}
      />
      <TextField
        name="title"
        label="Title"
        hint="Its address comes from the title and stays. The title itself you can change until it is published."
        defaultValue={sent?.title ?? ''}
        autoComplete="off"
      />
      <div className="actions">
        <Button name="intent" value="begin">
          Begin
        </Button>
      </div>
    </form>
  )
}

function Shelves({ view }: { view: Library & { timeZone: string } }) {
  const { search, state, found, page, pages, entries, timeZone } = view
  const to = (there: number) => `?${new URLSearchParams({ q: search, state, page: String(there) }).toString()}`
  const groups = Map.groupBy(entries, ({ thing, kind, within }) => (thing === null ? 'new' : (within ?? kind)))
  return (
    <>
      <search>
        <form method="get" className="filters line">
          <div className="field">
            <label htmlFor="q">Title</label>
            <input id="q" name="q" type="search" defaultValue={search} />
          </div>
          <Select
            name="state"
            label="State"
            defaultValue={state}
            options={[{ value: '', label: 'Any' }, ...SHELF.map((value) => ({ value, label: SHELF_NAMES[value] }))]}
          />
          <div className="actions">
            <Button variant="second">Show</Button>
          </div>
        </form>
      </search>
      <p className="soft" aria-live="polite">
        {plural(found, 'thing')}
        {pages > 1 ? `, page ${page} of ${pages}` : ''}
      </p>
      {found === 0 ? (
        <p>
          Nothing is in this state. <a href="/studio">Show everything</a>
        </p>
      ) : null}
      {[...groups].map(([name, group]) => (
        <section key={name} className="stackgap" aria-label={headingOf(name, view)}>
          <h2>{headingOf(name, view)}</h2>
          <ul className="plain">
            {group.map((entry) => (
              <LibraryEntry key={`${entry.kind} ${entry.slug}`} entry={entry} timeZone={timeZone} />
            ))}
          </ul>
        </section>
      ))}
      {pages > 1 ? (
        <nav aria-label="Pages" className="actions">
          {page > 1 ? <a href={to(page - 1)}>Previous page</a> : null}
          {page < pages ? <a href={to(page + 1)}>Next page</a> : null}
        </nav>
      ) : null}
    </>
  )
}

const GROUPS: Record<string, string> = {
  new: 'Not published yet',
  badge: 'Badges',
  stack: 'Stacks of no badge',
  'micro-credential': 'Micro-credentials of no stack',
} satisfies Partial<Record<DraftKind | 'new', string>>

function headingOf(name: string, { stacks }: Library): string {
  const known = GROUPS[name]
  return known ?? stacks.find(({ slug }) => slug === name)?.title ?? 'Stacks'
}

function Discarded({ view: { discarded, timeZone } }: { view: Library & { timeZone: string } }) {
  return (
    <Section title="Discarded" id="discarded">
      <p>For 30 days a discarded draft can be brought back with all its words.</p>
      <ul className="plain">
        {discarded.map(({ id, kind, slug, by, at }) => (
          <li key={id} className="row plain-row">
            <span>
              {slug}
              <span className="state">
                {KIND_NAMES[kind]}, discarded by {by} on <Day at={at} timeZone={timeZone} />
              </span>
            </span>
            <form method="post">
              <input type="hidden" name="draft" value={id} />
              <Button variant="second" compact name="intent" value="bring back">
                Bring back<span className="unseen"> {slug}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Section>
  )
}
