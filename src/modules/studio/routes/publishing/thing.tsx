import { redirect } from 'react-router'
import { isSlug } from '../../../catalogue/rules/content.ts'
import { notFound, readWords, refused } from '../../../../platform/pages.ts'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead, Section } from '../../../../ui/Page.tsx'
import { StatusLine } from '../../../../ui/StatusLine.tsx'
import { retire, takeUpAgain, type Retired } from '../../commands/publishing/retire.ts'
import { startDraft } from '../../commands/start.ts'
import { Figures } from '../../parts/thing/Figures.tsx'
import { Retire } from '../../parts/thing/Retire.tsx'
import { Comparison, Versions } from '../../parts/thing/Versions.tsx'
import { isDraftKind } from '../../rules/sections.ts'
import { requireStudio } from '../studio.ts'
import { loadThingView, type ThingView } from './thing-view.ts'
import type { Route } from './+types/thing'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.title ?? ''} · Studio · Mintmark` },
]

const numberIn = (params: URLSearchParams, name: string): number | null => {
  const number = Number(params.get(name))
  return Number.isSafeInteger(number) && number > 0 ? number : null
}

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { db, publisherId, actor } = requireStudio(context, request)
  const { kind, slug } = params
  if (!isDraftKind(kind) || !isSlug(slug)) return notFound()
  const { searchParams } = new URL(request.url)
  const asked = {
    kind,
    slug,
    from: numberIn(searchParams, 'from'),
    to: numberIn(searchParams, 'to'),
    figures: numberIn(searchParams, 'figures'),
  }
  const view = (await loadThingView(db, publisherId, asked)) ?? notFound()
  return { ...view, timeZone: actor.timeZone, published: numberIn(searchParams, 'published') }
}

const SAYS = {
  reason_missing: 'Say why it is retired. Its public page shows the reason.',
  reason_long: 'Say it in at most 500 letters.',
  changed: 'Somebody else has just retired it or taken it up again. Look at its state, then decide anew.',
} satisfies Record<Exclude<Exclude<Retired, { ok: true }>['reason'], 'unknown'>, string>

export async function action({ params, request, context }: Route.ActionArgs) {
  const studio = requireStudio(context, request)
  const { kind, slug } = params
  if (!isDraftKind(kind) || !isSlug(slug)) return notFound()
  const { intent, because = '' } = await readWords(request)
  const which = { kind, slug }
  if (intent === 'draft') {
    const started = await startDraft(studio, which)
    return started.ok ? redirect(`/studio/drafts/${started.draftId}`) : notFound()
  }
  if (intent !== 'retire' && intent !== 'take-up') return notFound()
  const done = intent === 'retire' ? await retire(studio, which, because) : await takeUpAgain(studio, which)
  if (done.ok) return redirect(`/studio/${kind}/${slug}`)
  return done.reason === 'unknown' ? notFound() : refused({ message: SAYS[done.reason], because })
}

const KINDS = { 'micro-credential': 'Micro-credential', stack: 'Stack', badge: 'Badge' } as const
const STATES = { published: 'Published', retired: 'Retired', outline: 'An outline' } as const
const PAGES = { 'micro-credential': 'micro-credentials', stack: 'stacks', badge: 'badges' } as const

export default function ThingPage({ loaderData: view, actionData }: Route.ComponentProps) {
  const { kind, slug, title, state, versions, compared, timeZone, published, figures } = view
  const [newest] = versions
  return (
    <>
      <PageHead work title={title} kicker={KINDS[kind]}>
        <StatusLine
          facts={[
            STATES[state],
            newest === undefined ? '' : `Version ${newest.number} (${newest.version})`,
            view.underWay === 0 ? '' : `${view.underWay} under way`,
          ]}
          action={<a href={`/${PAGES[kind]}/${slug}`}>Its public page</a>}
        />
        <Begin view={view} />
      </PageHead>
      {published === null ? null : (
        <Note title={`Version ${published} is published.`}>
          <p>It is what everybody reads now, and what whoever begins from here on is assessed by.</p>
        </Note>
      )}
      <ErrorSummary
        title="Not changed"
        kept="What you wrote is kept."
        problems={actionData === undefined ? [] : [{ message: actionData.message, field: 'because' }]}
      />
      <Section title="Versions" id="versions">
        <Versions versions={versions} timeZone={timeZone} countsPeople={kind === 'micro-credential'} />
      </Section>
      {compared === null ? null : (
        <Section title="What changed" id="changes">
          <Comparison compared={compared} versions={versions} />
        </Section>
      )}
      {figures === null ? null : (
        <Section title="How it is going" id="figures">
          <Figures figures={figures} versions={versions} />
        </Section>
      )}
      {state === 'outline' ? null : (
        <Section title={view.retired === null ? 'Retire' : 'Retired'} id="retire">
          <Retire view={view} refused={actionData ?? null} />
        </Section>
      )}
    </>
  )
}

function Begin({ view: { kind, slug, draft } }: { view: ThingView }) {
  return (
    <form method="post" className="actions">
      {draft === null ? (
        <Button name="intent" value="draft">
          Begin a new version
        </Button>
      ) : (
        <LinkButton href={`/studio/drafts/${draft.id}`}>Go on with its draft</LinkButton>
      )}
      <a href={`/studio/export/${kind}/${slug}`}>Export its files</a>
      <a href="/studio">To the studio</a>
    </form>
  )
}
