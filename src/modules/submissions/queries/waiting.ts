import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { SubmissionState } from '../rules/states.ts'

/** Whose a submission is and where it began: ids for the conflict check, never shown to an assessor. */
export type SubmissionOwner = {
  orgId: string
  id: string
  state: SubmissionState
  publisherId: string
  versionId: string
  /** The criteria that this attempt is scored on. */
  openCriteria: string[]
  personId: string
  /** The school at the start of the pursuit. */
  organisationId: string
}

/** What a queue may know of a submission: whose it is only by id, for the conflict check, never by name. */
export type WaitingSubmission = Omit<SubmissionOwner, 'state' | 'openCriteria'> & {
  code: string
  attempt: number
  microCredentialId: string
  title: string
  submittedAt: Date
  dueAt: Date
}

/** Which waiting submissions an assessor may see: those of either kind, without what they must not judge. */
export type QueueOf = {
  /** The publishers whose whole catalogue they assess. */
  publisherIds: readonly string[]
  /** The districts whose educators they assess. */
  orgIds: readonly string[]
  exceptPersonIds: readonly string[]
  exceptOrganisationIds: readonly string[]
}

const any = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`

const waiting = (db: Db, { publisherIds, orgIds, exceptPersonIds, exceptOrganisationIds }: QueueOf) =>
  db
    .selectFrom('submission')
    .innerJoin('pursuit', (join) =>
      join.onRef('pursuit.org_id', '=', 'submission.org_id').onRef('pursuit.id', '=', 'submission.pursuit_id'),
    )
    .where('submission.state', '=', 'submitted')
    .where((eb) => eb.or([eb('pursuit.publisher_id', '=', any(publisherIds)), eb('pursuit.org_id', '=', any(orgIds))]))
    .where((eb) => eb.not(eb('pursuit.person_id', '=', any(exceptPersonIds))))
    .where((eb) => eb.not(eb('pursuit.organisation_id', '=', any(exceptOrganisationIds))))

/** The submissions that nobody assesses yet, the one that is due first before the others. */
export async function listWaitingSubmissions(db: Db, asked: QueueOf, limit: number): Promise<WaitingSubmission[]> {
  return waiting(db, asked)
    .innerJoin('micro_credential_version as version', (join) =>
      join.onRef('version.org_id', '=', 'pursuit.publisher_id').onRef('version.id', '=', 'pursuit.version_id'),
    )
    .select([
      'submission.org_id as orgId',
      'submission.id',
      'submission.code',
      'submission.attempt',
      'pursuit.publisher_id as publisherId',
      'pursuit.micro_credential_id as microCredentialId',
      'pursuit.version_id as versionId',
      'version.title',
      sql<Date>`submission.submitted_at`.as('submittedAt'),
      sql<Date>`submission.due_at`.as('dueAt'),
      'pursuit.person_id as personId',
      'pursuit.organisation_id as organisationId',
    ])
    .orderBy('submission.due_at')
    .orderBy('submission.id')
    .limit(limit)
    .execute()
}

/** How many wait, and how many of them past the day on which they were due. */
export async function countWaitingSubmissions(
  db: Db,
  asked: QueueOf,
  now: Date,
): Promise<{ waiting: number; overdue: number }> {
  return waiting(db, asked)
    .select(({ fn }) => [
      fn.countAll<number>().as('waiting'),
      fn.countAll<number>().filterWhere('submission.due_at', '<', now).as('overdue'),
    ])
    .executeTakeFirstOrThrow()
}

/** By id alone, whatever its state, so that no page has to name a district; null when there is none. */
export async function findSubmissionOwner(db: Db, id: string): Promise<SubmissionOwner | null> {
  const row = await db
    .selectFrom('submission')
    .innerJoin('pursuit', (join) =>
      join.onRef('pursuit.org_id', '=', 'submission.org_id').onRef('pursuit.id', '=', 'submission.pursuit_id'),
    )
    .select([
      'submission.org_id as orgId',
      'submission.id',
      'submission.state',
      'submission.open_criteria as openCriteria',
      'pursuit.publisher_id as publisherId',
      'pursuit.version_id as versionId',
      'pursuit.person_id as personId',
      'pursuit.organisation_id as organisationId',
    ])
    .where('submission.id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : { ...row, state: row.state as SubmissionState }
}
