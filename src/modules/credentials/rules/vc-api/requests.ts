/** What the VC-API is asked (https://w3c-ccg.github.io/vc-api/); what is no such question has no answer but 400. */

import { z } from 'zod'

const object = z.record(z.string(), z.unknown())
/** JSON pointers into a credential. */
const pointers = z.array(z.string().startsWith('/').max(500)).max(200)

export const issueRequest = z.object({
  credential: object,
  options: z.looseObject({ mandatoryPointers: pointers.optional() }).optional(),
})

export const deriveRequest = z.object({
  verifiableCredential: object,
  options: z.looseObject({ selectivePointers: pointers.optional() }).optional(),
})

export const verifyRequest = z.object({
  verifiableCredential: z.union([object, z.string()]),
  options: z.looseObject({}).optional(),
})

export const presentationRequest = z.object({
  verifiablePresentation: z.union([object, z.string()]),
  options: z.looseObject({ challenge: z.string().optional(), domain: z.string().optional() }).optional(),
})

export const PURPOSES = ['revocation', 'suspension'] as const
export type Purpose = (typeof PURPOSES)[number]

export const statusRequest = z.object({
  credentialId: z.string().min(1),
  credentialStatus: z.looseObject({
    type: z.literal('BitstringStatusListEntry'),
    statusPurpose: z.enum(PURPOSES).optional(),
  }),
  status: z.boolean().optional(),
})
