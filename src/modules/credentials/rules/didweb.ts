/** An issuer's identity: did:web, which anyone can resolve to the public keys under our own address. */

import { DID_V1, MULTIKEY_V1 } from './contexts.ts'

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

export type VerificationMethod = { id: string; type: 'Multikey'; controller: string; publicKeyMultibase: string }
export type DidDocument = {
  '@context': string[]
  id: string
  verificationMethod: VerificationMethod[]
  assertionMethod: string[]
}

/** Retired keys stay in the document: what they signed while they were in use must still verify. */
export function didDocument(did: string, publicMultibases: readonly string[]): DidDocument {
  const methods = publicMultibases.map((publicKeyMultibase): VerificationMethod => ({
    id: methodId(did, publicKeyMultibase),
    type: 'Multikey',
    controller: did,
    publicKeyMultibase,
  }))
  return {
    '@context': [DID_V1, MULTIKEY_V1],
    id: did,
    verificationMethod: methods,
    assertionMethod: methods.map(({ id }) => id),
  }
}

/** did:key carries its key in its name. Ed25519 keys alone begin with z6Mk; null for any other kind. */
export function didKeyDocument(did: string): DidDocument | null {
  const multibase = did.slice('did:key:'.length)
  return did.startsWith('did:key:') && /^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/.test(multibase)
    ? didDocument(did, [multibase])
    : null
}
