/** What the VC-API is asked (https://w3c-ccg.github.io/vc-api/); what is no such question has no answer but 400. */

import { z } from 'zod'

const object = z.record(z.string(), z.unknown())
/** JSON pointers into a credential. */
const pointers = z.array(z.string().startsWith('/').max(500)).max(200)

/** What an issuer calls a credential; it need not stand in the credential. */
export const knownAs = z.string().regex(/^[^\0]{1,800}$/)

export const issueRequest = z.object({
  credential: object,
  options: z.looseObject({ mandatoryPointers: pointers.optional(), credentialId: knownAs.optional() }).optional(),
})

export const deriveRequest = z.object({
  verifiableCredential: object,
  options: z.looseObject({ selectivePointers: pointers.optional() }).optional(),
})

export const verifyRequest = z.object({
  verifiableCredential: z.union([object, z.string()]),
  options: z.looseObject({}).optional(),
})

const presentation = z.union([object, z.string()])
/** One that carries no proof may be called just `presentation`. */
export const presentationRequest = z
  .object({
    verifiablePresentation: presentation.optional(),
    presentation: presentation.optional(),
    options: z.looseObject({ challenge: z.string().optional(), domain: z.string().optional() }).optional(),
  })
  .transform(({ verifiablePresentation, presentation: proofless, options = {} }, context) => {
    const given = verifiablePresentation ?? proofless
    if (given !== undefined) return { presentation: given, options }
    context.addIssue('There is no presentation.')
    return z.NEVER
  })

export const PURPOSES = ['revocation', 'suspension'] as const
export type Purpose = (typeof PURPOSES)[number]

export const statusRequest = z.object({
  credentialId: knownAs,
  credentialStatus: z.looseObject({
    type: z.enum(['BitstringStatusListEntry', 'BitstringStatusList']),
    statusPurpose: z.enum(PURPOSES).optional(),
  }),
  status: z.boolean().optional(),
})
