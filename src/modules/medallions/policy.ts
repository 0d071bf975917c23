import type { Actor } from '../../platform/actor.ts'
import { answersFor } from '../people/rules.ts'

/** An organisation by its path, from the root of its tree to itself. */
type Place = { path: readonly string[] }

type Subjects = {
  /** Drafts, versions, and who is at work on them */
  see: Place
  design: Place
  publish: Place
  /** Of one draft; readerIds: who was asked to read it */
  'read a draft': Place & { readerIds: readonly string[] }
  comment: Place & { readerIds: readonly string[] }
  /** For an organisation: the one whose medallion it is, or one below it */
  'launch a cohort': Place & { medallionOf: string }
  'lead a cohort': Place
  'see a cohort': Place & { coachId: string | null }
  /** Of an organisation; workPaths: the paths of where the actor works as an educator */
  'take up': { medallionOf: string; workPaths: readonly (readonly string[])[] }
}

/** Leaders and admins of an organisation, or of one above it, answer for its medallions. */
const answers = (actor: Actor, { path }: Place): boolean =>
  answersFor(actor, 'leader', path) || answersFor(actor, 'admin', path)

/** A colleague who was asked may read as long as they work somewhere in the same tree. */
const reads = (actor: Actor, { path, readerIds }: Subjects['comment']): boolean =>
  answers(actor, { path }) || (readerIds.includes(actor.personId) && actor.roles.some(({ orgId }) => orgId === path[0]))

/** Cohorts are led by leaders alone: an admin keeps people, and does not see how they are doing. */
const leads = (actor: Actor, { path }: Place): boolean => answersFor(actor, 'leader', path)

const RULES: { [Action in keyof Subjects]: (actor: Actor, subject: Subjects[Action]) => boolean } = {
  see: answers,
  design: answers,
  publish: answers,
  'read a draft': reads,
  comment: reads,
  'launch a cohort': (actor, { path, medallionOf }) => path.includes(medallionOf) && leads(actor, { path }),
  'lead a cohort': leads,
  'see a cohort': (actor, { path, coachId }) =>
    leads(actor, { path }) || (coachId === actor.personId && actor.roles.some(({ orgId }) => orgId === path[0])),
  'take up': (_actor, { medallionOf, workPaths }) => workPaths.some((path) => path.includes(medallionOf)),
}

/** Whether a person may do something with the medallions of an organisation; false for everything that is not said here. */
export const can = <Action extends keyof Subjects>(actor: Actor, action: Action, subject: Subjects[Action]): boolean =>
  RULES[action](actor, subject)
