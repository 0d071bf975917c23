/** What the figures of many submissions may say: never so few that somebody could be recognised, and never a guess. */

/** Below so many people nothing is said. */
export const LEAST_PEOPLE = 5

export type CriterionFigures = { criterionId: string; first: number; firstMet: number; notYet: number }

export type Told = {
  criterionId: string
  title: string
  /** "9 of 14", or null where too few were scored */
  met: { met: number; of: number } | null
  notYet: number | null
  /** Whether it is the one that is most often not met */
  hardest: boolean
}

/** The criteria of a rubric in its order, each with its figures. Two that are equally often not met are both the hardest. */
export function toldOf(
  criteria: readonly { id: string; title: string }[],
  figures: readonly CriterionFigures[],
): Told[] {
  const known = criteria.map(({ id, title }) => ({
    id,
    title,
    of: figures.find(({ criterionId }) => criterionId === id),
  }))
  const most = Math.max(0, ...known.map(({ of }) => (of !== undefined && of.first >= LEAST_PEOPLE ? of.notYet : 0)))
  return known.map(({ id, title, of }) => {
    const enough = of !== undefined && of.first >= LEAST_PEOPLE
    return {
      criterionId: id,
      title,
      met: enough ? { met: of.firstMet, of: of.first } : null,
      notYet: enough ? of.notYet : null,
      hardest: enough && most > 0 && of.notYet === most,
    }
  })
}

/** `about 5 hours`, `about 3 days`: an exact figure would say more than it knows. */
export function aboutHours(hours: number): string {
  if (hours < 1) return 'less than an hour'
  if (hours < 36) return `about ${Math.round(hours)} ${Math.round(hours) === 1 ? 'hour' : 'hours'}`
  return `about ${Math.round(hours / 24)} days`
}
