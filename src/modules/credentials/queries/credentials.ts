import type { Db, Tx } from '../../../platform/database/database.ts'
import type { AwardState } from '../rules/award.ts'
import type { AwardKind } from '../rules/achievement.ts'
import type { ReissueCause } from '../rules/issuing/reissue.ts'

export type IssuedCredential = {
  orgId: string
  id: string
  awardId: string
  keyId: string
  document: string
  issuedAt: Date
}

const credentials = (db: Db) =>
  db
    .selectFrom('credential')
    .select([
      'credential.org_id as orgId',
      'credential.id',
      'credential.award_id as awardId',
      'credential.key_id as keyId',
      'credential.document',
      'credential.issued_at as issuedAt',
    ])

/** The signed document of a credential, found through the directory: its address names no issuer. */
export async function findCredential(db: Db, id: string): Promise<IssuedCredential | null> {
  const row = await credentials(db)
    .innerJoin('credential_directory as directory', (join) =>
      join.onRef('directory.credential_id', '=', 'credential.id').onRef('directory.org_id', '=', 'credential.org_id'),
    )
    .where('directory.credential_id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The credential of an award that no other has replaced. */
export async function findCredentialOf(db: Db, orgId: string, awardId: string): Promise<IssuedCredential | null> {
  const row = await credentials(db)
    .where('org_id', '=', orgId)
    .where('award_id', '=', awardId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** Writes a signed document and the entry that finds it. */
export async function insertCredential(
  tx: Tx,
  credential: Omit<IssuedCredential, 'issuedAt'> & { validUntil: Date | null },
  now: Date,
): Promise<void> {
  const { orgId, id, awardId, document, keyId, validUntil } = credential
  await tx
    .insertInto('credential')
    .values({ org_id: orgId, id, award_id: awardId, document, key_id: keyId, issued_at: now, valid_until: validUntil })
    .execute()
  await tx.insertInto('credential_directory').values({ credential_id: id, org_id: orgId }).execute()
}

/** What its issuer says of a credential today. */
export type Standing = {
  kind: AwardKind
  state: AwardState
  reason: string | null
  changedAt: Date
  /** What stands in its place; null while it is the one in force, or was until its award was withdrawn */
  replaced: { at: Date; by: string; because: ReissueCause } | null
}

/** The standing of one of our own credentials: of its award, and whether another one replaced it. */
export async function findStanding(db: Db, credentialId: string): Promise<Standing | null> {
  const row = await db
    .selectFrom('credential_directory as directory')
    .innerJoin('credential', (join) =>
      join.onRef('credential.org_id', '=', 'directory.org_id').onRef('credential.id', '=', 'directory.credential_id'),
    )
    .innerJoin('award', (join) =>
      join.onRef('award.org_id', '=', 'credential.org_id').onRef('award.id', '=', 'credential.award_id'),
    )
    .select([
      'award.kind',
      'award.state',
      'award.reason',
      'award.state_changed_at as changedAt',
      'credential.superseded_at as at',
      'credential.superseded_by as by',
      'credential.superseded_because as because',
    ])
    .where('directory.credential_id', '=', credentialId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { kind, state, reason, changedAt, at, by, because } = row
  return {
    kind: kind as AwardKind,
    state: state as AwardState,
    reason,
    changedAt,
    replaced: at === null || by === null ? null : { at, by, because: because as ReissueCause },
  }
}
