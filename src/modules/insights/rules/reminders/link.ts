/** The link in a letter that ends reminders: it names a person and is signed, so that nobody makes one for another. */

import { createHmac, timingSafeEqual } from 'node:crypto'
import { parse, stringify, validate } from 'uuid'

/** Bytes of the signature: as many as nobody guesses, in an address that fits into a line. */
const SIGNED = 16

const sign = (secret: string, id: Uint8Array): Buffer =>
  createHmac('sha256', secret).update('no more reminders\n').update(id).digest().subarray(0, SIGNED)

/** Never ends: a letter may be opened years later. */
export function stopToken(secret: string, personId: string): string {
  const id = parse(personId)
  return Buffer.concat([id, sign(secret, id)]).toString('base64url')
}

/** Whose reminders a token ends; null when it was not made here. */
export function personOfToken(secret: string, token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  const id = bytes.subarray(0, 16)
  if (bytes.toString('base64url') !== token || !timingSafeEqual(bytes.subarray(16), sign(secret, id))) return null
  const personId = stringify(id)
  return validate(personId) ? personId : null
}
