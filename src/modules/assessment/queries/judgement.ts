import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import { expiryFrom, type GivenUp, type JudgementState } from '../rules/states.ts'

const OPEN = ['claimed', 'in_progress']
const GIVEN_UP = ['released', 'expired']

export type Judgement = {
  orgId: string
  id: string
  submissionId: string
  assessorId: string
  state: JudgementState
  claimedAt: Date
  activeAt: Date
  expiresAt: Date
}

/** Which judgement, in the district that its submission belongs to. */
export type JudgementKey = { orgId: string; id: string }

const columns = [
  'org_id',
  'id',
  'submission_id',
  'assessor_id',
  'state',
  'claimed_at',
  'active_at',
  'expires_at',
] as const

const judgements = (db: Db) => db.selectFrom('judgement').select(columns)

const toJudgement = (
  row: Awaited<ReturnType<ReturnType<typeof judgements>['executeTakeFirstOrThrow']>>,
): Judgement => ({
  orgId: row.org_id,
  id: row.id,
  submissionId: row.submission_id,
  assessorId: row.assessor_id,
  state: row.state as JudgementState,
  claimedAt: row.claimed_at,
  activeAt: row.active_at,
  expiresAt: row.expires_at,
})

export async function findJudgement(db: Db, id: string): Promise<Judgement | null> {
  const row = await judgements(db).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toJudgement(row)
}

/** The judgement, held until the transaction ends, so that saving, releasing and deciding come one after the other. */
export async function lockJudgement(tx: Tx, id: string): Promise<Judgement | null> {
  const row = await judgements(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? null : toJudgement(row)
}

/** What an assessor holds now, the one that runs out first at the head. */
export async function listHeldJudgements(db: Db, assessorId: string): Promise<Judgement[]> {
  const rows = await judgements(db)
    .where('assessor_id', '=', assessorId)
    .where('state', 'in', OPEN)
    .orderBy('expires_at')
    .orderBy('id')
    .execute()
  return rows.map(toJudgement)
}

/** Open judgements whose time is over; those that somebody is saving at this moment are left for the next round. */
export async function lockRunOutJudgements(tx: Tx, now: Date, limit: number): Promise<Judgement[]> {
  const rows = await judgements(tx)
    .where('state', 'in', OPEN)
    .where('expires_at', '<', now)
    .orderBy('expires_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(toJudgement)
}

/** The newest judgement of this assessor on this submission that ended without a decision: its text is theirs. */
export async function findGivenUpJudgement(
  db: Db,
  { orgId, submissionId, assessorId }: { orgId: string; submissionId: string; assessorId: string },
): Promise<Judgement | null> {
  const row = await judgements(db)
    .where('org_id', '=', orgId)
    .where('submission_id', '=', submissionId)
    .where('assessor_id', '=', assessorId)
    .where('state', 'in', GIVEN_UP)
    .orderBy('claimed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : toJudgement(row)
}

/** Writes a claim; null when the seat is taken, whoever was first. */
export async function insertJudgement(
  tx: Tx,
  { orgId, submissionId, assessorId }: { orgId: string; submissionId: string; assessorId: string },
  now: Date,
): Promise<JudgementKey | null> {
  const id = newId()
  const made = await tx
    .insertInto('judgement')
    .values({
      org_id: orgId,
      id,
      submission_id: submissionId,
      assessor_id: assessorId,
      state: 'claimed',
      claimed_at: now,
      active_at: now,
      expires_at: expiryFrom(now),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'submission_id', 'seat'])
        .where('state', 'in', [...OPEN, 'completed'])
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return made === undefined ? null : { orgId, id }
}

/** Something was done: the judgement is in progress, and its 72 hours begin again. */
export async function markActive(tx: Tx, { orgId, id }: JudgementKey, now: Date): Promise<void> {
  await tx
    .updateTable('judgement')
    .set({ state: 'in_progress', active_at: now, expires_at: expiryFrom(now) })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', 'in', OPEN)
    .execute()
}

/** Ends an open judgement; false when it had ended already. */
export async function endJudgement(
  tx: Tx,
  { orgId, id }: JudgementKey,
  to: GivenUp | 'completed',
  now: Date,
): Promise<boolean> {
  const ended = await tx
    .updateTable('judgement')
    .set({ state: to, ended_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', 'in', OPEN)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}
