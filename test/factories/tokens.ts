import { generateKeyPairSync } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters } from 'jose'
import { signToken } from '#src/modules/credentials/commands/jwt.ts'
import { issuerDid } from '#src/modules/credentials/rules/didweb.ts'
import type { TokenForm } from '#src/modules/credentials/rules/jwt/token.ts'
import { publicMultibase } from '#src/modules/credentials/rules/keys/multikey.ts'

/** An issuer with a key for tokens, without a database. */
export function makeTokenIssuer() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const place = { publicUrl: 'https://credentials.test.example', slug: 'riverbend' }
  const did = issuerDid(place.publicUrl, place.slug)
  return { ...place, did, publicMultibase: publicMultibase('P-256', privateKey), privateKey }
}

/** A signed credential as it is kept: what it says is of no matter, what it is made of is. */
export const signedCredential = (did: string): Record<string, unknown> => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: 'urn:uuid:0199c0de-0000-7000-8000-000000000001',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: did, type: ['Profile'], name: 'Riverbend' },
  validFrom: '2026-03-02T15:04:05Z',
  credentialSubject: {
    id: 'urn:uuid:0199c0de-0000-7000-8000-000000000002',
    type: ['AchievementSubject'],
    achievement: { id: 'https://credentials.test.example/a/1', type: ['Achievement'], name: 'Kaupapa Māori' },
  },
  proof: [{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', proofValue: 'z0' }],
})

/** A token of such a credential, and what it is made of. `more` is said by the credential beside the rest. */
export function makeToken(form: TokenForm, more: Record<string, unknown> = {}) {
  const issuer = makeTokenIssuer()
  const credential = { ...signedCredential(issuer.did), ...more }
  const compact = signToken(form, credential, issuer)
  const header: ProtectedHeaderParameters = decodeProtectedHeader(compact)
  const payload: JWTPayload = decodeJwt(compact)
  return { compact, header, payload, credential, issuer }
}
