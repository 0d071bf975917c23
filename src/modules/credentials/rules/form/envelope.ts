/** What every W3C credential says around its subject, in version 2.0 and 1.1 of the data model, read into one form. */

import { z } from 'zod'
import { CREDENTIALS_V1, CREDENTIALS_V2 } from '../contexts.ts'
import { failed, listOf, type Unread } from './limits.ts'

/** Dates as XML Schema writes them, which every library reads alike. */
const moment = z
  .string()
  .max(40)
  .regex(
    /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?$/,
  )
  .refine((text) => !Number.isNaN(Date.parse(text)))
const uri = z
  .string()
  .max(4_000)
  .refine((text) => URL.canParse(text))
const named = z.looseObject({ id: uri })
const typed = z.looseObject({ id: uri.optional(), type: z.string().or(z.array(z.string())) })
const some = <Schema extends z.ZodType>(schema: Schema) => schema.or(z.array(schema)).optional()
const claims = z.looseObject({ id: uri.optional() }).refine((subject) => Object.keys(subject).length > 0)

const resource = z.looseObject({
  id: uri,
  digestSRI: some(z.string().max(400)),
  digestMultibase: some(z.string().max(400)),
})

const common = {
  id: uri.optional(),
  type: z.array(z.string()).or(z.string()),
  name: z.unknown().optional(),
  issuer: uri.or(named),
  credentialSubject: claims.or(z.array(claims).nonempty()),
  credentialStatus: some(typed),
  credentialSchema: some(typed),
  refreshService: some(typed),
  termsOfUse: some(typed),
  evidence: some(typed),
  relatedResource: some(resource),
}
const contexts = (first: string) => z.tuple([z.literal(first)]).rest(z.string())

const second = z.looseObject({
  ...common,
  '@context': contexts(CREDENTIALS_V2),
  validFrom: moment.optional(),
  validUntil: moment.optional(),
  issuanceDate: z.undefined().optional(),
  expirationDate: z.undefined().optional(),
})
const first = z.looseObject({
  ...common,
  '@context': contexts(CREDENTIALS_V1),
  issuanceDate: moment,
  expirationDate: moment.optional(),
})

export type Envelope = {
  version: '2.0' | '1.1'
  types: readonly string[]
  id: string | null
  issuer: string
  /** What it calls its issuer and itself; the ids where it gives no name. */
  issuerName: string
  title: string
  validFrom: string | null
  validUntil: string | null
  statuses: readonly Entry[]
  schemas: readonly Entry[]
  refreshes: readonly Entry[]
  resources: readonly z.infer<typeof resource>[]
}
type Entry = z.infer<typeof typed>

/** Reads a credential whose shape has passed limits.ts. */
export function readEnvelope(document: Record<string, unknown>): { ok: true; envelope: Envelope } | Unread {
  const old = listOf(document['@context'])[0] === CREDENTIALS_V1
  const parsed = old ? first.safeParse(document) : second.safeParse(document)
  if (!parsed.success) return failed(`It is not a W3C credential: ${whereIn(parsed.error)}`)
  const { data } = parsed
  const types = listOf(data.type).filter((type) => typeof type === 'string')
  if (!types.includes('VerifiableCredential')) return failed('It is not a W3C credential: its type does not say so.')
  const issuer = typeof data.issuer === 'string' ? data.issuer : data.issuer.id
  return {
    ok: true,
    envelope: {
      version: old ? '1.1' : '2.0',
      types,
      id: data.id ?? null,
      issuer,
      issuerName: (typeof data.issuer === 'string' ? null : plain(data.issuer['name'])) ?? issuer,
      title: plain(data.name) ?? types.find((type) => type !== 'VerifiableCredential') ?? 'A credential',
      validFrom: 'issuanceDate' in data ? (data.issuanceDate ?? null) : (plain(data['validFrom']) ?? null),
      validUntil: plain(data['validUntil']) ?? plain(data['expirationDate']),
      statuses: entries(data.credentialStatus),
      schemas: entries(data.credentialSchema),
      refreshes: entries(data.refreshService),
      resources: [data.relatedResource ?? []].flat(),
    },
  }
}

const entries = (value: Entry | Entry[] | undefined): Entry[] => [value ?? []].flat()
const plain = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Where a form is not what it should be, for people: the first three places. */
export function whereIn(error: z.ZodError): string {
  const places = [...new Set(error.issues.map(({ path }) => path.join('.') || 'the whole'))].slice(0, 3).join(', ')
  return `something is missing or wrong at ${places.length > 120 ? `${places.slice(0, 119)}…` : places}.`
}
