import type { Db } from '../../../../platform/database/database.ts'

/** Whether there is such a person; a link may outlive the account it was made for. */
export async function isKnown(db: Db, personId: string): Promise<boolean> {
  return (await db.selectFrom('person').select('id').where('id', '=', personId).executeTakeFirst()) !== undefined
}
