import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'

/** Holds an address until the end of the transaction: who looks whose it is and then gives it away does so alone. */
export async function lockAddress(tx: Tx, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${email}, 4724))`.execute(tx)
}

export type Address = { email: string; primary: boolean; verified: boolean }

/** The addresses of a person, the primary one first. */
export async function listAddresses(db: Db, personId: string): Promise<Address[]> {
  const rows = await db
    .selectFrom('person_email')
    .select(['email', 'is_primary', 'verified_at'])
    .where('person_id', '=', personId)
    .orderBy('is_primary', 'desc')
    .orderBy('email')
    .execute()
  return rows.map((row) => ({ email: row.email, primary: row.is_primary, verified: row.verified_at !== null }))
}

/** The address that the login of a person has, for any of their confirmed ones; any other text stays as it is. */
export async function loginAddressOf(db: Db, email: string): Promise<string> {
  const row = await db
    .selectFrom('person_email as asked')
    .innerJoin('person_email as main', 'main.person_id', 'asked.person_id')
    .select('main.email')
    .where('asked.email', '=', email)
    .where('asked.verified_at', 'is not', null)
    .where('main.is_primary', '=', true)
    .executeTakeFirst()
  return row?.email ?? email
}

/** Gives a person another address, which they have shown to be theirs. Hold the address and look first. */
export async function insertAddress(tx: Tx, personId: string, email: string, now: Date): Promise<void> {
  await tx
    .insertInto('person_email')
    .values({ email, person_id: personId, is_primary: false, verified_at: now, created_at: now })
    .execute()
}

/** Letters go to this address from now on, and it signs in; false where it is no confirmed address of the person. */
export async function writePrimary(tx: Tx, personId: string, email: string): Promise<boolean> {
  const addresses = await tx
    .selectFrom('person_email')
    .select(['email', 'verified_at'])
    .where('person_id', '=', personId)
    .forUpdate()
    .execute()
  if (!addresses.some((address) => address.email === email && address.verified_at !== null)) return false
  const own = tx.updateTable('person_email').where('person_id', '=', personId)
  await own.set({ is_primary: false }).where('is_primary', '=', true).execute()
  await own.set({ is_primary: true }).where('email', '=', email).execute()
  await tx.updateTable('auth.login').set({ email, email_verified: true }).where('id', '=', personId).execute()
  return true
}

/** Takes an address from a person; false for the primary one, which stays, and for what is not theirs. */
export async function deleteAddress(tx: Tx, personId: string, email: string): Promise<boolean> {
  const removed = await tx
    .deleteFrom('person_email')
    .where('person_id', '=', personId)
    .where('email', '=', email)
    .where('is_primary', '=', false)
    .returning('email')
    .executeTakeFirst()
  return removed !== undefined
}

/** Writes that a person wants an address; asked again, the new link replaces the old one. */
export async function writeRequest(
  tx: Tx,
  request: { personId: string; email: string; hash: string; asked: Date; expires: Date },
): Promise<void> {
  const link = { token_hash: request.hash, asked_at: request.asked, expires_at: request.expires }
  await tx
    .insertInto('address_request')
    .values({ person_id: request.personId, email: request.email, ...link })
    .onConflict((conflict) => conflict.columns(['person_id', 'email']).doUpdateSet(link))
    .execute()
}

/** The addresses that wait for their confirmation. */
export async function listRequests(db: Db, personId: string, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('address_request')
    .select('email')
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('email')
    .execute()
  return rows.map((row) => row.email)
}

/** The address that a link of this person confirms; null where it was used, replaced or is too old. */
export async function findRequest(db: Db, personId: string, hash: string, now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('address_request')
    .select('email')
    .where('person_id', '=', personId)
    .where('token_hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.email ?? null
}

/** Uses up what a person asked for an address; false where it was gone. */
export async function deleteRequest(tx: Tx, personId: string, email: string): Promise<boolean> {
  const removed = await tx
    .deleteFrom('address_request')
    .where('person_id', '=', personId)
    .where('email', '=', email)
    .returning('email')
    .executeTakeFirst()
  return removed !== undefined
}
