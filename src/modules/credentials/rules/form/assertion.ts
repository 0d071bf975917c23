/** Assertions of Open Badges 2.0 (https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/), which are still about. */

import { z } from 'zod'
import { isObject } from './limits.ts'

const uri = z
  .string()
  .max(2_000)
  .refine((text) => URL.canParse(text))
const moment = z
  .string()
  .max(40)
  .refine((text) => !Number.isNaN(Date.parse(text)))
const oneOrMany = z.string().or(z.array(z.string()))
const named = z.looseObject({ id: uri })

const KINDS = { hosted: 'hosted', HostedBadge: 'hosted', signed: 'signed', SignedBadge: 'signed' } as const

export const assertionSchema = z.looseObject({
  id: uri,
  type: oneOrMany,
  recipient: z.looseObject({ type: z.string(), identity: z.string() }),
  badge: uri.or(z.looseObject({ id: uri.optional(), name: z.string(), issuer: uri.or(named) })),
  verification: z.looseObject({ type: oneOrMany, creator: uri.optional() }),
  issuedOn: moment,
  expires: moment.optional(),
  revoked: z.boolean().optional(),
})
export type Assertion = z.infer<typeof assertionSchema>

export const badgeClassSchema = z.looseObject({ id: uri.optional(), name: z.string(), issuer: uri.or(named) })
export const profileSchema = z.looseObject({
  id: uri,
  name: z.string().optional(),
  publicKey: z.unknown().optional(),
  revocationList: uri.optional(),
  verification: z.looseObject({ allowedOrigins: oneOrMany.optional() }).optional(),
})
export type IssuerProfile = z.infer<typeof profileSchema>

/** How it is to be checked; null when it names a way that is none. */
export const kindOf = ({ verification }: Assertion): 'hosted' | 'signed' | null =>
  [verification.type]
    .flat()
    .map((type) => (Object.hasOwn(KINDS, type) ? KINDS[type as keyof typeof KINDS] : null))
    .find((kind) => kind !== null) ?? null

/** Whether two JSON values say the same, in whatever order their members stand. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, at) => sameJson(value, other[at]))
  if (!isObject(one) || !isObject(other)) return one === other
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameJson(one[name], other[name]))
  )
}

/** The hosts whose assertions an issuer answers for: its own, unless its profile names others. */
export const hostsOf = ({ id, verification }: IssuerProfile): string[] =>
  verification?.allowedOrigins === undefined ? [new URL(id).host] : [verification.allowedOrigins].flat()
