/** Whose work it is and where it was begun; never shown to an assessor. */
export type Origin = { personId: string; organisationId: string }

/**
 * What binds an assessor to people: their own workplaces, now or at any time, the people they said they know, and those
 * whom they coach or coached, in a cohort or by reading a draft.
 */
export type Ties = {
  personId: string
  workplaces: readonly string[]
  knows: readonly string[]
  coaches: readonly string[]
}

/**
 * Nobody judges their own work, work from a school where they teach or taught, or the work of somebody they know or
 * coach.
 */
export const inConflict = (assessor: Ties, work: Origin): boolean =>
  work.personId === assessor.personId ||
  assessor.workplaces.includes(work.organisationId) ||
  assessor.knows.includes(work.personId) ||
  assessor.coaches.includes(work.personId)
