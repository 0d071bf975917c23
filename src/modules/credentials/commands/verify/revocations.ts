import { findIssuerKeys } from '../../queries/issuers.ts'
import { listRevocations } from '../../queries/lifecycle.ts'
import { ownIssuerSlug } from '../../rules/didweb.ts'
import { isObject, listOf } from '../../rules/form/limits.ts'
import { revocationList } from '../../rules/status/revocations.ts'
import { revocationsUrl } from '../../rules/status/announced.ts'
import { found, place, readJsonElsewhere, unseen, type Lookup } from '../resolve/elsewhere.ts'
import type { Reach } from './reach.ts'

const WANTED = { accept: 'application/json', most: 1024 * 1024 }
const LONGEST_REASON = 300

/** Whether a list of names in the form of 1EdTech says that a credential is revoked. The list is not signed. */
export async function revokedByName(
  world: Reach,
  { id, issuer, list }: { id: string; issuer: string; list: string },
): Promise<Lookup<{ revoked: boolean; reason: string | null }>> {
  const read = await listed(world, issuer, list)
  if (!read.ok) return read
  const document = read.value
  if (!isObject(document) || !Array.isArray(document['revokedCredential']))
    return unseen(`What lies at ${place(list)} is no list of withdrawn credentials.`)
  const whose = isObject(document['issuer']) ? document['issuer']['id'] : document['issuer']
  if (whose !== undefined && whose !== issuer) return unseen(`The list at ${place(list)} is that of another issuer.`)
  const entry = listOf(document['revokedCredential']).find((each) =>
    isObject(each) ? each['id'] === id && each['revoked'] !== false : each === id,
  )
  const why = isObject(entry) ? entry['revocationReason'] : null
  const reason = typeof why === 'string' && why !== '' ? why.slice(0, LONGEST_REASON) : null
  return found({ revoked: entry !== undefined, reason })
}

async function listed(world: Reach, issuer: string, list: string): Promise<Lookup<unknown>> {
  const { publicUrl } = world.config
  const slug = ownIssuerSlug(publicUrl, issuer)
  if (slug !== null && list === revocationsUrl(publicUrl, slug)) {
    const known = await findIssuerKeys(world.db, slug)
    const revocations = known === null ? [] : await listRevocations(world.db, known.issuer.orgId)
    return found(revocationList({ publicUrl, address: list, issuerId: issuer }, revocations))
  }
  const read = await readJsonElsewhere(world, list, WANTED)
  return read.ok ? found(read.value.value) : read
}
