import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { PursuitState, SubmissionState } from '../rules/states.ts'

export type Pursuit = {
  orgId: string
  id: string
  personId: string
  organisationId: string
  publisherId: string
  microCredentialId: string
  versionId: string
  state: PursuitState
  startedAt: Date
  /** Where the clock of the decision is read: the school's time zone and country. */
  timeZone: string
  country: string
}

const pursuits = (db: Db) =>
  db
    .selectFrom('pursuit')
    .innerJoin('organisation', 'organisation.id', 'pursuit.organisation_id')
    .select([
      'pursuit.org_id as orgId',
      'pursuit.id',
      'pursuit.person_id as personId',
      'pursuit.organisation_id as organisationId',
      'pursuit.publisher_id as publisherId',
      'pursuit.micro_credential_id as microCredentialId',
      'pursuit.version_id as versionId',
      'pursuit.state',
      'pursuit.started_at as startedAt',
      'organisation.time_zone as timeZone',
      'organisation.country',
    ])

const toPursuit = <Row extends { state: string }>(row: Row): Row & { state: PursuitState } => ({
  ...row,
  state: row.state as PursuitState,
})

/** By id alone, whoever it belongs to: ask the policy before showing it. */
export async function findPursuit(db: Db, id: string): Promise<Pursuit | null> {
  const row = await pursuits(db).where('pursuit.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toPursuit(row)
}

/** A person's pursuits of one micro-credential in any district: those that count first, then the newest. */
export async function listPursuitsOf(db: Db, personId: string, microCredentialId: string): Promise<Pursuit[]> {
  const rows = await pursuits(db)
    .where('person_id', '=', personId)
    .where('micro_credential_id', '=', microCredentialId)
    .orderBy((eb) => eb('pursuit.state', '=', 'withdrawn'))
    .orderBy('pursuit.started_at', 'desc')
    .execute()
  return rows.map(toPursuit)
}

export type NewPursuit = Pick<
  Pursuit,
  'orgId' | 'personId' | 'organisationId' | 'publisherId' | 'microCredentialId' | 'versionId'
>

/** Writes an active pursuit and returns its id; null when this person has one already that is not withdrawn. */
export async function insertPursuit(tx: Tx, pursuit: NewPursuit, now: Date): Promise<string | null> {
  const made = await tx
    .insertInto('pursuit')
    .values({
      org_id: pursuit.orgId,
      id: newId(),
      person_id: pursuit.personId,
      organisation_id: pursuit.organisationId,
      publisher_id: pursuit.publisherId,
      micro_credential_id: pursuit.microCredentialId,
      version_id: pursuit.versionId,
      state: 'active',
      started_at: now,
    })
    .onConflict((oc) =>
      oc.columns(['org_id', 'person_id', 'micro_credential_id']).where('state', '<>', 'withdrawn').doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return made?.id ?? null
}

/** Moves a pursuit from one state to another; false when it was in a third one already. */
export async function movePursuit(
  tx: Tx,
  { orgId, id, from, to, now }: { orgId: string; id: string; from: PursuitState; to: PursuitState; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pursuit')
    .set({ state: to, ended_at: to === 'active' ? null : now })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export type PursuitSummary = {
  orgId: string
  pursuitId: string
  microCredentialId: string
  versionId: string
  slug: string
  title: string
  pursuitState: PursuitState
  /** Of the newest attempt, like everything below. */
  submissionId: string
  submissionState: SubmissionState
  attempt: number
  startedAt: Date
  submittedAt: Date | null
  dueAt: Date | null
  decidedAt: Date | null
  /** How many criteria the newest decision left open; 0 without one. */
  unmet: number
}

/** Every pursuit of a person in every district, the newest first, each with its newest attempt. */
export async function listPursuits(db: Db, personId: string): Promise<PursuitSummary[]> {
  const rows = await db
    .selectFrom('pursuit')
    .innerJoin('submission', (join) =>
      join
        .onRef('submission.org_id', '=', 'pursuit.org_id')
        .onRef('submission.pursuit_id', '=', 'pursuit.id')
        .on('submission.attempt', '=', (eb) =>
          eb
            .selectFrom('submission as other')
            .select((part) => part.fn.max('other.attempt').as('newest'))
            .whereRef('other.org_id', '=', 'pursuit.org_id')
            .whereRef('other.pursuit_id', '=', 'pursuit.id'),
        ),
    )
    .innerJoin('micro_credential_version as version', (join) =>
      join.onRef('version.org_id', '=', 'pursuit.publisher_id').onRef('version.id', '=', 'pursuit.version_id'),
    )
    .innerJoin('micro_credential', (join) =>
      join
        .onRef('micro_credential.org_id', '=', 'pursuit.publisher_id')
        .onRef('micro_credential.id', '=', 'pursuit.micro_credential_id'),
    )
    .select((eb) => [
      'pursuit.org_id as orgId',
      'pursuit.id as pursuitId',
      'pursuit.micro_credential_id as microCredentialId',
      'pursuit.version_id as versionId',
      'micro_credential.slug',
      'version.title',
      'pursuit.state as pursuitState',
      'submission.id as submissionId',
      'submission.state as submissionState',
      'submission.attempt',
      'pursuit.started_at as startedAt',
      'submission.submitted_at as submittedAt',
      'submission.due_at as dueAt',
      'submission.decided_at as decidedAt',
      eb
        .selectFrom('decision_criterion')
        .select((part) => part.fn.countAll<number>().as('n'))
        .whereRef('decision_criterion.org_id', '=', 'submission.org_id')
        .whereRef('decision_criterion.submission_id', '=', 'submission.id')
        .where('met', '=', false)
        .as('unmet'),
    ])
    .where('pursuit.person_id', '=', personId)
    .orderBy('pursuit.started_at', 'desc')
    .execute()
  return rows.map((row) => ({
    ...row,
    pursuitState: row.pursuitState as PursuitState,
    submissionState: row.submissionState as SubmissionState,
    unmet: row.unmet ?? 0,
  }))
}
