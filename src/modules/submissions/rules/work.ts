import { partKinds, type PartKind } from '../../catalogue/rules/content.ts'
import type { WordGuide } from './words.ts'

/** What is asked for under one number: words, evidence or either. */
export type Prompt = {
  readonly id: string
  readonly text: string
  readonly guidance?: string | undefined
  readonly responses: readonly string[]
  readonly words?: WordGuide | undefined
  readonly required: boolean
}

export type Part = {
  readonly kind: PartKind
  readonly title: string
  readonly minutes: { readonly min: number; readonly max: number }
  readonly prompts: readonly Prompt[]
}

export type Criterion = {
  readonly id: string
  readonly part: PartKind
  readonly title: string
  /** The prompts from which it is scored. */
  readonly look_in: readonly string[]
}

/** What an educator works on: the parts of a version and the criteria that its assessor scores. */
export type Work = {
  readonly parts: readonly Part[]
  readonly rubric: { readonly criteria: readonly Criterion[] }
}

export const isPartKind = (text: string | undefined): text is PartKind => partKinds.some((kind) => kind === text)

export const promptsOf = (work: Work): Prompt[] => work.parts.flatMap((part) => part.prompts)
export const findPrompt = (work: Work, id: string): Prompt | null =>
  promptsOf(work).find((prompt) => prompt.id === id) ?? null
export const partOf = (work: Work, promptId: string): Part | null =>
  work.parts.find((part) => part.prompts.some((prompt) => prompt.id === promptId)) ?? null

/** The criteria of one attempt that read a prompt, in the order of the rubric. */
export const criteriaOf = (work: Work, promptId: string): Criterion[] =>
  work.rubric.criteria.filter((criterion) => criterion.look_in.includes(promptId))

/**
 * The prompts that an attempt may change: those an open criterion looks into, and those that no criterion looks into
 * at all. A prompt that only met criteria look into stays as it was when they were met.
 */
export function openPrompts(work: Work, openCriteria: readonly string[]): Set<string> {
  const open = promptsOf(work).filter(({ id }) => {
    const readers = criteriaOf(work, id)
    return readers.length === 0 || readers.some((criterion) => openCriteria.includes(criterion.id))
  })
  return new Set(open.map(({ id }) => id))
}
