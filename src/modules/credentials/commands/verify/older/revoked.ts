import type { Assertion, IssuerProfile } from '../../../rules/form/assertion.ts'
import { isObject } from '../../../rules/form/limits.ts'
import type { Step } from '../../../rules/verdict.ts'
import { place, readJsonElsewhere } from '../../resolve/elsewhere.ts'
import type { Reach } from '../reach.ts'
import { WANTED } from './issuer.ts'

/** Whether the issuer of a signed assertion names it in its list of revocations. */
export async function revokedHere(
  world: Reach,
  { id }: Assertion,
  { revocationList: list }: IssuerProfile,
): Promise<Step> {
  const step = (result: Step['result'], reason: string): Step => ({ step: 'status', result, reason })
  if (list === undefined)
    return step('passed', 'Its issuer names no list of withdrawn badges, so it cannot be withdrawn.')
  const read = await readJsonElsewhere(world, list, WANTED)
  if (!read.ok) return step('not checked', read.reason)
  const names = isObject(read.value.value) ? read.value.value['revokedAssertions'] : null
  if (!Array.isArray(names)) return step('not checked', `What lies at ${place(list)} is no list of withdrawn badges.`)
  const named = names.some((entry: unknown) => (isObject(entry) ? (entry['id'] ?? entry['uid']) : entry) === id)
  return named
    ? { ...step('failed', 'Its issuer revoked it.'), cause: 'revoked' }
    : step('passed', 'The issuer’s list of withdrawn badges does not name it.')
}
