import { PageHead } from '../../../ui/Page.tsx'
import { requireDraft } from './studio.ts'
import type { Route } from './+types/draft'

export const meta: Route.MetaFunction = () => [{ title: 'Draft · Mintmark' }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { draft } = await requireDraft(context, request, params.id)
  return { id: draft.id, title: draft.title }
}

export default function DraftPage({ loaderData: { id, title } }: Route.ComponentProps) {
  return (
    <PageHead title={title} kicker="Draft" lead="The sections of this draft cannot be opened here yet." work>
      <p>
        <a href={`/studio/drafts/${id}`}>To the draft</a>
      </p>
    </PageHead>
  )
}
