import type { Actor } from '../../platform/actor.ts'

/** What somebody may do with awards; `issuerId` is the organisation that made them. */
export type Wish =
  | { action: 'see the register'; subject: { issuerId: string } }
  | { action: 'change an award'; subject: { issuerId: string } }
  | { action: 'keep keys'; subject: { issuerId: string } }
  | { action: 'award in bulk'; subject: { issuerId: string } }
  | { action: 'keep credentials'; subject: { personId: string } }

/** The registrar of the issuing organisation keeps its register and its keys, and nobody else's; people keep their own credentials. */
export function can(actor: Actor, { action, subject }: Wish): boolean {
  switch (action) {
    case 'see the register':
    case 'change an award':
    case 'keep keys':
    case 'award in bulk':
      return actor.roles.some((role) => role.kind === 'registrar' && role.organisationId === subject.issuerId)
    case 'keep credentials':
      return subject.personId === actor.personId
  }
}

/** The organisations whose registers a person keeps. */
export const registersOf = (actor: Actor): { id: string; name: string }[] =>
  actor.roles
    .filter((role) => role.kind === 'registrar')
    .map((role) => ({ id: role.organisationId, name: role.organisationName }))
