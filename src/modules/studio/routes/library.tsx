import { PageHead } from '../../../ui/Page.tsx'
import { requireStudio } from './studio.ts'
import type { Route } from './+types/library'

export const meta: Route.MetaFunction = () => [{ title: 'Studio · Mintmark' }]

export function loader({ request, context }: Route.LoaderArgs) {
  const { publisher } = requireStudio(context, request)
  return { publisher }
}

export default function Library({ loaderData: { publisher } }: Route.ComponentProps) {
  return <PageHead title="Studio" lead={`What ${publisher} publishes.`} work />
}
