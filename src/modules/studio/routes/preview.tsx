import { PageHead } from '../../../ui/Page.tsx'
import { requireDraft } from './studio.ts'
import type { Route } from './+types/preview'

export const meta: Route.MetaFunction = () => [{ title: 'Preview · Mintmark' }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { draft } = await requireDraft(context, request, params.id)
  return { id: draft.id, title: draft.title }
}

export default function PreviewPage({ loaderData: { id, title } }: Route.ComponentProps) {
  return (
    <PageHead
      title={title}
      kicker="Preview"
      lead="What educators and assessors will see cannot be shown here yet."
      work
    >
      <p>
        <a href={`/studio/drafts/${id}`}>To the draft</a>
      </p>
    </PageHead>
  )
}
