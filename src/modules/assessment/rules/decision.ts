import type { Outcome } from '../../submissions/rules/states.ts'

/** What an assessor has said about one criterion so far. */
export type Score = { criterionId: string; levelId: string | null; comment: string }

export type DecidedCriterion = { criterionId: string; levelId: string; met: boolean; comment: string }

/** What still stands between an assessor and the decision. */
export type Missing = { criterionId: string; what: 'level' | 'comment' }

export type PossibleDecision =
  { complete: true; outcome: Outcome; criteria: DecidedCriterion[] } | { complete: false; missing: Missing[] }

/** A rubric as far as a decision reads it: its criteria, and its levels with whether they meet a criterion. */
export type Scale = { criteria: readonly string[]; levels: readonly { id: string; meets: boolean }[] }

/** A comment under the required level names the evidence and one next step, which takes at least a sentence. */
export const SHORTEST_COMMENT = 20
/** Longer than any comment that somebody reads. */
export const LONGEST_COMMENT = 5000

export const isLevel = ({ levels }: Scale, levelId: string): boolean => levels.some(({ id }) => id === levelId)

export const meets = ({ levels }: Scale, levelId: string | null): boolean =>
  levels.some((level) => level.id === levelId && level.meets)

/** Whether this level must come with a comment. No level chosen asks for none yet. */
export const needsComment = (scale: Scale, levelId: string | null): boolean =>
  levelId !== null && isLevel(scale, levelId) && !meets(scale, levelId)

export const saysEnough = (comment: string): boolean => comment.trim().length >= SHORTEST_COMMENT

/**
 * The decision on an attempt: earned when every criterion that it is scored on is at the required level or above,
 * whatever the others are; nothing is averaged. Incomplete as long as one of them has no level of this rubric, or is
 * under the required level without a comment. A criterion that the rubric does not have can never be met.
 */
export function decisionOn(scale: Scale, openCriteria: readonly string[], scores: readonly Score[]): PossibleDecision {
  const given = new Map(scores.map((score) => [score.criterionId, score]))
  const missing: Missing[] = []
  const criteria: DecidedCriterion[] = []
  for (const criterionId of new Set(openCriteria)) {
    const { levelId, comment } = given.get(criterionId) ?? { levelId: null, comment: '' }
    if (levelId === null || !scale.criteria.includes(criterionId) || !isLevel(scale, levelId)) {
      missing.push({ criterionId, what: 'level' })
      continue
    }
    const met = meets(scale, levelId)
    if (!met && !saysEnough(comment)) missing.push({ criterionId, what: 'comment' })
    criteria.push({ criterionId, levelId, met, comment: comment.trim() })
  }
  if (missing.length > 0 || criteria.length === 0) return { complete: false, missing }
  return { complete: true, outcome: criteria.every(({ met }) => met) ? 'earned' : 'not_yet', criteria }
}

/** What a decision given now would be, in words: "Not yet: 2 of 7 to work on."; null while something is missing. */
export function outcomeInWords(decision: PossibleDecision): string | null {
  if (!decision.complete) return null
  if (decision.outcome === 'earned') return 'Every criterion is met: this will be earned.'
  const open = decision.criteria.filter(({ met }) => !met).length
  return `Not yet: ${open} of ${decision.criteria.length} to work on.`
}

/** What is missing on one criterion, as a sentence that says what to do. */
export const missingInWords = ({ number, title }: { number: number; title: string }, what: Missing['what']): string =>
  what === 'level'
    ? `Choose a level for criterion ${number}: ${title}`
    : `Write a comment on criterion ${number}: ${title}. Name the evidence and one next step, in ${SHORTEST_COMMENT} characters or more.`
