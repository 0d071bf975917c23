import type { Db, Tx } from '../../../platform/database/database.ts'

export type Offer = {
  orgId: string
  id: string
  credentialId: string
  transactionCodeHash: string
  attempts: number
  expiresAt: Date
  tokenHash: string | null
  tokenExpiresAt: Date | null
  receivedAt: Date | null
  slug: string
}

const offers = (db: Db) =>
  db
    .selectFrom('wallet_offer as offer')
    .innerJoin('organisation', 'organisation.id', 'offer.org_id')
    .select([
      'offer.org_id as orgId',
      'offer.id',
      'offer.credential_id as credentialId',
      'offer.transaction_code_hash as transactionCodeHash',
      'offer.attempts',
      'offer.expires_at as expiresAt',
      'offer.token_hash as tokenHash',
      'offer.token_expires_at as tokenExpiresAt',
      'offer.received_at as receivedAt',
      'organisation.slug',
    ])

export async function insertOffer(
  db: Db,
  offer: Pick<Offer, 'orgId' | 'id' | 'credentialId' | 'transactionCodeHash' | 'expiresAt'> & { codeHash: string },
): Promise<void> {
  await db
    .insertInto('wallet_offer')
    .values({
      org_id: offer.orgId,
      id: offer.id,
      credential_id: offer.credentialId,
      code_hash: offer.codeHash,
      transaction_code_hash: offer.transactionCodeHash,
      expires_at: offer.expiresAt,
    })
    .execute()
}

export async function findOffer(db: Db, codeHash: string): Promise<Offer | null> {
  return (await offers(db).where('offer.code_hash', '=', codeHash).executeTakeFirst()) ?? null
}

/** The offer that a code belongs to; whoever else uses it waits. */
export async function lockOffer(tx: Tx, codeHash: string): Promise<Offer | null> {
  return (await offers(tx).where('offer.code_hash', '=', codeHash).forUpdate('offer').executeTakeFirst()) ?? null
}

export async function findOfferByToken(db: Db, tokenHash: string): Promise<Offer | null> {
  return (await offers(db).where('offer.token_hash', '=', tokenHash).executeTakeFirst()) ?? null
}

export async function countAttempt(tx: Tx, { orgId, id, attempts }: Offer): Promise<void> {
  await tx
    .updateTable('wallet_offer')
    .set({ attempts: attempts + 1 })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}

export async function saveToken(tx: Tx, { orgId, id }: Offer, tokenHash: string, expiresAt: Date): Promise<void> {
  await tx
    .updateTable('wallet_offer')
    .set({ token_hash: tokenHash, token_expires_at: expiresAt })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}

export async function markReceived(db: Db, { orgId, id }: Pick<Offer, 'orgId' | 'id'>, now: Date): Promise<void> {
  await db
    .updateTable('wallet_offer')
    .set({ received_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('received_at', 'is', null)
    .execute()
}

/** Forgets offers that ran out a day ago. */
export async function deleteOldOffers(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('wallet_offer')
    .where('expires_at', '<', new Date(now.getTime() - 24 * 3600_000))
    .execute()
}
