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

export type ProgressWish =
  /** Who is where, and whom it would help to hear from somebody; coachId: of the cohort */
  | { action: 'follow a cohort'; subject: { path: readonly string[]; coachId: string | null } }
  /** The schools of an organisation side by side */
  | { action: 'compare schools'; subject: { path: readonly string[] } }

/** Leaders of an organisation, or of one above it; a coach sees their own cohort as long as they work in that tree. */
export function mayFollow(actor: Actor, { action, subject }: ProgressWish): boolean {
  const leads = answersFor(actor, 'leader', subject.path)
  switch (action) {
    case 'follow a cohort':
      return leads || (subject.coachId === actor.personId && actor.roles.some(({ orgId }) => orgId === subject.path[0]))
    case 'compare schools':
      return leads
  }
}
