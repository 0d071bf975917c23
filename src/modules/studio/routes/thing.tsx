import { notFound } from '../../../platform/pages.ts'
import { PageHead } from '../../../ui/Page.tsx'
import { isDraftKind } from '../rules/sections.ts'
import { requireStudio } from './studio.ts'
import type { Route } from './+types/thing'

export const meta: Route.MetaFunction = () => [{ title: 'Studio · Mintmark' }]

export function loader({ params, request, context }: Route.LoaderArgs) {
  requireStudio(context, request)
  if (!isDraftKind(params.kind)) return notFound()
  return { slug: params.slug }
}

export default function Thing({ loaderData: { slug } }: Route.ComponentProps) {
  return <PageHead title={slug} lead="Its versions cannot be shown here yet." work />
}
