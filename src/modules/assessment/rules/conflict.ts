/** Whose work it is and where it was begun; never shown to an assessor. */
export type Origin = { personId: string; organisationId: string }

/** What binds an assessor to people: their own workplaces, now or at any time, and the people they said they know. */
export type Ties = { personId: string; workplaces: readonly string[]; knows: readonly string[] }

/** Nobody judges their own work, work from a school where they teach or taught, or the work of somebody they know. */
export const inConflict = (assessor: Ties, work: Origin): boolean =>
  work.personId === assessor.personId ||
  assessor.workplaces.includes(work.organisationId) ||
  assessor.knows.includes(work.personId)
