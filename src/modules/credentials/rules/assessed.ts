/** What a signed credential says was assessed, as a page tells it. */

import type { OpenBadge } from './form/schema.ts'

export type Assessed = {
  id: string
  title: string
  /** The level that was reached, and its descriptor */
  level: string
  says: string
  /** Whether it is above the level that was required */
  above: boolean
}

/** The criteria in the order of the rubric; one without a result is left out. */
export function assessedIn({ credentialSubject }: OpenBadge): Assessed[] {
  const { achievement, result = [] } = credentialSubject
  return (achievement.resultDescription ?? []).flatMap(
    ({ id, name, requiredLevel, rubricCriterionLevel: levels = [] }) => {
      const achieved = result.find(({ resultDescription }) => resultDescription === id)?.achievedLevel
      const place = levels.findIndex((level) => level.id === achieved)
      const level = levels[place]
      if (level === undefined) return []
      const above = place > levels.findIndex((each) => each.id === requiredLevel)
      return [{ id, title: name, level: level.name, says: level.description ?? '', above }]
    },
  )
}
