/** The name of a control of one criterion. */
export const controlName = (what: 'level' | 'comment' | 'revision', criterionId: string): string =>
  `${what}-${criterionId}`
