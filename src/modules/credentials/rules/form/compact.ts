/** Other issuers may write one value where the strict form has a list of one; JSON-LD means the same by both. */

import { isObject } from './limits.ts'

/** The properties that are lists in the strict form, wherever in a credential they stand. */
const LISTS = new Set(
  (
    'proof credentialSchema evidence endorsement endorsementJwt termsOfUse identifier result alignment ' +
    'resultDescription rubricCriterionLevel related tag otherIdentifier allowedValue'
  ).split(' '),
)
/** A subject has a list of identifiers and an entry names one; an achievement describes several results, a result names one. */
const ONE_UNDER: Readonly<Record<string, string>> = { identifier: 'otherIdentifier', resultDescription: 'result' }
/** Of these the type is one word in the strict form too. */
const ONE_TYPE = new Set(['Image', 'IdentityObject', 'IdentifierEntry', 'GeoCoordinates'])
/** Under these, `type` is the name of a mechanism and one word. */
const MECHANISMS = new Set(['proof', 'credentialSchema', 'credentialStatus', 'refreshService', 'termsOfUse'])

/** The same credential in the strict form. Bounded: what it is given has passed limits.ts. */
export function strictForm(value: unknown, under = ''): unknown {
  if (Array.isArray(value)) return value.map((inner) => strictForm(inner, under))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const list = LISTS.has(key) && ONE_UNDER[key] !== under
      const wrapped = list && !Array.isArray(inner) ? [inner] : inner
      if (key === 'type' && typeof inner === 'string' && !MECHANISMS.has(under) && !ONE_TYPE.has(inner))
        return [key, [inner]]
      return [key, strictForm(wrapped, key)]
    }),
  )
}
