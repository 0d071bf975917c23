import { z } from 'zod'
import { CREDENTIALS_V2 } from '../contexts.ts'

const address = z.string().refine((text) => URL.canParse(text), 'must be a URI')
const moment = z.iso.datetime({ offset: true })
const oneOrMore = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.array(schema)])
const types = z.union([z.string().min(1), z.array(z.string()).min(1)])
const typed = z.looseObject({ type: types, id: address.optional() })
const subject = z
  .looseObject({ id: address.optional() })
  .refine((claims) => Object.keys(claims).length > 0, 'must claim something')

const credential = z.looseObject({
  '@context': z.tuple([z.literal(CREDENTIALS_V2)], z.unknown()),
  type: types.refine(
    (named) => [named].flat().includes('VerifiableCredential'),
    'must name the type VerifiableCredential',
  ),
  issuer: z.union([address, z.looseObject({ id: address })]),
  credentialSubject: z.union([subject, z.array(subject).min(1)]),
  validFrom: moment.optional(),
  validUntil: moment.optional(),
  credentialStatus: oneOrMore(typed).optional(),
  termsOfUse: oneOrMore(typed).optional(),
  evidence: oneOrMore(typed).optional(),
  proof: z.undefined('is there already').optional(),
})

/** What a document lacks to be a W3C credential (version 2.0) that may be signed; null when it lacks nothing. */
export function lacking(document: object): string | null {
  const { error } = credential.safeParse(document)
  const issue = error?.issues[0]
  return issue === undefined ? null : `${issue.path.join('.')} ${issue.message}`
}
