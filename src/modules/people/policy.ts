import type { Actor } from '../../platform/actor.ts'
import { hasRole } from './rules.ts'

export type PeopleAction = 'list people' | 'add a person'

/** An admin keeps the people of the organisations in the tree where they are admin; nobody else sees the register. */
export function can(actor: Actor, action: PeopleAction, subject: { orgId: string }): boolean {
  switch (action) {
    case 'list people':
    case 'add a person':
      return actor.roles.some((role) => role.kind === 'admin' && role.orgId === subject.orgId)
  }
}

/** Whether the person has any register of people to open. */
export const keepsPeople = (actor: Actor): boolean => hasRole(actor, 'admin')
