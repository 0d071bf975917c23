import type { FileRefusal } from '../../rules/imports/problems.ts'

/** Says, from any depth, why a file cannot be read. */
export class Refused extends Error {
  readonly refusal: FileRefusal
  constructor(refusal: FileRefusal) {
    super(refusal.reason)
    this.refusal = refusal
  }
}
