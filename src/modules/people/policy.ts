import type { Actor, OrganisationKind, RoleKind } from '../../platform/actor.ts'
import { answersFor, hasRole } from './rules.ts'

/** An organisation as a policy sees it. */
export type Place = { path: readonly string[]; kind: OrganisationKind }

export type PeopleAsk =
  /** The register: everybody with a role there or below */
  | { action: 'list people' | 'add a person' | 'end a role'; subject: Place }
  /** Its page: people by role, invitations, what it says of itself */
  | { action: 'see an organisation'; subject: Place }
  | { action: 'invite'; subject: Place & { role: RoleKind } }
  /** To take people in from a file, for all of it */
  | { action: 'import people'; subject: Place }
  /** To rename it, and to put schools under it */
  | { action: 'keep an organisation'; subject: Place }
  | { action: 'move an organisation'; subject: Place & { to: Place } }
  /** How it looks and what it stands for */
  | { action: 'describe an organisation'; subject: Place }

/**
 * An admin keeps an organisation and everything below it; a leader sees it, says what it stands for and invites
 * educators. Whoever answers for one school can do nothing with another. A publisher has no schools, and its name and
 * look belong to its catalogue.
 */
export function can(actor: Actor, { action, subject }: PeopleAsk): boolean {
  const { path, kind } = subject
  const admin = answersFor(actor, 'admin', path)
  const leader = answersFor(actor, 'leader', path)
  switch (action) {
    case 'list people':
    case 'add a person':
    case 'end a role':
      return admin
    case 'see an organisation':
      return admin || leader
    case 'invite':
      return admin || (leader && subject.role === 'educator')
    case 'import people':
    case 'keep an organisation':
      return admin && kind !== 'publisher'
    case 'describe an organisation':
      return (admin || leader) && kind !== 'publisher'
    // Who moves it takes it from where it stands, and puts it somewhere: both must be theirs, and a root stands nowhere.
    case 'move an organisation':
      return (
        answersFor(actor, 'admin', path.slice(0, -1)) &&
        can(actor, { action: 'keep an organisation', subject: subject.to })
      )
  }
}

/** Whether the person has any register of people to open. */
export const keepsPeople = (actor: Actor): boolean => hasRole(actor, 'admin')

/** The organisations in which somebody answers for others, as far as their roles say it themselves. */
export const answeringIn = (actor: Actor): string[] => [
  ...new Set(
    actor.roles.filter(({ kind }) => kind === 'admin' || kind === 'leader').map((role) => role.organisationId),
  ),
]
