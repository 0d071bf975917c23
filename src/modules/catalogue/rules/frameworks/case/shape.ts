/** What is read of a CFPackage (1EdTech CASE 1.1): the document, its items, and which stands below which. */

import { z } from 'zod'
import { caseAddress, caseIdentifier } from '../../content.ts'
import { notPlain } from '../plain-text.ts'

const LONGEST_TITLE = 300
const LONGEST_CODE = 100
const LONGEST_TEXT = 10_000

const words = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'is empty.')
    .superRefine((text, context) => {
      const reason = text.length > longest ? `has ${text.length} letters; at most ${longest} are read.` : notPlain(text)
      if (reason !== null) context.addIssue(reason)
    })

/** Some programs write null or nothing where they have no word. */
const perhaps = (longest: number) =>
  z.preprocess(
    (value) => (value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value),
    words(longest).optional(),
  )

const document = z.object({
  identifier: caseIdentifier,
  uri: caseAddress,
  title: words(LONGEST_TITLE),
  creator: perhaps(LONGEST_TITLE),
  publisher: perhaps(LONGEST_TITLE),
  version: perhaps(LONGEST_CODE),
  adoptionStatus: perhaps(LONGEST_CODE),
  lastChangeDateTime: perhaps(LONGEST_CODE),
})

const item = z.object({
  identifier: caseIdentifier,
  uri: caseAddress,
  fullStatement: words(LONGEST_TEXT),
  abbreviatedStatement: perhaps(LONGEST_TITLE),
  humanCodingScheme: perhaps(LONGEST_CODE),
  CFItemType: perhaps(LONGEST_CODE),
})

export const packageShape = z.object({
  CFDocument: document,
  CFItems: z.array(item).min(1, 'holds no items.'),
  /** Those of other kinds than isChildOf may point anywhere, and are not taken. */
  CFAssociations: z.array(z.looseObject({ associationType: z.string() })).nullish(),
})

const few = (most: number, what: string) =>
  z
    .unknown()
    .optional()
    .refine((list) => !Array.isArray(list) || list.length <= most, `holds more than ${what}.`)

/** Looked at before anything else: what is wrong with each of millions would fill the memory. */
export const sizeShape = z.object({
  CFItems: few(20_000, '20,000 items'),
  CFAssociations: few(100_000, '100,000 associations'),
})

const end = z.object({ identifier: caseIdentifier })

export const childShape = z.object({
  identifier: caseIdentifier.optional(),
  originNodeURI: end,
  destinationNodeURI: end,
  sequenceNumber: z.number().nullish(),
})

export type CasePackage = z.infer<typeof packageShape>
export type CaseItem = CasePackage['CFItems'][number]
export type CaseChild = z.infer<typeof childShape>
