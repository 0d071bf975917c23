import { isId } from '../../../../platform/database/ids.ts'
import { carriedBy } from '../../rules/form/claims.ts'
import { readEnvelope } from '../../rules/form/envelope.ts'
import { fits, isObject, listOf, readJson } from '../../rules/form/limits.ts'
import { isToken, readToken } from '../../rules/form/token.ts'
import { decodeList, listUrl } from '../../rules/status-list.ts'
import { suspensionUrl } from '../../rules/status/announced.ts'
import { datesStep } from '../../rules/verdict.ts'
import { PURPOSES } from '../../rules/vc-api/requests.ts'
import { found, missing, place, readElsewhere, unseen, type Lookup } from '../resolve/elsewhere.ts'
import { readStatusList } from '../status.ts'
import { apiListUrl, apiStatusList } from '../vc-api/issue.ts'
import type { Reach } from './reach.ts'
import { checkSigned } from './signed.ts'

const WANTED = {
  accept: 'application/vc, application/ld+json, application/json, application/vc+jwt, application/jwt;q=0.9',
  most: 512 * 1024,
}

/** What is asked of a status list: whose it must be, and for which purpose. */
export type Asked = { list: string; issuer: string; purpose: string; kind: 'bitstring' | '2021' }

/** The bits of a list that the same issuer signed, for the same purpose, in force now. */
export async function readList(world: Reach, asked: Asked): Promise<Lookup<Uint8Array>> {
  const text = await listText(world, asked.list)
  if (!text.ok) return text
  const signed = signedIn(text.value)
  if (signed === null) return unseen(`What lies at ${place(asked.list)} is no list of withdrawn credentials.`)
  const { document } = signed
  const read = readEnvelope(document)
  if (!read.ok) return unseen(`What lies at ${place(asked.list)} is no list of withdrawn credentials.`)
  const { envelope } = read
  const own = asked.list.startsWith(`${world.config.publicUrl}/`)
  if (envelope.issuer !== asked.issuer)
    return (own ? missing : unseen)('It names a list of withdrawn credentials that is not its issuer’s.')
  if (envelope.id !== null && envelope.id !== asked.list)
    return unseen(`The list at ${place(asked.list)} says that it is another one.`)
  const dates = datesStep(envelope.validFrom, envelope.validUntil, world.now(), String)
  if (dates.result !== 'passed') return unseen(`The list at ${place(asked.list)} is not in force today.`)
  const { found: key, signature, issuer } = await checkSigned(world, signed, asked.issuer)
  if (key === null)
    return unseen(
      `The list at ${place(asked.list)} is not signed as it should be. ${signature.result === 'failed' ? signature.reason : issuer.reason}`,
    )
  return bitsOf(document, asked)
}

const LISTS = { bitstring: 'BitstringStatusList', '2021': 'StatusList2021' } as const

function bitsOf(document: Record<string, unknown>, { list, purpose, kind }: Asked): Lookup<Uint8Array> {
  const subject = document['credentialSubject']
  if (!isObject(subject) || !listOf(subject['type']).includes(LISTS[kind]))
    return unseen(`What lies at ${place(list)} is no list of withdrawn credentials.`)
  if (!listOf(subject['statusPurpose']).includes(purpose))
    return missing(`It names the list at ${place(list)} for a purpose that the list does not have.`)
  const encoded = subject['encodedList']
  const bits =
    typeof encoded === 'string'
      ? decodeList(kind === '2021' && !encoded.startsWith('u') ? `u${encoded}` : encoded)
      : null
  return bits === null ? unseen(`The list at ${place(list)} cannot be unpacked.`) : found(bits)
}

/** Of a UUID. */
const ID_LENGTH = 36

/** Our own lists are read from the database, so a check of our credentials asks nobody. */
async function listText(world: Reach, list: string): Promise<Lookup<string>> {
  const { publicUrl } = world.config
  const base = listUrl(publicUrl, '')
  if (list.startsWith(base)) {
    const id = list.slice(base.length, base.length + ID_LENGTH)
    const known = isId(id) ? await readStatusList(world, id) : null
    if (known !== null && list === listUrl(publicUrl, id)) return found(known.document)
    if (known !== null && list === suspensionUrl(listUrl(publicUrl, id))) return found(known.suspensionDocument)
    return missing('It names a list of withdrawn credentials that does not exist.')
  }
  const purpose =
    world.config.vcApi === 'off' ? undefined : PURPOSES.find((each) => apiListUrl(publicUrl, each) === list)
  if (purpose !== undefined) return found(JSON.stringify(await apiStatusList(world, purpose)))
  const read = await readElsewhere(world, list, WANTED)
  return read.ok ? found(read.value.text.trim()) : read
}

function signedIn(text: string) {
  if (isToken(text)) {
    const read = readToken(text)
    const carried = read.ok ? carriedBy(read.token) : null
    return read.ok && carried?.ok === true && fits(carried.document).ok
      ? { document: carried.document, token: read.token }
      : null
  }
  const json = readJson(text)
  const read = json.ok ? fits(json.value) : null
  return read?.ok === true ? { document: read.credential, token: null } : null
}
