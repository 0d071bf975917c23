/**
 * The checklist of a micro-credential: what makes good assessment likely, item by item, each with its reason. It can be
 * asked of a draft that is half-written, and of a catalogue as a whole (catalogue.ts).
 */

import { misfitsOf, misfitsOfTexts, type Misfit } from '../checks.ts'
import { microCredentialShape } from '../content.ts'
import { asWritten } from './as-written.ts'
import { ALIGNMENT_RULES } from './items/alignments.ts'
import { BY_EYE_RULES } from './items/by-eye.ts'
import { CARRIED_RULES, nothingAt } from './items/carried.ts'
import { COMPETENCY_RULES } from './items/competency.ts'
import { DESCRIPTOR_RULES } from './items/descriptors.ts'
import { EVIDENCE_RULES } from './items/evidence.ts'
import { EXAMPLE_RULES } from './items/examples.ts'
import { OWN_RULES } from './items/own.ts'
import { PART_RULES } from './items/parts.ts'
import { READING_RULES } from './items/reading.ts'
import { SIGN_RULES } from './items/signs.ts'
import { SOURCE_RULES } from './items/sources.ts'
import { TIME_RULES } from './items/time.ts'
import type { Finding, Rule, Surroundings } from './rule.ts'

export type Item = Pick<Rule, 'id' | 'title' | 'why' | 'advice' | 'blocking'> & {
  /** `look`: only a person can decide, and the findings say what to look at. */
  readonly state: 'met' | 'not met' | 'look'
  readonly findings: readonly Finding[]
}

const COMPLETE = {
  id: 'complete',
  title: 'Everything is written, and fits together',
  why: 'Educators, assessors and the credential each need a part of it, and none of them can go on where it is missing.',
  advice: 'Fill in what is named here.',
  blocking: true,
}

const RULES: readonly Rule[] = [
  ...COMPETENCY_RULES,
  ...OWN_RULES,
  ...SOURCE_RULES,
  ...TIME_RULES,
  ...PART_RULES,
  ...EVIDENCE_RULES,
  ...DESCRIPTOR_RULES,
  ...EXAMPLE_RULES,
  ...ALIGNMENT_RULES,
  ...SIGN_RULES,
  ...READING_RULES,
  ...CARRIED_RULES,
  ...BY_EYE_RULES,
]

/**
 * The whole checklist, in the order of the sections of a content. `content` may be half-written; a key that a content
 * does not have, such as `status`, keeps it from being complete.
 */
export function checklistOf(content: object, surroundings: Surroundings): Item[] {
  const written = asWritten(content)
  const told = new Set(misfitsOfTexts(written).map(({ path, reason }) => `${path.join('.')} ${reason}`))
  const misfits = misfitsOf(written).filter(({ path, reason }) => !told.has(`${path.join('.')} ${reason}`))
  const takes = (rule: Rule, { path }: Misfit) => rule.takes?.(path) === true
  const { id, title, why, advice, blocking } = COMPLETE
  const left = misfits.filter((misfit) => !RULES.some((rule) => takes(rule, misfit)))
  return [
    item({ id, title, why, advice, blocking }, [...missingIn(content), ...left], []),
    ...RULES.map((rule) => {
      if (rule.about !== undefined && nothingAt(written, rule.about))
        return item(rule, [{ path: rule.about, reason: 'Nothing is written here yet.' }], [])
      const own = misfits.filter((misfit) => takes(rule, misfit))
      return item(
        rule,
        [...own, ...(rule.find?.(written, surroundings) ?? [])],
        rule.look?.(written, surroundings) ?? [],
      )
    }),
  ]
}

/** Whether anything keeps it from being published. */
export const isBlocked = (items: readonly Pick<Item, 'blocking' | 'state'>[]): boolean =>
  items.some(({ blocking, state }) => blocking && state === 'not met')

const item = (
  { id, title, why, advice, blocking }: Pick<Rule, 'id' | 'title' | 'why' | 'advice' | 'blocking'>,
  wrong: readonly Finding[],
  look: readonly Finding[],
): Item => ({
  id,
  title,
  why,
  advice,
  blocking,
  state: wrong.length > 0 ? 'not met' : look.length > 0 ? 'look' : 'met',
  findings: wrong.length > 0 ? wrong : look,
})

/** What keeps a content from its shape, as sentences. */
function missingIn(content: object): Finding[] {
  const read = microCredentialShape.safeParse(content)
  if (read.success) return []
  return read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], reason: `"${key}" is not known here.` }))
      : [{ path: issue.path, reason: sentence(issue.message) }],
  )
}

/** The shape's own words are the end of a sentence ("is empty."); the rest are those of a program. */
const sentence = (message: string): string =>
  /^[a-z].*\.$/.test(message) ? `It ${message}` : 'It is missing, or not of the kind that is wanted here.'
