import { hasRole } from '../../people/rules.ts'
import { notYours, requireActor } from '../../../platform/pages.ts'
import { PageHead } from '../../../ui/Page.tsx'
import type { Route } from './+types/frameworks'

export const meta: Route.MetaFunction = () => [{ title: 'Frameworks · Mintmark' }]

export function loader({ request, context }: Route.LoaderArgs) {
  if (!hasRole(requireActor(context, request), 'admin')) return notYours()
  return null
}

export default function Frameworks() {
  return <PageHead title="Frameworks" lead="Frameworks cannot be taken in here yet." work />
}
