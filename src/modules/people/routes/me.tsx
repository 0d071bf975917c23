import { redirect } from 'react-router'
import type { RoleKind } from '../../../platform/actor.ts'
import { requireActor } from '../../../platform/pages.ts'
import { hasRole } from '../rules.ts'
import type { Route } from './+types/me'

const FIRST_PAGE: [RoleKind, string][] = [
  ['educator', '/medal'],
  ['assessor', '/queue'],
  ['registrar', '/awards'],
  ['leader', '/organisations'],
  ['admin', '/people'],
]

/** Sends a signed-in person to where their work begins. */
export function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  return redirect(FIRST_PAGE.find(([kind]) => hasRole(actor, kind))?.[1] ?? '/account')
}
