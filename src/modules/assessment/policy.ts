import type { Actor } from '../../platform/actor.ts'
import { inConflict, type Ties } from './rules/conflict.ts'
import { isOpen, type JudgementState } from './rules/states.ts'

/** A submission as far as it decides who may assess it. orgId is the district, publisherId whose catalogue it is from. */
export type Assessable = { orgId: string; publisherId: string; personId: string; organisationId: string }

export type Held = { assessorId: string; state: JudgementState }

type Subjects = {
  'open the queue': null
  claim: { work: Assessable; ties: Ties }
  'see the judgement': Held
  judge: Held
  'read the evidence': Held
}

/** An assessor of the publisher assesses its whole catalogue; an assessor of a district, what its own people hand in. */
const mayAssess = (actor: Actor, work: Assessable): boolean =>
  actor.roles.some(
    (role) => role.kind === 'assessor' && (role.organisationId === work.publisherId || role.orgId === work.orgId),
  )

const holds = (actor: Actor, { assessorId, state }: Held): boolean => assessorId === actor.personId && isOpen(state)

const RULES: { [Action in keyof Subjects]: (actor: Actor, subject: Subjects[Action]) => boolean } = {
  'open the queue': (actor) => actor.roles.some(({ kind }) => kind === 'assessor'),
  claim: (actor, { work, ties }) =>
    ties.personId === actor.personId && mayAssess(actor, work) && !inConflict(ties, work),
  'see the judgement': (actor, { assessorId }) => assessorId === actor.personId,
  judge: holds,
  // Evidence holds children's work: not the registrar, not the admin, not another assessor, and not once it is over.
  'read the evidence': holds,
}

export type AssessmentAction = keyof Subjects

/** Whether a person may do something in assessment; false for everything that is not said here. */
export const can = <Action extends AssessmentAction>(
  actor: Actor,
  action: Action,
  subject: Subjects[Action],
): boolean => RULES[action](actor, subject)
