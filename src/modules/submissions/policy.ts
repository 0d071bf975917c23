import type { Actor } from '../../platform/actor.ts'
import { hasRole } from '../people/rules.ts'

/** What somebody may do in this module, and what must be known about the thing to say so. */
export type Wish =
  | { action: 'start a pursuit' }
  | { action: 'keep a plan' }
  | { action: 'see a pursuit'; subject: { personId: string } }
  | { action: 'change a pursuit'; subject: { personId: string } }
  /** readerIds: the assessors who hold, or held, a judgement of the submission it belongs to. */
  | { action: 'read evidence'; subject: { personId: string; readerIds: readonly string[] } }

/**
 * Only educators start; a pursuit, its words and its evidence are seen and changed by the educator it belongs to, even
 * after their role has ended. Assessors read the evidence of what they assess. Leaders see none of it.
 */
export function can(actor: Actor, wish: Wish): boolean {
  switch (wish.action) {
    case 'start a pursuit':
    case 'keep a plan':
      return hasRole(actor, 'educator')
    case 'see a pursuit':
    case 'change a pursuit':
      return wish.subject.personId === actor.personId
    case 'read evidence':
      return wish.subject.personId === actor.personId || wish.subject.readerIds.includes(actor.personId)
  }
}
