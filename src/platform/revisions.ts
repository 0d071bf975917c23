import { z } from 'zod'

/** The largest number of a revision that the database counts up to, with room for one more. */
const LARGEST = 2 ** 31 - 2

/** Which revision a text was made from, as a page says it. */
export const revisionShape = z.int().min(0).max(LARGEST)

/** The same from a field of a form. What is no such number is 0: of a text that was never saved. */
export function readRevision(field: unknown): number {
  const read = revisionShape.safeParse(Number(field))
  return read.success ? read.data : 0
}
