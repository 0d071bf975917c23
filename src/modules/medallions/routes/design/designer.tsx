import { useRef } from 'react'
import { isNarrowed, readSearch, searchAddress } from '../../../catalogue/rules/search-address.ts'
import { readFields } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { savedLine, type SavedWords } from '../../../../ui/saving/saved-line.ts'
import { StatusLine } from '../../../../ui/StatusLine.tsx'
import { hoursRange, plural } from '../../../../ui/words/words.ts'
import { Choices } from '../../parts/design/Choices.tsx'
import { Conflict } from '../../parts/design/Conflict.tsx'
import { Lines } from '../../parts/design/Lines.tsx'
import { Find, FIND } from '../../parts/design/Find.tsx'
import { Goals, Naming } from '../../parts/design/Mission.tsx'
import { Panel } from '../../parts/design/Panel.tsx'
import { Picks } from '../../parts/design/Picks.tsx'
import { useDesign } from '../../parts/design/use-design.ts'
import { useQualified } from '../../parts/design/use-qualified.ts'
import { MedallionDrawing } from '../../parts/MedallionDrawing.tsx'
import { brokenRules } from '../../rules/broken.ts'
import { coverageOf, overlapsOf } from '../../rules/designing/coverage.ts'
import { differencesOf } from '../../rules/designing/differences.ts'
import { petalsOf } from '../../rules/designing/petals.ts'
import { draftOf } from '../../rules/designing/reading.ts'
import { hoursOf, stacksOf } from '../../rules/designing/shape-of.ts'
import { neededOf } from '../../rules/qualify.ts'
import { takeDesign } from './designer-form.ts'
import { loadDesignerView, pickedIn, type DesignerView } from './designer-view.ts'
import { requireDesign } from './require-draft.ts'
import type { Route } from './+types/designer'

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined ? [] : [{ title: `Design: ${nameOf(loaderData.content)} · Mintmark` }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { db, actor, draft } = await requireDesign(context, request, params.draft)
  return loadDesignerView(db, draft, actor, readSearch(new URL(request.url).searchParams))
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { draft, ...given } = await requireDesign(context, request, params.draft)
  return takeDesign(given, draft, new URL(request.url).search, await readFields(request))
}

const nameOf = ({ title }: { title: string }): string => title.trim() || 'A new medallion'

const WORDS: SavedWords = {
  other: 'Somebody saved this medallion meanwhile. What they wrote stands here.',
  refused:
    'Either a text is longer than 10,000 letters, or the draft was published or discarded. Your words are kept on this device.',
  clash: (_text, { by }, at) => ({
    trouble: by === undefined ? 'Saved in another place too.' : `${by} saved this medallion too.`,
    fact: `That was at ${at}. Both drafts are kept.`,
    href: '#both',
    link: 'Show both',
  }),
}

const REFUSED = {
  too_long: 'A text is longer than 10,000 letters, or the whole draft is longer than can be kept. Shorten it.',
  too_many: 'A draft lists 60 at most. Take some out.',
  malformed: 'Something in the form could not be read. Open the page again.',
}

export default function DesignerPage({ loaderData: view, actionData: sent }: Route.ComponentProps) {
  return <Designer key={view.id} view={view} sent={sent} />
}

