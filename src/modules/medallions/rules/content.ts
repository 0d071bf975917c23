/**
 * What a medallion says: whose mission it serves and which micro-credentials it asks for, in the order in which they are
 * best earned. It has the same fields as the examples in content/pbl/medallions, so that an example is a start. Here are
 * the shapes; rules/broken.ts says what must fit together before it may be published. Words: docs/GLOSSARY.md.
 */

import { z } from 'zod'
import { isSlug } from '../../catalogue/rules/content.ts'

/** An educator earns so many for a medallion: fewer show no breadth, more are no choice any longer. */
export const FEWEST_NEEDED = 8
export const MOST_NEEDED = 12
/** With all that stands in its choices */
export const MOST_LISTED = 24
export const MOST_GOALS = 6
export const MOST_GROUPS = 8

/** How many letters each text may have. */
export const LONGEST = {
  title: 80,
  summary: 600,
  mission: 2000,
  note: 1000,
  goalName: 120,
  goalText: 600,
  groupTitle: 120,
  missionLine: 400,
  when: 60,
} as const

/** A draft holds more than may be published, so that nothing is lost while its leader shortens it; but not everything. */
const DRAFT_TEXT = 10_000
const DRAFT_LIST = 60

const slug = z.string().max(100).refine(isSlug, 'must be small letters and figures, with single hyphens between them.')
const language = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language such as en or en-US.')
const text = (longest: number) => z.string().trim().min(1, 'is empty.').max(longest)

/** A medallion as it is published: nothing is missing. */
export const medallionShape = z.strictObject({
  id: slug,
  title: text(LONGEST.title),
  language,
  /** One to three letters in the middle of its emblem */
  monogram: z.string().regex(/^\p{L}{1,3}$/u, 'must be one to three letters.'),
  summary: text(LONGEST.summary),
  mission: text(LONGEST.mission),
  /** For who takes it as a start */
  note: text(LONGEST.note).optional(),
  /** What of the mission the picks serve, in the words that the organisation had when it was published */
  goals: z
    .array(z.strictObject({ id: slug, name: text(LONGEST.goalName), text: z.string().trim().max(LONGEST.goalText) }))
    .min(1)
    .max(MOST_GOALS),
  /** Picks among which an educator chooses: so many of them are needed */
  groups: z
    .array(z.strictObject({ id: slug, title: text(LONGEST.groupTitle), needed: z.int().min(1).max(MOST_NEEDED) }))
    .max(MOST_GROUPS),
  picks: z
    .array(
      z.strictObject({
        micro_credential: slug,
        goal: slug,
        /** How it serves the goal */
        mission_line: text(LONGEST.missionLine),
        group: slug.optional(),
        /** A term or a date, in words */
        when: text(LONGEST.when).optional(),
      }),
    )
    .min(1)
    .max(MOST_LISTED),
})
export type MedallionContent = z.infer<typeof medallionShape>

const words = z.string().max(DRAFT_TEXT)
/** A name that a goal or a group has within its draft; a pick of a goal that is gone keeps its name until one is chosen */
const name = z.string().max(100)

/** A medallion while it is designed: the same keys, and each text may be empty. The id is given when it is published. */
export const medallionDraftShape = z.strictObject({
  id: name,
  title: words,
  language,
  monogram: words,
  summary: words,
  mission: words,
  note: words.optional(),
  goals: z.array(z.strictObject({ id: slug, name: words, text: words })).max(DRAFT_LIST),
  groups: z.array(z.strictObject({ id: slug, title: words, needed: z.int().min(0).max(99) })).max(DRAFT_LIST),
  picks: z
    .array(
      z.strictObject({
        micro_credential: slug,
        goal: name,
        mission_line: words,
        group: name.optional(),
        when: words.optional(),
      }),
    )
    .max(DRAFT_LIST),
})
