import { PageHead } from '../../../ui/Page.tsx'
import { requireDraft } from './studio.ts'
import type { Route } from './+types/publish'

export const meta: Route.MetaFunction = () => [{ title: 'Publish · Mintmark' }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { draft } = await requireDraft(context, request, params.id)
  return { id: draft.id, title: draft.title }
}

export default function PublishPage({ loaderData: { id, title } }: Route.ComponentProps) {
  return (
    <PageHead title={title} kicker="Publish" lead="Drafts cannot be published here yet." work>
      <p>
        <a href={`/studio/drafts/${id}`}>To the draft</a>
      </p>
    </PageHead>
  )
}
