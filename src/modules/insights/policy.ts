import type { Actor } from '../../platform/actor.ts'
import { answersFor, hasRole } from '../people/rules.ts'

/** `path` is that of the organisation that a report is about, from the root of its tree. */
export type ReportWish = { action: 'read a report' | 'have a report sent'; subject: { path: readonly string[] } }

/** Who leads an organisation, or one above it, is told how it stands; nobody else, whatever other role they hold. */
export function mayReport(actor: Actor, { action, subject }: ReportWish): boolean {
  switch (action) {
    case 'read a report':
    case 'have a report sent':
      return answersFor(actor, 'leader', subject.path)
  }
}

/** Whether there is any organisation whose report the person may read. */
export const readsReports = (actor: Actor): boolean => hasRole(actor, 'leader')
