/**
 * What a catalogue says, as its authors write it in files: the badge, its stacks, its micro-credentials. Here are the
 * shapes; rules/checks.ts says what must fit together beyond them. Words: docs/GLOSSARY.md.
 */

import { z } from 'zod'
import { isFigure } from './emblems/figures.ts'
import type { Figure } from './emblems/figures.ts'

/** What an educator hands in, always these three. */
export const partKinds = ['product', 'reflection', 'application'] as const
export type PartKind = (typeof partKinds)[number]

export const responseKinds = ['text', 'file', 'image', 'audio', 'video', 'link'] as const
export type ResponseKind = (typeof responseKinds)[number]

const text = z.string().trim().min(1, 'is empty.')
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** Whether a text from an address can be the name of anything in a catalogue. */
export const isSlug = (text: string): boolean => SLUG.test(text)

const slug = z.string().regex(SLUG, 'must be small letters and figures, with single hyphens between them.')
const version = z.string().regex(/^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/, 'must be three numbers such as 1.0.0.')
const language = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language such as en or en-US.')
const partKind = z.enum(partKinds)
const address = z.url({ protocol: /^https?$/, error: 'must be a web address that begins with http:// or https://.' })

const range = z
  .strictObject({ min: z.number().nonnegative(), max: z.number().positive() })
  .refine(({ min, max }) => min <= max, 'has a min that is more than its max.')

const hours = z
  .strictObject({ min: z.number().positive(), max: z.number().positive(), credited: z.number().positive() })
  .refine(({ min, max, credited }) => min <= credited && credited <= max, 'must have credited between min and max.')

/** Whether an editor had the work in hand; for editors, never shown. */
const seen = z.union([z.boolean(), text])

/** CASE numbers its documents and items like this; letters of either size mean the same. */
export const caseIdentifier = z
  .guid('must be an identifier such as 3f2b0c9e-1a4d-4e8b-9c6f-7d5e2a1b0c3d.')
  .transform((identifier) => identifier.toLowerCase())

