/** An issuer's identity: did:web, which anyone can resolve to the public keys under our own address. */

import { DID_V1, MULTIKEY_V1 } from './contexts.ts'
import { ecJwk, thumbprint, type EcJwk } from './keys/jwk.ts'
import { readPublicMultibase } from './keys/multikey.ts'

/** `https://x.org` and `riverbend` become `did:web:x.org:organisations:riverbend`; a port is written %3A. */
export const issuerDid = (publicUrl: string, slug: string): string =>
  `did:web:${new URL(publicUrl).host.replace(':', '%3A')}:organisations:${slug}`

/** The slug of one of our own issuers; null when the DID is somebody else's. */
export function ownIssuerSlug(publicUrl: string, did: string): string | null {
  const prefix = issuerDid(publicUrl, '')
  const slug = did.slice(prefix.length)
  return did.startsWith(prefix) && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) ? slug : null
}

/** A verification method is named by its own public half, so a key never changes its name. */
export const methodId = (did: string, publicMultibase: string): string => `${did}#${publicMultibase}`

/** The same key at an address of its own, for readers that know no DIDs. */
export const keyUrl = (publicUrl: string, slug: string, publicMultibase: string): string =>
  `${publicUrl}/organisations/${slug}/keys/${publicMultibase}`

/** What JOSE libraries look for: the same P-256 key under the name that they compute themselves (RFC 7638). */
export const jwkMethodId = (did: string, publicMultibase: string): string =>
  `${did}#${thumbprint(ecJwk(publicMultibase))}`

export type VerificationMethod =
  | { id: string; type: 'Multikey'; controller: string; publicKeyMultibase: string }
  | { id: string; type: 'JsonWebKey'; controller: string; publicKeyJwk: EcJwk }
/** Where else something about the issuer is found. */
export type DidEndpoint = { id: string; type: string; serviceEndpoint: string | readonly string[] }
export type DidDocument = {
  '@context': string[]
  id: string
  verificationMethod: VerificationMethod[]
  assertionMethod: string[]
  service?: readonly DidEndpoint[]
}

const JWK_V1 = 'https://w3id.org/security/jwk/v1'

const multikey = (did: string, publicKeyMultibase: string): VerificationMethod => ({
  id: methodId(did, publicKeyMultibase),
  type: 'Multikey',
  controller: did,
  publicKeyMultibase,
})

/**
 * An issuer's document, with every key that it ever had. Replaced and retired keys stay, and stay under
 * `assertionMethod`: a verifier accepts a signature only from a key that stands there today and knows nothing of when
 * it was made, so taking one out would turn every credential that it signed into a forgery. That a key signs no more
 * is kept by deleting its private half. P-256 keys stand there twice: Data Integrity wants Multikey, and VC-JOSE-COSE
 * asks for JsonWebKey (section 4.2).
 */
export function didDocument(
  did: string,
  publicMultibases: readonly string[],
  services: readonly DidEndpoint[] = [],
): DidDocument {
  const methods = publicMultibases.flatMap((publicText): VerificationMethod[] => {
    if (readPublicMultibase(publicText)?.algorithm !== 'P-256') return [multikey(did, publicText)]
    const jwk = { id: jwkMethodId(did, publicText), type: 'JsonWebKey', controller: did } as const
    return [multikey(did, publicText), { ...jwk, publicKeyJwk: ecJwk(publicText) }]
  })
  return {
    '@context': [DID_V1, MULTIKEY_V1, ...(methods.some(({ type }) => type === 'JsonWebKey') ? [JWK_V1] : [])],
    id: did,
    verificationMethod: methods,
    assertionMethod: methods.map(({ id }) => id),
    ...(services.length === 0 ? {} : { service: services }),
  }
}

/** did:key carries its key in its name: Ed25519, P-256 or P-384; null for any other kind. */
export function didKeyDocument(did: string): DidDocument | null {
  const publicText = did.slice('did:key:'.length)
  if (!did.startsWith('did:key:') || readPublicMultibase(publicText) === null) return null
  const method = multikey(did, publicText)
  return {
    '@context': [DID_V1, MULTIKEY_V1],
    id: did,
    verificationMethod: [method],
    assertionMethod: [method.id],
  }
}
