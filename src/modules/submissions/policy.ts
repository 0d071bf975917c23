import type { Actor } from '../../platform/actor.ts'
import { hasRole } from '../people/rules.ts'
import { isOpen, type Asked } from './rules/coaching/coaching.ts'

/** What somebody may do in this module, and what must be known about the thing to say so. */
export type Wish =
  | { action: 'start a pursuit' }
  | { action: 'keep a plan' }
  | { action: 'see a pursuit'; subject: { personId: string } }
  | { action: 'change a pursuit'; subject: { personId: string } }
  | { action: 'read as a coach'; subject: Asked }
  /** readerIds: the coaches who read the draft that it belongs to now, or the assessors who hold a judgement of it. */
  | { action: 'read evidence'; subject: { personId: string; readerIds: readonly string[] } }

/**
 * Only educators start; a pursuit, its words and its evidence are seen and changed by the educator it belongs to, even
 * after their role has ended. Assessors read the evidence of what they assess, and a coach what an educator asked them to
 * read, while they are in the same district, until it is answered or handed in. Leaders see none of it.
 */
export function can(actor: Actor, wish: Wish): boolean {
  switch (wish.action) {
    case 'start a pursuit':
    case 'keep a plan':
      return hasRole(actor, 'educator')
    case 'see a pursuit':
    case 'change a pursuit':
      return wish.subject.personId === actor.personId
    case 'read as a coach':
      return (
        wish.subject.coachId === actor.personId &&
        isOpen(wish.subject) &&
        actor.roles.some(({ orgId }) => orgId === wish.subject.orgId)
      )
    case 'read evidence':
      return wish.subject.personId === actor.personId || wish.subject.readerIds.includes(actor.personId)
  }
}
