/** The last look at a credential before it is signed: what is signed wrong stays wrong for ever. */

import { openBadgeSchema } from '../form/schema.ts'

/** The first things of an unsigned credential that are not as Open Badges 3.0 wants them, by field; null when all is well. */
export function misfitOf(unsigned: object): string | null {
  const read = openBadgeSchema.safeParse(unsigned)
  if (read.success) return null
  return read.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`)
    .join('; ')
}
