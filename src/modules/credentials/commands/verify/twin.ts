import { isLoopback } from '../../../../platform/start/config.ts'
import { isObject } from '../../rules/form/limits.ts'
import { didWebAddress } from '../../rules/keys/did-address.ts'
import { isSet } from '../../rules/status-list.ts'
import { suspensionListOf } from '../../rules/status/announced.ts'
import { readJsonElsewhere } from '../resolve/elsewhere.ts'
import { readList } from './lists.ts'
import type { Reach } from './reach.ts'

/** As keys are asked for, so that the answer is still remembered. */
const WANTED = { accept: 'application/did+json, application/json, application/ld+json;q=0.9', most: 256 * 1024 }

/**
 * Whether a credential whose place in a list of withdrawn ones is set is only suspended: its issuer's document may name a
 * second list that says so. What cannot be seen leaves it revoked, which is the graver.
 */
export async function isSuspended(
  world: Reach,
  { issuer, list, index }: { issuer: string; list: string; index: number },
): Promise<boolean> {
  const address = didWebAddress(issuer, (hostname) => world.config.mode === 'demo' && isLoopback(hostname))
  const read = address === null ? null : await readJsonElsewhere(world, address, WANTED)
  const document = read?.ok === true ? read.value.value : null
  const twin = isObject(document) && document['id'] === issuer ? suspensionListOf(document, list) : null
  if (twin === null) return false
  const bits = await readList(world, { list: twin, issuer, purpose: 'suspension', kind: 'bitstring' })
  return bits.ok && isSet(bits.value, index) === true
}
