import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { ReissueCause } from '../rules/issuing/reissue.ts'
import type { Revocation } from '../rules/status/revocations.ts'
import { findCredential, findCredentialOf, type IssuedCredential } from './credentials.ts'

/** Takes a credential out of force for another, which the same transaction still has to write. */
export async function supersede(
  tx: Tx,
  given: { orgId: string; id: string; by: string; because: ReissueCause; now: Date },
): Promise<void> {
  await tx
    .updateTable('credential')
    .set((eb) => ({
      superseded_at: given.now,
      superseded_by: given.by,
      superseded_because: given.because,
      revision: eb('revision', '+', 1),
    }))
    .where('org_id', '=', given.orgId)
    .where('id', '=', given.id)
    .execute()
}

/** What a credential was replaced by, when and why; null while it is the one in force. */
export type Superseded = { at: Date; by: string; because: ReissueCause }

export async function findSuperseded(db: Db, orgId: string, id: string): Promise<Superseded | null> {
  const row = await db
    .selectFrom('credential')
    .select(['superseded_at as at', 'superseded_by as by', 'superseded_because as because'])
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined || row.at === null || row.by === null) return null
  return { at: row.at, by: row.by, because: row.because as ReissueCause }
}

/** The credential in force of the award that a credential speaks of; null when there is no such credential. */
export async function findNewest(db: Db, id: string): Promise<IssuedCredential | null> {
  const known = await findCredential(db, id)
  return known === null ? null : findCredentialOf(db, known.orgId, known.awardId)
}

/** What happened to an award and its credentials. */
export type AwardEvent = { type: string; at: Date; by: string | null; reason: string | null; because: string | null }

/** The history of an award, the newest first: what happened to it, and what happened to its credentials. */
export async function listHistory(db: Db, orgId: string, awardId: string): Promise<AwardEvent[]> {
  return (
    db
      .selectFrom('event')
      .leftJoin('person', 'person.id', 'event.actor_id')
      .select([
        'event.type',
        'event.at',
        'person.name as by',
        sql<string | null>`event.payload ->> 'reason'`.as('reason'),
        sql<string | null>`event.payload ->> 'because'`.as('because'),
      ])
      .where('event.org_id', '=', orgId)
      // What an educator shows to others is no business of the register.
      .where('event.type', 'not in', ['credential.shared', 'credential.unshared'])
      .where((eb) =>
        eb.or([
          eb('event.subject_id', '=', awardId),
          eb(
            'event.subject_id',
            'in',
            eb.selectFrom('credential').select('id').where('org_id', '=', orgId).where('award_id', '=', awardId),
          ),
        ]),
      )
      .orderBy('event.at', 'desc')
      .orderBy('event.id', 'desc')
      .execute()
  )
}

/** What an issuer has taken back for good: credentials of revoked awards, and those that others replaced. */
export async function listRevocations(db: Db, orgId: string): Promise<Revocation[]> {
  const rows = await db
    .selectFrom('credential')
    .innerJoin('award', (join) =>
      join.onRef('award.org_id', '=', 'credential.org_id').onRef('award.id', '=', 'credential.award_id'),
    )
    .select(['credential.id', 'award.reason', 'superseded_by as by', 'superseded_because as because'])
    .where('credential.org_id', '=', orgId)
    .where((eb) => eb.or([eb('award.state', '=', 'revoked'), eb('credential.superseded_at', 'is not', null)]))
    .orderBy('credential.id')
    .execute()
  return rows.map(({ id, reason, by, because }) => ({
    credentialId: id,
    reason,
    replaced: by === null ? null : { by, because: because as ReissueCause },
  }))
}
