import { PageHead } from '../../../ui/Page.tsx'
import { requireDraft } from './studio.ts'
import type { Route } from './+types/review'

export const meta: Route.MetaFunction = () => [{ title: 'Review · Mintmark' }]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { draft } = await requireDraft(context, request, params.id)
  return { id: draft.id, title: draft.title }
}

export default function ReviewPage({ loaderData: { id, title } }: Route.ComponentProps) {
  return (
    <PageHead title={title} kicker="Review" lead="Comments cannot be written here yet." work>
      <p>
        <a href={`/studio/drafts/${id}`}>To the draft</a>
      </p>
    </PageHead>
  )
}
