/** Nonces that need no memory: a time and a seal over it. A wallet's proof of its key must carry a fresh one. */

import { createHmac, timingSafeEqual } from 'node:crypto'

const SECONDS = 300

const seal = (secret: string, text: string): Buffer =>
  createHmac('sha256', secret).update(`wallet nonce ${text}`).digest()

export function makeNonce(secret: string, now: Date, random: string): string {
  const text = `${Math.floor(now.getTime() / 1000).toString(36)}.${random}`
  return `${text}.${seal(secret, text).toString('base64url')}`
}

/** Whether a nonce is ours and not older than five minutes. */
export function nonceHolds(secret: string, nonce: string, now: Date): boolean {
  const [, text = '', time = '', mark = ''] = /^(([0-9a-z]{1,12})\.[\w-]{1,64})\.([\w-]{43})$/.exec(nonce) ?? []
  if (text === '') return false
  const age = Math.floor(now.getTime() / 1000) - Number.parseInt(time, 36)
  return age >= 0 && age <= SECONDS && timingSafeEqual(seal(secret, text), Buffer.from(mark, 'base64url'))
}
