import type { Actor } from '../../platform/actor.ts'
import { answersFor, rolesOf } from '../people/rules.ts'

/**
 * What somebody may do with awards. `issuerPath` leads from the root of a tree to the organisation that made them;
 * `issuerId` is that organisation.
 */
export type Wish =
  | { action: 'see the register'; subject: { issuerPath: readonly string[] } }
  | { action: 'change an award'; subject: { issuerPath: readonly string[] } }
  | { action: 'keep keys'; subject: { issuerPath: readonly string[] } }
  | { action: 'award in bulk'; subject: { issuerId: string } }
  | { action: 'keep credentials'; subject: { personId: string } }

/**
 * The registrar of the issuing organisation, or of one above it, keeps its register and its keys, and nobody else's;
 * people keep their own credentials.
 */
export function can(actor: Actor, { action, subject }: Wish): boolean {
  switch (action) {
    case 'see the register':
    case 'change an award':
    case 'keep keys':
      return answersFor(actor, 'registrar', subject.issuerPath)
    case 'award in bulk':
      return answersFor(actor, 'registrar', [subject.issuerId])
    case 'keep credentials':
      return subject.personId === actor.personId
  }
}

/** The organisations where a person is registrar; they keep the registers of those below them too. */
export const registrarAt = (actor: Actor): string[] =>
  rolesOf(actor, 'registrar').map(({ organisationId }) => organisationId)

/** The organisations where a person is admin, who can make somebody registrar. */
export const adminAt = (actor: Actor): string[] => rolesOf(actor, 'admin').map(({ organisationId }) => organisationId)
