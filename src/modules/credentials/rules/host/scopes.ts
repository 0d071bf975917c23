/** What a badge service may ask of an educator, in the words of Open Badges 3.0 and in words for people. */

const BASE = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/'

export const SCOPES = {
  readCredentials: `${BASE}credential.readonly`,
  writeCredentials: `${BASE}credential.upsert`,
  readProfile: `${BASE}profile.readonly`,
  writeProfile: `${BASE}profile.update`,
} as const

export type Scope = (typeof SCOPES)[keyof typeof SCOPES]

/** Lets a service come back without asking again; not a right to anything by itself. */
export const STAY = 'offline_access'

/** What granting a scope means, as the page that asks says it. */
export const SCOPE_WORDS: Record<Scope, string> = {
  [SCOPES.readCredentials]: 'Read your credentials, the ones you earned here and the ones you brought',
  [SCOPES.writeCredentials]: 'Add credentials from elsewhere to yours, and renew them',
  [SCOPES.readProfile]: 'Read your name and your e-mail address',
  [SCOPES.writeProfile]: 'Change what you tell about yourself beside your name: web address, phone, description',
}

export const ALL_SCOPES = Object.values(SCOPES)

/** The scopes of a request that mean something here, each once, in our order. */
export const knownScopes = (asked: string): Scope[] => {
  const words = new Set(asked.split(' '))
  return ALL_SCOPES.filter((scope) => words.has(scope))
}