/** Goes into credentials as it stands, where only the letters of an address are allowed. */
export const caseAddress = address.regex(
  /^[\w\-.~:/?#[\]@!$&'()*+,;=%]{1,1000}$/,
  'must be a web address of at most 1,000 plain letters, figures and signs.',
)

const alignment = z
  .strictObject({
    framework: text,
    edition: text,
    code: text,
    name: text,
    why: text,
    /** Who says so: `inferred` by the authors, or a source. For editors. */
    basis: text,
    /** The CASE item that the component is, where its framework came from a CASE file: both of them, or neither */
    identifier: caseIdentifier.optional(),
    url: caseAddress.optional(),
  })
  .refine(
    ({ identifier, url }) => (identifier === undefined) === (url === undefined),
    'must give both the identifier and the url of a CASE item, or neither of them.',
  )

const prompt = z.strictObject({
  id: slug,
  text,
  guidance: text,
  responses: z.array(z.enum(responseKinds)).min(1, 'needs at least one way to answer.'),
  /** A guide for text answers, in words */
  words: range.optional(),
  required: z.boolean(),
})

const part = z.strictObject({
  kind: partKind,
  title: text,
  purpose: text,
  minutes: range,
  prompts: z.array(prompt).min(1, 'needs at least one prompt.'),
  accepted_evidence: z.array(text).min(1, 'needs at least one kind of evidence.'),
  without_a_class: text,
  student_privacy: text,
})

const level = z.strictObject({ id: slug, name: text, required: z.literal(true).optional() })

const criterion = z.strictObject({
  id: slug,
  part: partKind,
  title: text,
  /** The one question an assessor answers */
  question: text,
  /** The prompts it is scored from */
  look_in: z.array(slug).min(1, 'names no prompt.'),
  /** A descriptor for each level's id */
  levels: z.record(slug, text),
})

const example = z.strictObject({ title: text, text, why: text, scores: z.record(slug, slug) })

/** What outlines and full micro-credentials have in common. */
const common = {
  id: slug,
  title: text,
  aliases: z.array(text),
  stack: slug,
  version,
  language,
  competency: text,
  summary: text,
  not_assessed_here: z.array(text),
  hours,
  alignments: z.array(alignment),
  prerequisites: z.array(slug),
  helpful_before: z.array(slug).optional(),
  tags: z.array(text),
}

export const outlineShape = z.strictObject({
  ...common,
  status: z.literal('outline'),
  key_method: z.strictObject({ name: text, in_short: text }),
})

export const microCredentialShape = z.strictObject({
  ...common,
  why_it_matters: text,
  /** Where what was shown has to be shown again after a time; without it a credential never runs out */
  validity: z.strictObject({ months: z.int().min(1).max(600) }).optional(),
  key_method: z.strictObject({
    name: text,
    in_short: text,
    steps: z.array(z.strictObject({ name: text, text })).min(1, 'needs at least one step.'),
  }),
  research: z.array(
    z.strictObject({
      authors: text,
      year: z.int(),
      title: text,
      venue: text,
      doi: z
        .string()
        .regex(/^10\.\d{4,}\/\S+$/, 'must be a DOI that begins with 10.')
        .optional(),
      url: address.optional(),
      note: text,
      seen,
    }),
  ),
  resources: z.array(
    z.strictObject({
      title: text,
      by: text,
      kind: text,
      url: address.optional(),
      minutes: z.number().positive(),
      note: text,
      seen,
    }),
  ),
  minutes: z.strictObject({
    read: range,
    product: range,
    application: range,
    reflection: range,
    check_and_submit: range,
    total: range,
  }),
  minutes_note: text.optional(),
  work_order: z.array(partKind),
  assessment: z.strictObject({ type: text, participation: text, individual: z.boolean(), team_note: text.optional() }),
  parts: z.array(part),
  rubric: z.strictObject({ levels: z.array(level), scoring_rules: z.array(text), criteria: z.array(criterion) }),
  examples: z.strictObject({ meets: example, not_quite: example }),
  common_reasons_for_not_yet: z.array(text),
})

export const stackShape = z.strictObject({
  id: slug,
  title: text,
  numeral: text,
  figure: z.custom<Figure>(
    isFigure,
    'must be one of the five figures: planning, instruction, assessment, environment, profession.',
  ),
  ink: z.literal([1, 2, 3, 4, 5], 'must be an ink from 1 to 5.'),
  salt: z.int(),
  language,
  version,
  summary: text,
  note: text.optional(),
  micro_credentials: z.array(slug),
})

export const badgeShape = z.strictObject({
  id: slug,
  title: text,
  letter: text,
  aliases: z.array(text),
  language,
  version,
  license: text,
  summary: text,
  description: text,
  source_note: text.optional(),
  stacks: z.array(slug),
})

export type BadgeContent = z.infer<typeof badgeShape>
export type StackContent = z.infer<typeof stackShape>
export type OutlineContent = z.infer<typeof outlineShape>
/** A micro-credential that is written in full: it can be published, started and assessed. */
export type MicroCredentialContent = z.infer<typeof microCredentialShape>
export type Part = MicroCredentialContent['parts'][number]
export type Prompt = Part['prompts'][number]
export type Criterion = MicroCredentialContent['rubric']['criteria'][number]
export type Level = MicroCredentialContent['rubric']['levels'][number]
export type Alignment = z.infer<typeof alignment>

export const isOutline = (content: MicroCredentialContent | OutlineContent): content is OutlineContent =>
  'status' in content

/** A catalogue as one publisher's files hold it. */
export type CatalogueContent = {
  badge: BadgeContent
  stacks: StackContent[]
  microCredentials: (MicroCredentialContent | OutlineContent)[]
}

/** Where an alignment stands on the page of its micro-credential; credentials link to it. */
export const alignmentAnchor = ({
  framework,
  edition,
  code,
}: Pick<Alignment, 'framework' | 'edition' | 'code'>): string =>
  `alignment-${[framework, edition, code]
    .join(' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')}`
