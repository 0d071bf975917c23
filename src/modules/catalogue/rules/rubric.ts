/** What assessing and writing need to know of a rubric. A micro-credential's own rubric decides, never a list in code. */

import type { Criterion, Level, MicroCredentialContent, Part, PartKind, Prompt } from './content.ts'

/** The ids of the levels, lowest first. */
export const levelOrder = (content: MicroCredentialContent): string[] => content.rubric.levels.map(({ id }) => id)

/** The level that every criterion must reach. */
export function requiredLevel(content: MicroCredentialContent): Level {
  const level = content.rubric.levels.find(({ required }) => required)
  if (level === undefined) throw new Error(`${content.id} has no required level`)
  return level
}

/** Whether a criterion at this level is met; never for a criterion or a level that the rubric does not have. */
export function meetsRequired(content: MicroCredentialContent, criterionId: string, levelId: string): boolean {
  const order = levelOrder(content)
  return (
    content.rubric.criteria.some(({ id }) => id === criterionId) &&
    order.indexOf(levelId) >= order.indexOf(requiredLevel(content).id)
  )
}

/** The criteria of one part, in the rubric's order. */
export const criteriaOf = (content: MicroCredentialContent, part: PartKind): Criterion[] =>
  content.rubric.criteria.filter((criterion) => criterion.part === part)

/** The parts in the order in which they are best worked on. */
export const inWorkOrder = (content: MicroCredentialContent): Part[] =>
  content.parts.toSorted((a, b) => content.work_order.indexOf(a.kind) - content.work_order.indexOf(b.kind))

/**
 * The prompts that a next attempt opens again: those which the criteria still open are scored from, in work order.
 * A prompt scored by a met and an open criterion is open.
 */
export function openPrompts(content: MicroCredentialContent, openCriteria: Iterable<string>): Prompt[] {
  const open = new Set(openCriteria)
  const named = new Set(content.rubric.criteria.filter(({ id }) => open.has(id)).flatMap(({ look_in }) => look_in))
  return inWorkOrder(content).flatMap(({ prompts }) => prompts.filter(({ id }) => named.has(id)))
}

/** The number a criterion bears on every screen: from 1, part after part in work order. */
export const criterionNumbers = (content: MicroCredentialContent): Map<string, number> =>
  new Map(content.work_order.flatMap((kind) => criteriaOf(content, kind)).map(({ id }, place) => [id, place + 1]))
