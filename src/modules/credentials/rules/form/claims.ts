/**
 * The credential or presentation that a token carries. There are three ways: the payload is the credential (W3C, VCDM
 * 2.0), the same with claims that repeat parts of it (Open Badges), or the credential stands in a claim of its own and the
 * other claims may take the place of parts (VCDM 1.1).
 */

import { CREDENTIALS_V1 } from '../contexts.ts'
import { failed, isObject, listOf, without, type Unread } from './limits.ts'
import type { Token } from './token.ts'

/** `bounds`: from when and until when the token itself may be believed. */
export type Carried = { ok: true; document: Record<string, unknown>; bounds: Bounds }
export type Bounds = { from: string | null; until: string | null }

export const NO_BOUNDS: Bounds = { from: null, until: null }

/** What a payload says as a token, and not as a credential. */
const CLAIMS = ['iss', 'jti', 'sub', 'nbf', 'exp', 'iat', 'aud', 'nonce', 'cnf']

export function carriedBy({ header, payload }: Token): Carried | Unread {
  const { iss, jti, sub, nbf, exp, iat, vc, vp } = payload
  if (vc !== undefined && vp !== undefined) return failed('It carries a credential and a presentation at once.')
  const inner = vc ?? vp
  if (inner !== undefined && !isObject(inner)) return failed('It is a token without a credential in it.')
  const moments = [nbf, exp, iat].every((value) => value === undefined || isMoment(value))
  const names = [iss, jti, sub].every((value) => value === undefined || typeof value === 'string')
  if (!moments || !names) return failed('Its claims (iss, sub, jti, nbf, exp) are not what they should be.')
  const document =
    inner === undefined ? without(payload, ...CLAIMS) : filled(inner, { iss, jti, sub, nbf, exp }, vp !== undefined)
  // In the W3C form these two are about the token, and need not be what the credential says.
  const own = inner === undefined && typeof header['typ'] === 'string' && /\b(vc|vp)\+/i.test(header['typ'])
  const wrong = contradiction(document, { iss, jti, sub, ...(own ? {} : { nbf, exp }) })
  if (wrong !== null) return failed(`Its claim ${wrong} says something else than the credential in it.`)
  return { ok: true, document, bounds: { from: told(nbf), until: told(exp) } }
}

/** Seconds since 1970 that a date can hold. */
const isMoment = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e11

const told = (value: unknown): string | null => (isMoment(value) ? new Date(value * 1000).toISOString() : null)

type Claims = Readonly<Record<'iss' | 'jti' | 'sub' | 'nbf' | 'exp', unknown>>

/** A credential of VCDM 1.1, with what stands in the claims alone put in its place. */
function filled(inner: Record<string, unknown>, claims: Claims, presented: boolean): Record<string, unknown> {
  const first = listOf(inner['@context'])[0] === CREDENTIALS_V1
  const missing = Object.entries({
    id: claims.jti,
    [presented ? 'holder' : 'issuer']: claims.iss,
    ...(presented
      ? {}
      : {
          [first ? 'issuanceDate' : 'validFrom']: told(claims.nbf),
          [first ? 'expirationDate' : 'validUntil']: told(claims.exp),
        }),
  }).filter(([name, value]) => typeof value === 'string' && inner[name] === undefined)
  const { credentialSubject: subject } = inner
  const named = isObject(subject) && subject['id'] === undefined && typeof claims.sub === 'string'
  return {
    ...inner,
    ...Object.fromEntries(missing),
    ...(named ? { credentialSubject: { id: claims.sub, ...subject } } : {}),
  }
}

/** The name of the first claim that says something else than the document. */
function contradiction(document: Record<string, unknown>, claims: Partial<Claims>): string | null {
  const idOf = (value: unknown): unknown => (isObject(value) ? value['id'] : value)
  const differs = (claim: unknown, said: unknown) => claim !== undefined && said !== undefined && claim !== said
  const later = (claim: unknown, said: unknown) =>
    isMoment(claim) && typeof said === 'string' && !(Math.abs(Date.parse(said) - claim * 1000) < 1000)
  const subjects = listOf(document['credentialSubject']).map(idOf)
  if (differs(claims.iss, idOf(document['issuer'] ?? document['holder']))) return 'iss'
  if (differs(claims.jti, document['id'])) return 'jti'
  if (claims.sub !== undefined && subjects.length > 0 && !subjects.includes(claims.sub)) return 'sub'
  if (later(claims.nbf, document['validFrom'] ?? document['issuanceDate'])) return 'nbf'
  if (later(claims.exp, document['validUntil'] ?? document['expirationDate'])) return 'exp'
  return null
}
