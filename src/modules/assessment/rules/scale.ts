import type { MicroCredentialContent } from '../../catalogue/rules/content.ts'
import { meetsRequired } from '../../catalogue/rules/rubric.ts'
import type { Scale } from './decision.ts'

/** The rubric of a version as a decision reads it. Every criterion has the same levels and the same required one. */
export function scaleOf(content: MicroCredentialContent): Scale {
  const criteria = content.rubric.criteria.map(({ id }) => id)
  const levels = content.rubric.levels.map(({ id }) => ({
    id,
    meets: criteria.every((criterionId) => meetsRequired(content, criterionId, id)),
  }))
  return { criteria, levels }
}
