import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

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
