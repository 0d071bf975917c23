/** Keys as JOSE writes them (RFC 7517), public halves only. */

import { createHash } from 'node:crypto'
import { readPublicMultibase } from './multikey.ts'

export type EcJwk = { kty: 'EC'; crv: 'P-256'; x: string; y: string }
export type OkpJwk = { kty: 'OKP'; crv: 'Ed25519'; x: string }

/** The members that make the key, and never the private one. Throws when the text is no key of an issuer. */
export function publicJwk(publicText: string): EcJwk | OkpJwk {
  const found = readPublicMultibase(publicText)
  const { x, y } = found?.key.export({ format: 'jwk' }) ?? {}
  if (found?.algorithm === 'P-256' && x !== undefined && y !== undefined) return { kty: 'EC', crv: 'P-256', x, y }
  if (found?.algorithm === 'Ed25519' && x !== undefined) return { kty: 'OKP', crv: 'Ed25519', x }
  throw new Error(`${publicText} is no key that an issuer has.`)
}

export function ecJwk(publicText: string): EcJwk {
  const jwk = publicJwk(publicText)
  if (jwk.kty !== 'EC') throw new Error(`${publicText} is no P-256 key.`)
  return jwk
}

/** The name of a key that anyone computes alike (RFC 7638): the hash of its required members in their order. */
export const thumbprint = ({ kty, crv, x, y }: EcJwk): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')

/** SHA-256 of the public half in DER, as `openssl pkey -pubin -outform DER | sha256sum` tells it, in groups of four. */
export function fingerprint(publicText: string): string {
  const found = readPublicMultibase(publicText)
  if (found === null) throw new Error(`${publicText} is no key.`)
  const digest = createHash('sha256')
    .update(found.key.export({ format: 'der', type: 'spki' }))
    .digest('hex')
  return digest.replaceAll(/.{4}(?=.)/g, '$& ')
}
