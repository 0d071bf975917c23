/** Which form a credential has to have, by what it calls itself. */

import { CREDENTIALS_V1, CREDENTIALS_V2 } from '../contexts.ts'
import { strictForm } from './compact.ts'
import { whereIn } from './envelope.ts'
import { failed, isObject, listOf, type Unread } from './limits.ts'
import { endorsementSchema, openBadgeSchema } from './schema.ts'

const typesOf = (value: Record<string, unknown>): unknown[] => listOf(value['type'])

export const isPresentation = (value: unknown): boolean =>
  isObject(value) && typesOf(value).includes('VerifiablePresentation')

/** An assertion of Open Badges 2.0, which is no W3C credential. */
export const isAssertion = (value: unknown): boolean =>
  isObject(value) &&
  (typesOf(value).includes('Assertion') || isObject(value['verification']) || 'verify' in value) &&
  !typesOf(value).includes('VerifiableCredential')

/** `says`: what was checked of its form, for people. */
export type Form = { ok: true; says: string; title: string | null } | Unread

/** Whether a credential has the form that its types promise. Its envelope has been read before. */
export function formOf(document: Record<string, unknown>, version: '2.0' | '1.1'): Form {
  const types = typesOf(document)
  const badge = types.includes('OpenBadgeCredential') || types.includes('AchievementCredential')
  const endorsement = types.includes('EndorsementCredential')
  const older = version === '1.1' ? ', in the older form (VCDM 1.1)' : ''
  if (badge) {
    const parsed = openBadgeSchema.safeParse(strictForm(asSecond(document)))
    if (!parsed.success) return failed(`It is not an Open Badges 3.0 credential: ${whereIn(parsed.error)}`)
    const title = parsed.data.credentialSubject.achievement.name
    return { ok: true, says: `Open Badges 3.0${older}, every required field is there.`, title }
  }
  if (endorsement) {
    const parsed = endorsementSchema.safeParse(strictForm(asSecond(document)))
    if (!parsed.success) return failed(`It is not an endorsement of Open Badges 3.0: ${whereIn(parsed.error)}`)
    return {
      ok: true,
      says: `An endorsement of Open Badges 3.0${older}, every required field is there.`,
      title: parsed.data.name,
    }
  }
  return {
    ok: true,
    says: `A W3C credential${older}, not an Open Badge: what every credential must say is there, and the rest is its issuer’s own.`,
    title: null,
  }
}

/**
 * The same credential as version 2.0 writes it, to be held against one schema. The schema has room for one status only,
 * while many issuers name two, and the envelope has read them.
 */
function asSecond(document: Record<string, unknown>): Record<string, unknown> {
  const { credentialStatus, issuanceDate, expirationDate, ...rest } = document
  const context = listOf(rest['@context']).map((each) => (each === CREDENTIALS_V1 ? CREDENTIALS_V2 : each))
  return {
    ...rest,
    '@context': context,
    ...(issuanceDate === undefined ? {} : { validFrom: issuanceDate }),
    ...(expirationDate === undefined ? {} : { validUntil: expirationDate }),
    ...(credentialStatus === undefined || Array.isArray(credentialStatus) ? {} : { credentialStatus }),
  }
}
