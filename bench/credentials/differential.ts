/** P13: how many of 10,000 random credentials the walker writes otherwise than the reference. */

import { compareWithReference } from '../../test/factories/comparison/canonical.ts'

const CREDENTIALS = 10_000

export async function differential(): Promise<Record<string, number>> {
  const { different, same, left } = await compareWithReference(1_000_000, CREDENTIALS)
  return { P13: different.length, credentials_by_walker: same, credentials_left_to_reference: left }
}
