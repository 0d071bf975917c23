/** What an assessor may see that is no matter of the rubric. */
export const CONCERN_KINDS = ['file_does_not_open', 'student_recognisable', 'knows_person'] as const
export type ConcernKind = (typeof CONCERN_KINDS)[number]

export const isConcernKind = (text: unknown): text is ConcernKind => CONCERN_KINDS.some((kind) => kind === text)

/** Longer than any note that somebody reads. */
export const LONGEST_NOTE = 1000
