import type { Db, Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import type { CoachingState } from '../../rules/coaching/coaching.ts'
import type { SubmissionState } from '../../rules/states.ts'

/** An educator asked a coach to read a draft. */
export type CoachingRequest = {
  orgId: string
  id: string
  submissionId: string
  submissionState: SubmissionState
  pursuitId: string
  /** Whose draft it is */
  personId: string
  personName: string
  coachId: string
  coachName: string
  question: string
  state: CoachingState
  askedAt: Date
  endedAt: Date | null
  publisherId: string
  versionId: string
  title: string
}

const requests = (db: Db) =>
  db
    .selectFrom('coaching_request as request')
    .innerJoin('submission', (join) =>
      join.onRef('submission.org_id', '=', 'request.org_id').onRef('submission.id', '=', 'request.submission_id'),
    )
    .innerJoin('pursuit', (join) =>
      join.onRef('pursuit.org_id', '=', 'submission.org_id').onRef('pursuit.id', '=', 'submission.pursuit_id'),
    )
    .innerJoin('micro_credential_version as version', (join) =>
      join.onRef('version.org_id', '=', 'pursuit.publisher_id').onRef('version.id', '=', 'pursuit.version_id'),
    )
    .innerJoin('person', 'person.id', 'pursuit.person_id')
    .innerJoin('person as coach', 'coach.id', 'request.coach_id')
    .select([
      'request.org_id as orgId',
      'request.id',
      'request.submission_id as submissionId',
      'submission.state as submissionState',
      'submission.pursuit_id as pursuitId',
      'pursuit.person_id as personId',
      'person.name as personName',
      'request.coach_id as coachId',
      'coach.name as coachName',
      'request.question',
      'request.state',
      'request.asked_at as askedAt',
      'request.ended_at as endedAt',
      'pursuit.publisher_id as publisherId',
      'pursuit.version_id as versionId',
      'version.title',
    ])

const toRequest = <Row extends { state: string; submissionState: string }>(row: Row) => ({
  ...row,
  state: row.state as CoachingState,
  submissionState: row.submissionState as SubmissionState,
})

/** By id alone, whoever it is between: ask the policy before showing it. */
export async function findRequest(db: Db, id: string): Promise<CoachingRequest | null> {
  const row = await requests(db).where('request.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toRequest(row)
}

/** What a coach was asked, the longest waiting first. */
export async function listAskedOf(db: Db, coachId: string): Promise<CoachingRequest[]> {
  const rows = await requests(db)
    .where('request.coach_id', '=', coachId)
    .orderBy('request.asked_at')
    .orderBy('request.id')
    .limit(500)
    .execute()
  return rows.map(toRequest)
}

/**
 * What an educator asked about a pursuit since the last decision on it, the first one first: also what was asked of a
 * draft that was put away and taken up again, since its words came along.
 */
export async function listAskedAbout(db: Db, orgId: string, pursuitId: string): Promise<CoachingRequest[]> {
  const rows = await requests(db)
    .where('request.org_id', '=', orgId)
    .where('submission.pursuit_id', '=', pursuitId)
    .where('submission.attempt', '>', (eb) =>
      eb
        .selectFrom('submission as decided')
        .select((part) => part.fn.coalesce(part.fn.max('decided.attempt'), part.lit(0)).as('last'))
        .whereRef('decided.org_id', '=', 'submission.org_id')
        .whereRef('decided.pursuit_id', '=', 'submission.pursuit_id')
        .where('decided.decided_at', 'is not', null),
    )
    .orderBy('request.asked_at')
    .orderBy('request.id')
    .execute()
  return rows.map(toRequest)
}

/** Writes a request and returns its id; null when one is open for this submission already. */
export async function insertRequest(
  tx: Tx,
  request: { orgId: string; submissionId: string; coachId: string; question: string },
  now: Date,
): Promise<string | null> {
  const made = await tx
    .insertInto('coaching_request')
    .values({
      org_id: request.orgId,
      id: newId(),
      submission_id: request.submissionId,
      coach_id: request.coachId,
      question: request.question,
      state: 'asked',
      asked_at: now,
    })
    .onConflict((oc) => oc.columns(['org_id', 'submission_id']).where('state', '=', 'asked').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id ?? null
}

/** Ends a request that is asked; false when it ended before. */
export async function endRequest(
  tx: Tx,
  { orgId, id, to, now }: { orgId: string; id: string; to: Exclude<CoachingState, 'asked'>; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('coaching_request')
    .set({ state: to, ended_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Keeps others from ending a request until the transaction ends. */
export async function holdRequest(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('coaching_request').select('id').where('id', '=', id).forUpdate().execute()
}

/** Who was ever asked by whom: the people whose drafts a person read or was asked to read. For conflicts of interest. */
export async function listReadFor(db: Db, coachId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('coaching_request as request')
    .innerJoin('submission', (join) =>
      join.onRef('submission.org_id', '=', 'request.org_id').onRef('submission.id', '=', 'request.submission_id'),
    )
    .innerJoin('pursuit', (join) =>
      join.onRef('pursuit.org_id', '=', 'submission.org_id').onRef('pursuit.id', '=', 'submission.pursuit_id'),
    )
    .select('pursuit.person_id')
    .distinct()
    .where('request.coach_id', '=', coachId)
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/** Which coaches read a submission now, as the policy says it of a draft: for its files. */
export async function listCoachesReading(db: Db, orgId: string, submissionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('coaching_request as request')
    .innerJoin('submission', (join) =>
      join.onRef('submission.org_id', '=', 'request.org_id').onRef('submission.id', '=', 'request.submission_id'),
    )
    .select('request.coach_id')
    .where('request.org_id', '=', orgId)
    .where('request.submission_id', '=', submissionId)
    .where('request.state', '=', 'asked')
    .where('submission.state', '=', 'draft')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role')
          .select('role.id')
          .whereRef('role.person_id', '=', 'request.coach_id')
          .where('role.org_id', '=', orgId)
          .where('role.ended_at', 'is', null),
      ),
    )
    .execute()
  return rows.map(({ coach_id }) => coach_id)
}
