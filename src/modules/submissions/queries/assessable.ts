import type { Db } from '../../../platform/database/database.ts'
import type { Outcome, SubmissionState } from '../rules/states.ts'
import { listEvidence, type Evidence } from './evidence.ts'
import { listResponses, type Response } from './responses.ts'
import { listAttempts, listDecisions, type Decision, type Submission } from './submissions.ts'

export type AssessedAttempt = { attempt: number; responses: Response[]; evidence: Evidence[]; changedNote: string }

/** What an assessor reads: no person, school or district, and no word of who assessed before. */
export type Assessable = AssessedAttempt & {
  orgId: string
  id: string
  code: string
  state: SubmissionState
  publisherId: string
  microCredentialId: string
  versionId: string
  /** The criteria to score now; the others were met before and stay met. */
  openCriteria: string[]
  submittedAt: Date | null
  dueAt: Date | null
  /** The attempts that were decided before this one, the first one first. */
  previous: (AssessedAttempt & { submissionId: string; decision: Decision })[]
}

async function place(db: Db, orgId: string, id: string) {
  return db
    .selectFrom('submission')
    .innerJoin('pursuit', (join) =>
      join.onRef('pursuit.org_id', '=', 'submission.org_id').onRef('pursuit.id', '=', 'submission.pursuit_id'),
    )
    .select([
      'pursuit.id',
      'pursuit.person_id',
      'pursuit.publisher_id',
      'pursuit.micro_credential_id',
      'pursuit.version_id',
    ])
    .where('submission.org_id', '=', orgId)
    .where('submission.id', '=', id)
    .executeTakeFirst()
}

const readable = (evidence: Evidence[]): Evidence[] => evidence.filter(({ state }) => state === 'ready')

/** A submission as its assessor sees it, whatever its state; null when there is none. */
async function findAssessable(db: Db, orgId: string, id: string): Promise<Assessable | null> {
  const pursuit = await place(db, orgId, id)
  if (pursuit === undefined) return null
  const attempts = await listAttempts(db, orgId, pursuit.id)
  const current = attempts.find((attempt) => attempt.id === id)
  if (current === undefined) return null
  const decisions = new Map(
    (await listDecisions(db, orgId, pursuit.id)).map((decision) => [decision.submissionId, decision]),
  )
  const read = async ({ id: submissionId, attempt, changedNote }: Submission): Promise<AssessedAttempt> => ({
    attempt,
    changedNote,
    responses: await listResponses(db, orgId, submissionId),
    evidence: readable(await listEvidence(db, orgId, submissionId)),
  })
  const previous: Assessable['previous'] = []
  for (const attempt of attempts) {
    const decision = decisions.get(attempt.id)
    if (attempt.attempt >= current.attempt || decision === undefined) continue
    previous.push({ ...(await read(attempt)), submissionId: attempt.id, decision })
  }
  return {
    ...(await read(current)),
    orgId,
    id,
    code: current.code,
    state: current.state,
    publisherId: pursuit.publisher_id,
    microCredentialId: pursuit.micro_credential_id,
    versionId: pursuit.version_id,
    openCriteria: current.openCriteria,
    submittedAt: current.submittedAt,
    dueAt: current.dueAt,
    previous,
  }
}

/** findAssessable, where the submission must exist. */
export async function getAssessable(db: Db, orgId: string, id: string): Promise<Assessable> {
  const found = await findAssessable(db, orgId, id)
  if (found === null) throw new Error(`There is no submission ${id}.`)
  return found
}

export type DecidedSubmission = {
  personId: string
  pursuitId: string
  publisherId: string
  microCredentialId: string
  versionId: string
  outcome: Outcome
  decidedAt: Date
  /** The level of every criterion decided so far: the newest decision on each, so criteria met earlier are in it. */
  levels: Record<string, string>
}

/** What was decided on a submission, for awarding; throws while it is not decided. */
export async function getDecidedSubmission(db: Db, orgId: string, id: string): Promise<DecidedSubmission> {
  const pursuit = await place(db, orgId, id)
  const decisions = pursuit === undefined ? [] : await listDecisions(db, orgId, pursuit.id)
  const last = decisions.findIndex(({ submissionId }) => submissionId === id)
  const decision = decisions[last]
  if (pursuit === undefined || decision === undefined) throw new Error(`The submission ${id} is not decided.`)
  const criteria = decisions.slice(0, last + 1).flatMap((each) => each.criteria)
  return {
    personId: pursuit.person_id,
    pursuitId: pursuit.id,
    publisherId: pursuit.publisher_id,
    microCredentialId: pursuit.micro_credential_id,
    versionId: pursuit.version_id,
    outcome: decision.outcome,
    decidedAt: decision.decidedAt,
    levels: Object.fromEntries(criteria.map(({ criterionId, levelId }) => [criterionId, levelId])),
  }
}
