import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import * as Ed25519 from '@digitalbazaar/ed25519-multikey'
import type { Tx } from '../../../platform/database/database.ts'
import { recordEvent } from '../../../platform/events/events.ts'
import { newId } from '../../../platform/database/ids.ts'
import { methodId } from '../rules/didweb.ts'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts the private half of a key for the database: initialisation vector, tag, text. The key's id is bound to it, so
 * that a row which was swapped for another cannot be decrypted under the wrong name.
 */
export function encryptPrivate(secret: string, keyId: string, masterKey: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, masterKey, iv).setAAD(Buffer.from(keyId))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Throws when the master key is another one, or when the row was changed. */
export function decryptPrivate(stored: Buffer, keyId: string, masterKey: Buffer): string {
  const decipher = createDecipheriv(CIPHER, masterKey, stored.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(keyId))
    .setAuthTag(stored.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(stored.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
}

export type SigningKey = { id: string; signer: object }

/** The issuer's key for signing; made on the first need, once, however many ask at the same moment. */
export async function signingKey(
  tx: Tx,
  issuer: { orgId: string; did: string },
  masterKey: Buffer,
  now: Date,
): Promise<SigningKey> {
  const { orgId, did } = issuer
  const row = (await findActive(tx, orgId)) ?? (await makeKey(tx, orgId, masterKey, now))
  const pair = await Ed25519.from({
    type: 'Multikey',
    id: methodId(did, row.public_multibase),
    controller: did,
    publicKeyMultibase: row.public_multibase,
    secretKeyMultibase: decryptPrivate(row.private_encrypted, row.id, masterKey),
  })
  return { id: row.id, signer: pair.signer() }
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
  const { publicKeyMultibase, secretKeyMultibase } = await Ed25519.generate()
  const made = await tx
    .insertInto('issuer_key')
    .values({
      org_id: orgId,
      id,
      algorithm: 'Ed25519',
      public_multibase: publicKeyMultibase,
      private_encrypted: encryptPrivate(secretKeyMultibase, id, masterKey),
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
