import { PageHead } from '../../../ui/Page.tsx'
import { requireStudio } from './studio.ts'
import type { Route } from './+types/import'

export const meta: Route.MetaFunction = () => [{ title: 'Take in files · Mintmark' }]

export function loader({ request, context }: Route.LoaderArgs) {
  requireStudio(context, request)
  return null
}

export default function ImportPage() {
  return <PageHead title="Take in files" lead="Files of a catalogue cannot be taken in here yet." work />
}
