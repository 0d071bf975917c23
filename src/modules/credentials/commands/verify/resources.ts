import { isId } from '../../../../platform/database/ids.ts'
import { findCredential } from '../../queries/credentials.ts'
import type { Envelope } from '../../rules/form/envelope.ts'
import { areThose, readDigests } from '../../rules/form/digest.ts'
import type { Step } from '../../rules/verdict.ts'
import { place } from '../resolve/elsewhere.ts'
import type { Reach } from './reach.ts'

/** A collection of ours names six; others are told as not checked, since each may be as large as a credential. */
const MOST_READ = 24
const MOST_ELSEWHERE = 4
const MOST_BYTES = 1_000_000

const step = (result: Step['result'], reason: string): Step => ({ step: 'resources', result, reason })

/** Whether what belongs to a credential is still what it was, by the digests that were signed; no step when nothing does. */
export async function checkResources(world: Reach, resources: Envelope['resources']): Promise<Step[]> {
  if (resources.length === 0) return []
  const ids = new Set(resources.map(({ id }) => id))
  if (ids.size < resources.length) return [step('failed', 'It names the same resource twice.')]
  if (resources.length > MOST_READ) return [step('not checked', `More than ${MOST_READ} resources belong to it.`)]
  let unseen: string | null = null
  let elsewhere = 0
  for (const resource of resources) {
    const digests = readDigests(resource)
    if (digests === null) {
      unseen ??= `The digest of ${place(resource.id)} is of a kind that Mintmark does not know.`
      continue
    }
    const own = await ownBytes(world, resource.id)
    const read = own ?? (elsewhere++ < MOST_ELSEWHERE ? await bytesAt(world, resource.id) : null)
    if (read === null) unseen ??= `${place(resource.id)} could not be read, so it is not known whether it is unchanged.`
    else if (!areThose(read, digests))
      return [step('failed', `${place(resource.id)} belongs to it, and is not what it was when it was signed.`)]
  }
  return [
    unseen === null
      ? step('passed', 'Each is letter for letter what it was when it was signed.')
      : step('not checked', unseen),
  ]
}

/** A credential of ours that another one was earned with lies here. */
async function ownBytes({ db, config }: Reach, address: string): Promise<Uint8Array | null> {
  if (!address.startsWith(`${config.publicUrl}/`)) return null
  const [, id = ''] = /^\/credentials\/([\da-f-]{36})(?:\.json)?$/.exec(address.slice(config.publicUrl.length)) ?? []
  const credential = isId(id) ? await findCredential(db, id) : null
  return credential && Buffer.from(credential.document)
}

async function bytesAt({ fetch }: Reach, address: string): Promise<Uint8Array | null> {
  const read = await fetch(address, { accept: 'application/json, application/ld+json, */*;q=0.8', most: MOST_BYTES })
  return read.ok ? read.body : null
}
