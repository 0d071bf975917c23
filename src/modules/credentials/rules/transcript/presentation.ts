/**
 * A transcript for programs: a W3C Verifiable Presentation that holds the signed credentials. The holder has no key here,
 * so the presentation itself is not signed; each credential in it is, by its issuer.
 */

import { CREDENTIALS_V2 } from '../contexts.ts'

export const presentationOf = (personId: string, documents: readonly string[]): string =>
  JSON.stringify(
    {
      '@context': [CREDENTIALS_V2],
      type: ['VerifiablePresentation'],
      holder: `urn:uuid:${personId}`,
      verifiableCredential: documents.map((document): unknown => JSON.parse(document)),
    },
    null,
    2,
  )
