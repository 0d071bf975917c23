import { isId } from '../../../../platform/database/ids.ts'
import { findStanding } from '../../queries/credentials.ts'
import { isPlaceSuspended } from '../../queries/status.ts'
import type { Envelope } from '../../rules/form/envelope.ts'
import { isSet, listUrl } from '../../rules/status-list.ts'
import { readStatusEntry, type StatusEntry } from '../../rules/status/entry.ts'
import type { Step } from '../../rules/verdict.ts'
import { place } from '../resolve/elsewhere.ts'
import { readList } from './lists.ts'
import type { Reach } from './reach.ts'
import { revokedByName } from './revocations.ts'
import type { Proven } from './signed.ts'
import { isSuspended } from './twin.ts'

const MOST_ENTRIES = 4

const step = (result: Step['result'], reason: string): Step => ({ step: 'status', result, reason })
const withdrawn = (cause: 'revoked' | 'suspended', more = ''): Step => ({
  ...step('failed', `Its issuer ${cause} it${more}.`),
  cause,
})

/** What the issuer says of the credential today. Of several places that it names, the worst counts. */
export async function checkStatus(
  world: Reach,
  envelope: Envelope,
  { found }: Proven,
  day: (at: Date) => string,
): Promise<Step> {
  const { statuses } = envelope
  if (statuses.length === 0)
    return step('passed', 'It names no list of withdrawn credentials, so it cannot be withdrawn.')
  if (statuses.length > MOST_ENTRIES) return step('not checked', `It names more than ${MOST_ENTRIES} lists.`)
  const results: Step[] = []
  for (const status of statuses) {
    const entry = readStatusEntry(status)
    results.push(
      entry === null
        ? step('not checked', 'It is withdrawn in a way that Mintmark does not check.')
        : entry.kind === '1EdTech'
          ? await checkNamed(world, envelope, entry.list)
          : await checkBit(world, envelope, entry, found !== null && found.own !== null, day),
    )
  }
  return worst(results)
}

/** What is plainly wrong, then what its issuer says, then what is unknown. */
function worst(results: readonly Step[]): Step {
  const found =
    results.find(({ result, cause }) => result === 'failed' && cause === undefined) ??
    results.find(({ cause }) => cause === 'revoked') ??
    results.find(({ cause }) => cause === 'suspended') ??
    results.find(({ result }) => result === 'not checked') ??
    results[0]
  return found ?? step('not checked', 'It names no list.')
}

const CLEAR = step('passed', 'The issuer’s list of withdrawn credentials does not name it.')

type Bit = Extract<StatusEntry, { index: number }>

async function checkBit(
  world: Reach,
  { id, issuer }: Envelope,
  { kind, list, index, size, purpose }: Bit,
  own: boolean,
  day: (at: Date) => string,
): Promise<Step> {
  const read = await readList(world, { list, issuer, purpose, kind })
  if (!read.ok) return step(read.result, read.reason)
  const bits = Array.from({ length: size }, (_, at) => isSet(read.value, index * size + at))
  if (bits.includes(null))
    return step('failed', 'It names a place that its list of withdrawn credentials does not have.')
  if (!bits.includes(true)) return CLEAR
  if (purpose === 'suspension') return withdrawn('suspended')
  // Other purposes are messages about it: they withdraw nothing.
  if (purpose !== 'revocation')
    return step('passed', `Its issuer says something of it (${place(purpose)}), and has not withdrawn it.`)
  const base = listUrl(world.config.publicUrl, '')
  if (own && list.startsWith(base))
    return ownStanding(world, { id: id ?? '', listId: list.slice(base.length), index }, day)
  const suspended = await isSuspended(world, { issuer, list, index })
  return withdrawn(suspended ? 'suspended' : 'revoked')
}

/** Of our own credentials we know more than the bit: since when, and why. A copy in a wallet has only its place. */
async function ownStanding(
  { db, config }: Reach,
  { id, listId, index }: { id: string; listId: string; index: number },
  day: (at: Date) => string,
): Promise<Step> {
  const own = id.replace(/^urn:uuid:/, '')
  const standing = isId(own) ? await findStanding(db, own) : null
  if (standing?.replaced) {
    const { at, by } = standing.replaced
    const reason = `Its issuer replaced it on ${day(at)} by ${config.publicUrl}/credentials/${by}.`
    return { ...step('failed', reason), cause: 'revoked' }
  }
  if (standing === null) return withdrawn((await isPlaceSuspended(db, listId, index)) ? 'suspended' : 'revoked')
  const found = withdrawn(standing.state === 'suspended' ? 'suspended' : 'revoked', ` on ${day(standing.changedAt)}`)
  return standing.reason ? { ...found, reason: `${found.reason} Reason: ${standing.reason}` } : found
}

async function checkNamed(world: Reach, { id, issuer }: Envelope, list: string): Promise<Step> {
  if (id === null) return step('not checked', 'It has no name by which a list of withdrawn credentials could know it.')
  const read = await revokedByName(world, { id, issuer, list })
  if (!read.ok) return step(read.result, read.reason)
  if (!read.value.revoked) return CLEAR
  const { reason } = read.value
  const found = withdrawn('revoked')
  return reason === null ? found : { ...found, reason: `${found.reason} Reason: ${reason}` }
}
