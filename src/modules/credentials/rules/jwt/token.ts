/**
 * A credential as a token: header, payload and signature in one line of text, which programs that know no JSON-LD can
 * check. There are two forms of the same credential, because the Open Badges specification (3.0, section 8.2.4) asks for
 * claims and a key at an HTTPS address, and VC-JOSE-COSE (section 3.1) for the credential alone and a key of its issuer's
 * document.
 */

import { z } from 'zod'
import { jwkMethodId, keyUrl } from '../didweb.ts'

export const TOKEN_TYPES = { 'open-badges': 'application/jwt', w3c: 'application/vc+jwt' } as const
export type TokenForm = keyof typeof TOKEN_TYPES

/** What a header says of the key; `slug` is the issuer's. */
export type TokenKey = { publicUrl: string; slug: string; did: string; publicMultibase: string }

/** Open Badges allows these four members and no other. ES256, since its validator takes that and RS256 only. */
export const tokenHeader = (form: TokenForm, { publicUrl, slug, did, publicMultibase }: TokenKey) =>
  form === 'w3c'
    ? { alg: 'ES256', typ: 'vc+jwt', cty: 'vc', kid: jwkMethodId(did, publicMultibase) }
    : { alg: 'ES256', typ: 'JWT', kid: keyUrl(publicUrl, slug, publicMultibase) }

const claimed = z.looseObject({
  id: z.string(),
  issuer: z.looseObject({ id: z.string() }),
  validFrom: z.string(),
  validUntil: z.string().optional(),
  credentialSubject: z.looseObject({ id: z.string() }),
})

const seconds = (at: string): number => Date.parse(at) / 1000

/** The registered claims that repeat what the credential says. Throws for a subject without an id: it has no token. */
function registeredClaims(credential: unknown) {
  const { id, issuer, validFrom, validUntil, credentialSubject } = claimed.parse(credential)
  return {
    iss: issuer.id,
    jti: id,
    nbf: seconds(validFrom),
    sub: credentialSubject.id,
    ...(validUntil === undefined ? {} : { exp: seconds(validUntil) }),
  }
}

/** The payload: the credential without its proof, since the token is the proof. */
export function tokenPayload(form: TokenForm, signed: Record<string, unknown>): Record<string, unknown> {
  const credential = Object.fromEntries(Object.entries(signed).filter(([name]) => name !== 'proof'))
  return form === 'w3c' ? credential : { ...credential, ...registeredClaims(credential) }
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The two parts that are signed, as they are signed. */
export const signingInput = (header: object, payload: object): string => `${part(header)}.${part(payload)}`
