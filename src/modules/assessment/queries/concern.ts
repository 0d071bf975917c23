import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { ConcernKind } from '../rules/concern.ts'
import type { Judgement } from './judgement.ts'

/** knownPersonId: whose work is never offered to this assessor again. */
export async function insertConcern(
  tx: Tx,
  judgement: Judgement,
  concern: { kind: ConcernKind; note: string; knownPersonId: string | null },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('evidence_concern')
    .values({
      org_id: judgement.orgId,
      id: newId(),
      submission_id: judgement.submissionId,
      judgement_id: judgement.id,
      kind: concern.kind,
      assessor_id: judgement.assessorId,
      known_person_id: concern.knownPersonId,
      note: concern.note,
      raised_at: now,
    })
    .execute()
}

/** The people whom an assessor said they know. */
export async function listKnownPeople(db: Db, assessorId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('evidence_concern')
    .select('known_person_id')
    .distinct()
    .where('assessor_id', '=', assessorId)
    .where('known_person_id', 'is not', null)
    .execute()
  return rows.flatMap((row) => row.known_person_id ?? [])
}

/** What was raised in one judgement, oldest first. */
export async function listConcerns(
  db: Db,
  { orgId, id }: Pick<Judgement, 'orgId' | 'id'>,
): Promise<{ kind: ConcernKind; note: string; raisedAt: Date }[]> {
  const rows = await db
    .selectFrom('evidence_concern')
    .select(['kind', 'note', 'raised_at'])
    .where('org_id', '=', orgId)
    .where('judgement_id', '=', id)
    .orderBy('raised_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ kind: row.kind as ConcernKind, note: row.note, raisedAt: row.raised_at }))
}
