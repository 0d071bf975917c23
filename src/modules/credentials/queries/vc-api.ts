import type { Db, Tx } from '../../../platform/database/database.ts'
import type { Purpose } from '../rules/vc-api/requests.ts'

const COLUMN = { revocation: 'revoked', suspension: 'suspended' } as const satisfies Record<Purpose, string>

/** Takes a place for a credential; false when the place, or the credential, has one already. */
export async function takeApiPlace(tx: Tx, credentialId: string, index: number, now: Date): Promise<boolean> {
  const taken = await tx
    .insertInto('vc_api_entry')
    .values({ credential_id: credentialId, index, issued_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('index')
    .executeTakeFirst()
  return taken !== undefined
}

export async function findApiPlace(db: Db, credentialId: string): Promise<number | null> {
  const row = await db
    .selectFrom('vc_api_entry')
    .select('index')
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
  return row?.index ?? null
}

/** Sets or clears a bit; false when the credential was not issued here. */
export async function updateApiStatus(
  db: Db,
  credentialId: string,
  purpose: Purpose,
  status: boolean,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('vc_api_entry')
    .set({ [COLUMN[purpose]]: status })
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function listApiPlaces(db: Db, purpose: Purpose): Promise<number[]> {
  const rows = await db
    .selectFrom('vc_api_entry')
    .select('index')
    .where(COLUMN[purpose], '=', true)
    .orderBy('index')
    .execute()
  return rows.map(({ index }) => index)
}
