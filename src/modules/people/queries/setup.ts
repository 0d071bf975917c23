import type { Db, Tx } from '../../../platform/database/database.ts'

/** Replaces the setup links that nobody used by this one. */
export async function replaceSetupLink(tx: Tx, link: { hash: string; made: Date; expires: Date }): Promise<void> {
  await tx.deleteFrom('setup_link').where('used_at', 'is', null).execute()
  await tx
    .insertInto('setup_link')
    .values({ token_hash: link.hash, created_at: link.made, expires_at: link.expires })
    .execute()
}

export async function isOpenSetupLink(db: Db, hash: string, now: Date): Promise<boolean> {
  const found = await db
    .selectFrom('setup_link')
    .select('token_hash')
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return found !== undefined
}

/** Uses a link up; false when it was used before or is too old, however many try at once. */
export async function spendSetupLink(tx: Tx, hash: string, now: Date): Promise<boolean> {
  const spent = await tx
    .updateTable('setup_link')
    .set({ used_at: now })
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('token_hash')
    .executeTakeFirst()
  return spent !== undefined
}