function Designer({ view, sent }: { view: DesignerView; sent: Route.ComponentProps['actionData'] }) {
  const form = useRef<HTMLFormElement>(null)
  const given = sent === undefined ? view.content : sent.content
  const open = useDesign(form, { draftId: view.id, content: given, revision: view.revision, savedAt: view.savedAt })
  const { content, turns } = open
  const qualified = useQualified(view.id, view.qualified, open.revision)
  const { saved, trouble, fact, href, link } = savedLine(open.view, view.savedAt, view.timeZone, WORDS)
  const titles = new Map(view.known.map(({ slug, title }) => [slug, title]))
  const titleOf = (slug: string): string => titles.get(slug) ?? slug
  const needed = neededOf(content)
  const hours = hoursOf(content, view.known)
  const picked = pickedIn(content)
  return (
    <>
      <PageHead
        title={nameOf(content)}
        kicker={`${view.organisation} · ${view.isNew ? 'a new medallion' : 'the next version'}`}
        work
      >
        <StatusLine
          saved={
            saved === undefined || view.savedBy === null || open.view !== null ? saved : `${saved} by ${view.savedBy}`
          }
          trouble={trouble}
          facts={[fact]}
          action={
            href === undefined ? (
              <a href={`/design/${view.id}/read`}>
                {view.openComments === 0 ? 'Ask a colleague to read it' : plural(view.openComments, 'open comment')}
              </a>
            ) : (
              <a href={href}>{link}</a>
            )
          }
        />
      </PageHead>
      {/* The search is a form of its own, though its fields stand in the other: it is asked by the address, and costs no words. */}
      <form id={FIND} action={`/design/${view.id}`} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what is typed comes up to it */}
      <form
        method="post"
        className="designer"
        ref={form}
        onInput={open.onInput}
        onBlur={open.leave}
        onSubmit={open.onSubmit}
      >
        {/* Enter in a one-line field presses the first button of a form: it only saves. */}
        <button className="unseen" name="intent" value="save" tabIndex={-1}>
          Save
        </button>
        <input type="hidden" name="revision" value={open.revision} />
        <div className="stackgap">
          {sent === undefined ? null : (
            <ErrorSummary
              title="Not saved yet"
              kept="Your words stand below as you typed them."
              problems={[{ message: REFUSED[sent.reason] }]}
            />
          )}
          <Conflicts view={view} open={open} titleOf={titleOf} />
          {view.start === null ? null : (
            <Note
              title={`It began as ${view.start.title}${view.start.organisation === '' ? '' : `, of ${view.start.organisation}`}.`}
            >
              Keep the picks whose line you can say in your own words, and write your own mission.
            </Note>
          )}
          <Section title="Name and mission">
            <div key={turns.whole}>
              <Naming content={content} />
            </div>
            <div key={`goals ${turns.lists}`}>
              <Goals goals={content.goals} />
            </div>
          </Section>
          <Section title="What you ask for" id="field-picked">
            <Find id={view.id} asked={view.asked} choices={view.choices} />
            <p className="soft">{shownInWords(view)}</p>
            <div key={turns.whole}>
              <Picks rows={view.rows} picked={picked} educators={qualified.educators} />
            </div>
            <Pages view={view} />
          </Section>
          <Section title="How each one serves your mission">
            <div className="stackgap" key={turns.lists}>
              {content.picks.length === 0 ? (
                <p className="soft">Each micro-credential that you tick gets a place here, in the order of the path.</p>
              ) : (
                <Lines content={content} known={view.known} borrowed={new Set(view.borrowed)} />
              )}
              <Choices content={content} titleOf={titleOf} />
            </div>
          </Section>
          <div className="actions ruled">
            <Button name="intent" value="publish">
              Review and publish
            </Button>
            <Button variant="second" name="intent" value="save">
              Save
            </Button>
          </div>
          <details className="small">
            <summary>Discard this draft</summary>
            <p>
              {view.isNew
                ? 'The draft goes off your desk. Nobody has been offered it.'
                : 'The draft goes off your desk. The version that is published stays as it is.'}
            </p>
            <Button variant="danger" compact name="intent" value="discard">
              Discard this draft
            </Button>
          </details>
        </div>
        <Panel
          content={content}
          known={view.known}
          needed={needed}
          hours={hours}
          stacks={stacksOf(content, view.known)}
          coverage={coverageOf(content, view.known, view.frameworks)}
          overlaps={overlapsOf({ medallionId: view.medallionId, content }, view.others)}
          broken={brokenRules(content, view.known)}
          qualified={qualified}
          titleOf={titleOf}
        >
          <div className="actions">
            <Button name="intent" value="publish">
              Review and publish
            </Button>
          </div>
        </Panel>
        <p className="designbar">
          <a href="#seen">
            <MedallionDrawing monogram={content.monogram} petals={petalsOf(content, view.known)} size={56} />
            <span>
              <b>{needed} needed</b>
              {needed === 0 ? null : `, ${hoursRange(hours.least, hours.most)}`}
            </span>
          </a>
        </p>
      </form>
    </>
  )
}

function shownInWords({ rows, total, asked }: DesignerView): string {
  if (total === 0) return 'Nothing in the catalogue fits. What you picked stays picked.'
  if (isNarrowed({ ...asked, page: null }))
    return `${plural(total, 'micro-credential')} found. What you picked stays picked.`
  return rows.length === total
    ? 'Tick what every educator should show. The medallion redraws as you do.'
    : `${rows.length} of ${total} micro-credentials are shown: search for others.`
}

/** Pages of a long list. */
const SIZE = 60

const Pages = ({ view: { id, asked, total } }: { view: DesignerView }) =>
  total <= SIZE ? null : (
    <Pager
      label="Pages of the catalogue"
      page={asked.page}
      pages={Math.ceil(total / SIZE)}
      hrefOf={(page) => searchAddress(asked, { page }).replace('/catalogue', `/design/${id}`)}
    />
  )

function Conflicts({
  view,
  open,
  titleOf,
}: {
  view: DesignerView
  open: ReturnType<typeof useDesign>
  titleOf: (slug: string) => string
}) {
  const { clash } = open
  if (clash !== undefined)
    return (
      <Conflict
        title={
          clash.by === undefined
            ? 'Saved in another place too.'
            : `${clash.by} saved this medallion while you designed.`
        }
        names={[clash.by === undefined ? 'what was saved there' : `what ${clash.by} saved`, 'yours']}
        differences={differencesOf(draftOf(JSON.parse(clash.theirs)), open.content, titleOf)}
        choose={{ stands: () => open.settle('theirs'), other: () => open.settle('mine') }}
      />
    )
  return view.conflicts.map(({ id, keptBy, differences }) => (
    <Conflict
      key={id}
      title={
        keptBy === null
          ? 'You changed this medallion while somebody else saved it.'
          : `${keptBy} changed this medallion while somebody else saved it.`
      }
      names={['what is saved', keptBy === null ? 'yours' : `what ${keptBy} wrote`]}
      differences={differences}
      choose={{ stands: `settle:${id}:current`, other: `settle:${id}:kept` }}
    />
  ))
}
