import { z } from 'zod'

const id = z.string()

/** What can happen, and what is told about it. Payloads hold ids and states, never what somebody wrote. */
export const EVENTS = {
  'person.added': z.object({ organisationId: id, role: z.string() }),
  'people.read': z.object({ entries: z.number(), problems: z.number() }),
  'people.discarded': z.object({}),
  'people.imported': z.object({
    organisationId: id,
    added: z.number(),
    changed: z.number(),
    moved: z.number(),
    left: z.number(),
    offered: z.number(),
    organisations: z.number(),
    welcome: z.boolean(),
  }),
  'people.import_undone': z.object({ kept: z.number() }),
  /** Somebody showed that an entry that others had made of them is theirs */
  'person.joined': z.object({ entryId: id }),
  'role.ended': z.object({ organisationId: id, role: z.string() }),
  /** Also when it is sent again: letter counts from 1 */
  'invitation.made': z.object({ organisationId: id, role: z.string(), letter: z.number() }),
  'invitation.answered': z.object({ answer: z.enum(['accepted', 'declined', 'withdrawn']) }),
  'organisation.added': z.object({ parentId: id }),
  'organisation.renamed': z.object({}),
  'organisation.moved': z.object({ from: id, to: id }),
  'organisation.described': z.object({}),
  'person.signed_in': z.object({}),
  'person.signed_out_everywhere': z.object({}),
  'catalogue.imported': z.object({
    published: z.number(),
    drafts: z.number(),
    /** The stacks and badges with a new version; events of before they were named have none */
    collections: z.array(z.object({ kind: z.enum(['stack', 'badge']), id })).default([]),
  }),
  'catalogue.published': z.object({ kind: z.string(), versionId: id, number: z.number(), draftId: id }),
  'catalogue.retired': z.object({ kind: z.string() }),
  'catalogue.taken_up': z.object({ kind: z.string() }),
  'draft.review_asked': z.object({}),
  'draft.reviewed': z.object({ word: z.enum(['ready', 'please change']) }),
  'framework.imported': z.object({ components: z.number(), again: z.boolean() }),
  'medallion.published': z.object({ organisationId: id, versionId: id, number: z.number() }),
  'medallion.retired': z.object({ organisationId: id }),
  'medallion.taken_up': z.object({ organisationId: id }),
  'medallion.reader_asked': z.object({ personId: id }),
  'cohort.launched': z.object({ medallionId: id, offered: z.number() }),
  'cohort.changed': z.object({}),
  'cohort.closed': z.object({}),
  // What is said of enrolments has the medallion as its subject.
  'enrolment.offered': z.object({ cohortId: id, offered: z.number() }),
  'enrolment.answered': z.object({ personId: id, answer: z.enum(['accept', 'decline', 'later', 'leave']) }),
  'enrolment.moved': z.object({ personId: id, versionId: id }),
  'enrolment.confirmed': z.object({ personId: id }),
  'enrolment.removed': z.object({ personId: id, cohortId: id }),
  'pursuit.started': z.object({ microCredentialId: id, versionId: id }),
  'pursuit.withdrawn': z.object({}),
  'submission.submitted': z.object({ pursuitId: id, attempt: z.number(), dueAt: z.string() }),
  'submission.withdrawn': z.object({ pursuitId: id }),
  'submission.attempt_started': z.object({ pursuitId: id, attempt: z.number() }),
  'coaching.asked': z.object({ coachId: id }),
  'coaching.answered': z.object({}),
  'coaching.withdrawn': z.object({}),
  'assessment.claimed': z.object({ judgementId: id }),
  'assessment.released': z.object({ judgementId: id }),
  'assessment.expired': z.object({ judgementId: id }),
  'assessment.concern_raised': z.object({ judgementId: id, kind: z.string() }),
  'assessment.decided': z.object({ judgementId: id, outcome: z.enum(['earned', 'not_yet']) }),
  'award.made': z.object({
    kind: z.enum(['micro-credential', 'stack', 'badge', 'medallion']),
    personId: id,
    achievementId: id,
  }),
  'award.revoked': z.object({ reason: z.string() }),
  'award.suspended': z.object({ reason: z.string() }),
  'award.reinstated': z.object({ reason: z.string() }),
  'credential.issued': z.object({ awardId: id }),
  'credential.reissued': z.object({
    awardId: id,
    replaces: id,
    because: z.enum(['holder', 'version', 'key']),
    byHolder: z.boolean(),
  }),
  'credential.shared': z.object({ awardId: id, evidence: z.number() }),
  'credential.unshared': z.object({ awardId: id }),
  'bulk.checked': z.object({ rows: z.number(), awards: z.number() }),
  'bulk.discarded': z.object({}),
  'bulk.started': z.object({}),
  'bulk.recorded': z.object({ awarded: z.number() }),
  'report.scheduled': z.object({ every: z.enum(['month', 'quarter']) }),
  'report.sent': z.object({ letters: z.number() }),
  'report.ended': z.object({ because: z.enum(['stopped', 'role ended']) }),
  'issuer_key.made': z.object({}),
  'issuer_key.rotated': z.object({ replacedBy: id }),
  'issuer_key.retired': z.object({}),
} as const

export type EventType = keyof typeof EVENTS
export type Payload<T extends EventType> = z.infer<(typeof EVENTS)[T]>

/** Something that happened: to whom (subject), in which organisation, by whom (null: by Mintmark itself). */
export type Happening = {
  [T in EventType]: { type: T; orgId: string; subjectId: string; actorId: string | null; payload: Payload<T> }
}[EventType]

/** Who hears which event: the names of jobs, each `module.what-it-does`. */
export const HEARS: Partial<Record<EventType, readonly string[]>> = {
  'person.joined': ['medallions.follow-joined'],
  'invitation.made': ['people.tell-invited'],
  'people.imported': ['people.welcome-imported'],
  'catalogue.imported': ['credentials.award-imported'],
  'catalogue.published': ['credentials.award-completed'],
  'medallion.reader_asked': ['medallions.tell-reader'],
  'enrolment.answered': ['credentials.award-accepted', 'assessment.release-answered'],
  'enrolment.moved': ['credentials.award-moved'],
  'enrolment.confirmed': ['credentials.award-confirmed'],
  'cohort.launched': ['medallions.welcome-launched', 'assessment.release-launched'],
  'cohort.changed': ['assessment.release-changed'],
  'enrolment.offered': ['medallions.welcome-added', 'assessment.release-offered'],
  'submission.submitted': ['submissions.tell-received'],
  'coaching.asked': ['submissions.tell-coach', 'assessment.release-asked'],
  'coaching.answered': ['submissions.tell-coached'],
  'assessment.decided': ['submissions.tell-decided', 'credentials.award-decided'],
  'award.made': ['credentials.issue', 'credentials.award-collections'],
  'award.revoked': ['credentials.suspend-collections'],
  'award.suspended': ['credentials.suspend-medallions'],
  'bulk.recorded': ['credentials.award-recorded'],
  'credential.reissued': ['credentials.tell-replaced'],
  'issuer_key.rotated': ['credentials.renew-lists'],
}
