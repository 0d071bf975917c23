import type { MicroCredentialContent } from '../../catalogue/rules/content.ts'
import { criterionNumbers } from '../../catalogue/rules/rubric.ts'
import { meets, type Scale } from './decision.ts'

export type SheetLevel = { id: string; name: string; required: boolean; meets: boolean; descriptor: string }

/** One criterion as its assessor scores it. `number` is the one it bears on every screen. */
export type SheetCriterion = {
  id: string
  number: number
  part: string
  title: string
  question: string
  /** The prompts it is scored from. */
  lookIn: string[]
  levels: SheetLevel[]
}

/** The rubric of a version split into what this attempt is scored on and what was met before, in the order of work. */
export function sheetOf(
  content: MicroCredentialContent,
  scale: Scale,
  openCriteria: readonly string[],
): { open: SheetCriterion[]; locked: SheetCriterion[] } {
  const numbers = criterionNumbers(content)
  const all = content.rubric.criteria
    .map((criterion) => ({
      id: criterion.id,
      number: numbers.get(criterion.id) ?? 0,
      part: criterion.part,
      title: criterion.title,
      question: criterion.question,
      lookIn: criterion.look_in,
      levels: content.rubric.levels.map(({ id, name, required }) => ({
        id,
        name,
        required: required === true,
        meets: meets(scale, id),
        descriptor: criterion.levels[id] ?? '',
      })),
    }))
    .toSorted((a, b) => a.number - b.number)
  return {
    open: all.filter(({ id }) => openCriteria.includes(id)),
    locked: all.filter(({ id }) => !openCriteria.includes(id)),
  }
}
