/** An issuer's public keys as their addresses answer them; a static copy of a site writes the same. */

import { MULTIKEY_V1 } from '../contexts.ts'
import { didDocument, issuerDid, jwkMethodId, keyUrl } from '../didweb.ts'
import { publicJwk } from './jwk.ts'

/** Where an issuer is found. */
export type Place = { publicUrl: string; slug: string }

/** A key as JOSE reads it. Only P-256 keys sign tokens, so only they say with which algorithm. */
export function publishedJwk({ publicUrl, slug }: Place, publicText: string) {
  const jwk = publicJwk(publicText)
  return { ...jwk, ...(jwk.kty === 'EC' ? { alg: 'ES256', use: 'sig' } : {}), kid: keyUrl(publicUrl, slug, publicText) }
}

/** Each token key under both of its names, since libraries look for exactly the one that a token's header says. */
export function publishedJwkSet(place: Place, publicTexts: readonly string[]) {
  const did = issuerDid(place.publicUrl, place.slug)
  const keys = publicTexts
    .map((publicText) => ({ publicText, jwk: publishedJwk(place, publicText) }))
    .filter(({ jwk }) => jwk.kty === 'EC')
    .flatMap(({ publicText, jwk }) => [jwk, { ...jwk, kid: jwkMethodId(did, publicText) }])
  return { keys }
}

/** A key as Data Integrity reads it. */
export function publishedMultikey({ publicUrl, slug }: Place, publicText: string) {
  const [method] = didDocument(issuerDid(publicUrl, slug), [publicText]).verificationMethod
  return { '@context': MULTIKEY_V1, ...method }
}
