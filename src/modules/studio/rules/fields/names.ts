import { partKinds } from '../../../catalogue/rules/content.ts'
import type { DraftPrompt } from '../rubric.ts'
import { splitContent, type SectionContent } from '../sections.ts'

/** What the fields of one section are called by from others: read from a whole draft, which may be incomplete. */

const itemsOf = (value: unknown): SectionContent[] => (Array.isArray(value) ? (value as SectionContent[]) : [])
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The criteria and the levels of a draft, as the keys and the values of a score. */
export function recordNames(whole: SectionContent): Record<'criteria' | 'levels', { value: string; label: string }[]> {
  const rubric = (whole['rubric'] ?? {}) as SectionContent
  return {
    criteria: itemsOf(rubric['criteria']).map(({ id, title }) => ({
      value: textOf(id),
      label: textOf(title) || textOf(id),
    })),
    levels: itemsOf(rubric['levels']).map(({ id, name }) => ({ value: textOf(id), label: textOf(name) || textOf(id) })),
  }
}

/** All prompts of a draft, in the order of the work. */
export function promptsOf(whole: SectionContent): DraftPrompt[] {
  const sections = splitContent('micro-credential', whole)
  const order = itemsOf(sections.time?.['work_order']) as unknown[]
  const kinds = [...new Set([...order.map(textOf), ...partKinds])].flatMap((name) =>
    partKinds.flatMap((kind) => (kind === name ? [kind] : [])),
  )
  return kinds.flatMap((part) =>
    itemsOf(sections[part]?.['prompts']).map(({ id, text }) => ({ id: textOf(id), text: textOf(text), part })),
  )
}
