import { getCatalogue } from '../../catalogue/queries/tree.ts'
import { partKinds, type PartKind } from '../../catalogue/rules/content.ts'
import { notFound } from '../../../platform/pages.ts'
import { Note } from '../../../ui/Note.tsx'
import { AssessorView } from '../parts/preview/AssessorView.tsx'
import { EducatorPage } from '../parts/preview/EducatorPage.tsx'
import { EducatorWorkspace } from '../parts/preview/EducatorWorkspace.tsx'
import { draftContent } from '../queries/drafts.ts'
import { isPreview, previewOf, type Preview } from '../rules/preview.ts'
import { requireDraft } from './studio.ts'
import type { Route } from './+types/preview'

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined ? [] : [{ title: `${loaderData.content.title}: preview · Mintmark` }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { db, publisherId, now, actor, draft } = await requireDraft(context, request, params.id)
  const [draftNow, catalogue] = await Promise.all([
    draftContent(db, publisherId, draft.id),
    getCatalogue(db, publisherId),
  ])
  if (draft.kind !== 'micro-credential' || draftNow === null) return notFound()
  const { searchParams } = new URL(request.url)
  const as = searchParams.get('as')
  const content = previewOf(draftNow)
  const stack = catalogue.stacks.find(({ slug }) => slug === content.stack)
  const badge = catalogue.badges.find(({ id }) => id === stack?.badgeId)
  const titles = new Map(
    catalogue.stacks.flatMap(({ members }) => members.map((member) => [member.slug, member.title] as const)),
  )
  const named = (slugs: readonly string[] = []) => slugs.map((slug) => ({ slug, title: titles.get(slug) ?? slug }))
  const place = stack?.members.findIndex(({ slug }) => slug === draft.slug) ?? -1
  return {
    id: draft.id,
    as: isPreview(as) ? as : ('page' as const),
    part: partKinds.find((kind) => kind === searchParams.get('part')) ?? content.work_order[0] ?? 'product',
    now,
    timeZone: actor.timeZone,
    content,
    slug: draft.slug,
    position: place + 1,
    stack: {
      slug: content.stack,
      title: stack?.title ?? '[No stack is chosen yet]',
      style: stack?.style ?? { figure: 'planning' as const, ink: 1 as const, salt: 0, numeral: '', title: '' },
      size: stack?.members.length ?? 0,
    },
    badge: badge === undefined ? null : { slug: badge.slug, title: badge.title },
    licence: badge?.content.license ?? null,
    before: { needed: named(content.prerequisites), helpful: named(content.helpful_before) },
  }
}

const NAMES: Record<Preview, string> = {
  page: 'Educator: the page',
  workspace: 'Educator: the workspace',
  assessor: 'Assessor',
}

type View = Route.ComponentProps['loaderData']

export default function PreviewPage({ loaderData: view }: Route.ComponentProps) {
  const path = `/studio/drafts/${view.id}/preview`
  return (
    <>
      <div className="previewbar stackgap">
        <Note title="A preview of the draft.">
          <p>
            What is not written yet stands in brackets. Nothing that is typed or pressed below is kept.{' '}
            <a href={`/studio/drafts/${view.id}`}>Back to the draft</a>
          </p>
        </Note>
        <nav aria-label="What is shown" className="choices">
          {Object.entries(NAMES).map(([as, name]) =>
            as === view.as ? (
              <b key={as} aria-current="page">
                {name}
              </b>
            ) : (
              <a key={as} href={`${path}?as=${as}`}>
                {name}
              </a>
            ),
          )}
        </nav>
      </div>
      <Shown view={view} hrefOf={(kind) => `${path}?as=workspace&part=${kind}`} />
    </>
  )
}

function Shown({ view, hrefOf }: { view: View; hrefOf: (kind: PartKind) => string }) {
  const { content, slug, stack, part, now, timeZone } = view
  switch (view.as) {
    case 'page':
      return <EducatorPage view={view} />
    case 'workspace':
      return <EducatorWorkspace {...{ content, slug, hrefOf, now, timeZone }} style={stack.style} kind={part} />
    case 'assessor':
      return <AssessorView content={content} />
  }
}
