/** A rubric while it is written: every field is there, and any of them may be empty. */

import type { PartKind } from '../../catalogue/rules/content.ts'
import { countWords } from '../../catalogue/rules/quality/text/words.ts'
import type { SectionContent } from './sections.ts'

export type DraftLevel = { readonly id: string; readonly name: string; readonly required?: boolean }
export type DraftCriterion = {
  readonly id: string
  readonly part: string
  readonly title: string
  readonly question: string
  readonly look_in: readonly string[]
  readonly levels: Readonly<Record<string, string>>
}
export type DraftRubric = {
  readonly levels: readonly DraftLevel[]
  readonly scoring_rules: readonly string[]
  readonly criteria: readonly DraftCriterion[]
}

/** A prompt of the draft, for who chooses where a criterion looks. */
export type DraftPrompt = { readonly id: string; readonly text: string; readonly part: PartKind }

/** What the rubric's section holds; saving gave it its shape. */
export const rubricOf = ({ rubric }: SectionContent): DraftRubric => rubric as DraftRubric

/** A descriptor of fewer words tells too little to point to, and one of more is read to its end by nobody. */
const DESCRIPTOR_WORDS = { min: 15, max: 45 } as const

/** "23 words", and what to do where they are too few or too many. */
export function descriptorInWords(text: string): { words: string; wrong: boolean } {
  const count = countWords(text)
  const { min, max } = DESCRIPTOR_WORDS
  const said = `${count} ${count === 1 ? 'word' : 'words'}`
  if (count === 0) return { words: `${min} to ${max} words`, wrong: false }
  if (count < min) return { words: `${said}: ${min - count} more to reach ${min}`, wrong: true }
  return count > max
    ? { words: `${said}: ${count - max} more than ${max}`, wrong: true }
    : { words: said, wrong: false }
}

/** Each level with the one above it, lowest first: what two assessors are most likely to choose between. */
export const neighboursOf = (levels: readonly DraftLevel[]): [lower: DraftLevel, upper: DraftLevel][] =>
  levels.slice(1).flatMap((upper, place) => {
    const lower = levels[place]
    return lower === undefined ? [] : [[lower, upper]]
  })
