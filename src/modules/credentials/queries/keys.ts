import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { IssuerAlgorithm, KeyState } from '../rules/keys/issuer-key.ts'

/** `privateEncrypted` is null once the key is retired. */
export type IssuerKey = {
  orgId: string
  id: string
  algorithm: IssuerAlgorithm
  publicMultibase: string
  privateEncrypted: Buffer | null
  state: KeyState
  createdAt: Date
  stateChangedAt: Date
}

type Row = Omit<IssuerKey, 'algorithm' | 'state'> & { algorithm: string; state: string }
const toKey = <R extends Row>(row: R) => ({
  ...row,
  algorithm: row.algorithm as IssuerAlgorithm,
  state: row.state as KeyState,
})

const keys = (db: Db) =>
  db
    .selectFrom('issuer_key')
    .select([
      'org_id as orgId',
      'id',
      'algorithm',
      'public_multibase as publicMultibase',
      'private_encrypted as privateEncrypted',
      'state',
      'created_at as createdAt',
      'state_changed_at as stateChangedAt',
    ])

/**
 * The key that signs, held as it is until the transaction ends: whoever would replace it waits, so that nothing is
 * signed by a key that no longer signs. Many may hold it at once.
 */
export async function holdActiveKey(tx: Tx, orgId: string, algorithm: IssuerAlgorithm): Promise<IssuerKey | null> {
  const row = await keys(tx)
    .where('org_id', '=', orgId)
    .where('algorithm', '=', algorithm)
    .where('state', '=', 'active')
    .forKeyShare()
    .executeTakeFirst()
  return row === undefined ? null : toKey(row)
}

/** All keys of one algorithm in one order, held by nobody else: whoever signs or changes one waits. */
export async function lockKeys(tx: Tx, orgId: string, algorithm: IssuerAlgorithm): Promise<IssuerKey[]> {
  const rows = await keys(tx)
    .where('org_id', '=', orgId)
    .where('algorithm', '=', algorithm)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(toKey)
}

export async function findKey(db: Db, orgId: string, id: string): Promise<IssuerKey | null> {
  const row = await keys(db).where('org_id', '=', orgId).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toKey(row)
}

/** Every key of an issuer with the number of credentials that it signed, the newest first. */
export async function listKeys(db: Db, orgId: string): Promise<(IssuerKey & { signed: number })[]> {
  const rows = await keys(db)
    .select((eb) =>
      eb
        .selectFrom('credential')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('credential.org_id', '=', 'issuer_key.org_id')
        .whereRef('credential.key_id', '=', 'issuer_key.id')
        .as('signed'),
    )
    .where('org_id', '=', orgId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ ...toKey(row), signed: row.signed ?? 0 }))
}

/** Writes a key that signs from now on; false when the issuer has one of this algorithm that signs already. */
export async function insertActiveKey(
  tx: Tx,
  key: Pick<IssuerKey, 'orgId' | 'algorithm' | 'publicMultibase'> & { id: string; privateEncrypted: Buffer },
  now: Date,
): Promise<boolean> {
  const made = await tx
    .insertInto('issuer_key')
    .values({
      org_id: key.orgId,
      id: key.id,
      algorithm: key.algorithm,
      public_multibase: key.publicMultibase,
      private_encrypted: key.privateEncrypted,
      state: 'active',
      created_at: now,
      state_changed_at: now,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'algorithm']).where('state', '=', 'active').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** A key that is retired loses its private half. */
export async function updateKeyState(
  tx: Tx,
  { orgId, id, state, now }: { orgId: string; id: string; state: KeyState; now: Date },
): Promise<void> {
  await tx
    .updateTable('issuer_key')
    .set({ state, state_changed_at: now, ...(state === 'retired' ? { private_encrypted: null } : {}) })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}

/** Lets every status list of an issuer be signed anew at the next occasion. */
export async function outdateStatusLists(tx: Tx, orgId: string): Promise<void> {
  await tx
    .updateTable('status_list')
    .set({ revision: sql<number>`revision + 1` })
    .where('org_id', '=', orgId)
    .execute()
}
