import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Tx } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { methodId } from '../../rules/didweb.ts'
import { publicMultibase, readPair, secretMultibase, type Algorithm } from '../../rules/keys/multikey.ts'
import { decryptPrivate, encryptPrivate } from './seal.ts'

/** `method` is the verification method by which others find the public half. */
export type SigningKey = { id: string; method: string; algorithm: Algorithm; privateKey: KeyObject }

/** The issuer's key for signing; made on the first need, once, however many ask at the same moment. */
export async function signingKey(
  tx: Tx,
  issuer: { orgId: string; did: string },
  masterKey: Buffer,
  now: Date,
): Promise<SigningKey> {
  const { orgId, did } = issuer
  const row = (await findActive(tx, orgId)) ?? (await makeKey(tx, orgId, masterKey, now))
  const { algorithm, key } = readPair(row.public_multibase, decryptPrivate(row.private_encrypted, row.id, masterKey))
  return { id: row.id, method: methodId(did, row.public_multibase), algorithm, privateKey: key }
}

async function findActive(tx: Tx, orgId: string) {
  return tx
    .selectFrom('issuer_key')
    .select(['id', 'public_multibase', 'private_encrypted'])
    .where('org_id', '=', orgId)
    .where('state', '=', 'active')
    .executeTakeFirst()
}

async function makeKey(tx: Tx, orgId: string, masterKey: Buffer, now: Date) {
  const id = newId()
  const { privateKey } = generateKeyPairSync('ed25519')
  const made = await tx
    .insertInto('issuer_key')
    .values({
      org_id: orgId,
      id,
      algorithm: 'Ed25519',
      public_multibase: publicMultibase('Ed25519', privateKey),
      private_encrypted: encryptPrivate(secretMultibase('Ed25519', privateKey), id, masterKey),
      state: 'active',
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'algorithm']).where('state', '=', 'active').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made !== undefined)
    await recordEvent(tx, { type: 'issuer_key.made', orgId, subjectId: id, actorId: null, payload: {} }, now)
  const active = await findActive(tx, orgId)
  if (active === undefined) throw new Error(`The issuer ${orgId} has no key although one was just made.`)
  return active
}
