import type { RoleKind } from '../../../platform/actor.ts'

/** How long an invitation waits for its answer. */
export const INVITATION_DAYS = 30

export const invitationEnds = (now: Date): Date => new Date(now.getTime() + INVITATION_DAYS * 86_400_000)

/** "a leader", "an educator" */
export const asRole = (kind: RoleKind): string => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`

/**
 * Who would answer an invitation that came to an address: whose address it is, somebody signed in who has no such
 * address yet and may add it, or a new person. 'somebody else': it is the address of another person than who is signed
 * in, and one of them would take what was meant for the other.
 */
export type Answerer = 'owner' | 'owner_not_signed_in' | 'adds_it' | 'new_person' | 'somebody_else'

export function answererOf(ownerId: string | null, actorId: string | null): Answerer {
  if (ownerId === null) return actorId === null ? 'new_person' : 'adds_it'
  if (actorId === null) return 'owner_not_signed_in'
  return ownerId === actorId ? 'owner' : 'somebody_else'
}
