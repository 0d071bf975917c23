import { inTransaction } from '../../../platform/database/database.ts'
import type { World } from '../../../platform/world.ts'
import { getIssuer } from '../queries/issuers.ts'
import {
  findStatusList,
  listOutdated,
  listSetPlaces,
  lockStatusList,
  updateStatusDocuments,
  type StatusList,
} from '../queries/status.ts'
import { unsignedStatusList } from '../rules/credential.ts'
import { issuerDid } from '../rules/didweb.ts'
import { encodeList, listUrl } from '../rules/status-list.ts'
import { suspensionUrl } from '../rules/status/announced.ts'
import { signingKey, type SigningKey } from './keys/signing.ts'
import { signCredential } from './sign.ts'

type Given = Pick<World, 'db' | 'config' | 'now'>

type Signed = StatusList & { document: string; suspensionDocument: string }

const isCurrent = (list: StatusList): list is Signed =>
  list.document !== null && list.suspensionDocument !== null && list.documentRevision === list.revision

/**
 * The signed list as it is now, with its twin: made anew when an entry changed since it was signed, so no reader sees an
 * older state.
 */
export async function readStatusList(world: Given, id: string): Promise<Signed | null> {
  const list = await findStatusList(world.db, id)
  if (list === null) return null
  return isCurrent(list) ? list : publishList(world, list)
}

/** Signs a list, or every list of an issuer, whose entries have changed. Safe to run at any time. */
export async function publishStatus(
  world: Given,
  { orgId, listId }: { orgId: string; listId?: string | undefined },
): Promise<void> {
  for (const list of await listOutdated(world.db, orgId))
    if (listId === undefined || list.id === listId) await publishList(world, list)
}

function publishList({ db, config, now }: Given, { orgId, id }: StatusList): Promise<Signed> {
  return inTransaction(db, async (tx) => {
    const list = await lockStatusList(tx, orgId, id)
    if (isCurrent(list)) return list
    const issuer = await getIssuer(tx, orgId)
    const did = issuerDid(config.publicUrl, issuer.slug)
    const key = await signingKey(tx, { orgId, did }, config.masterKey, now())
    const places = await listSetPlaces(tx, orgId, id)
    const url = listUrl(config.publicUrl, id)
    const bits = encodeList(list.size, indicesOf(places))
    const suspended = encodeList(list.size, indicesOf(places.filter((place) => place.suspended)))
    const twin = unsignedStatusList(suspensionUrl(url), did, suspended, now(), 'suspension')
    const documents = {
      document: await signCredential(unsignedStatusList(url, did, bits, now()), key, now()),
      suspensionDocument: stillSays(list.suspensionDocument, suspended, key)
        ? list.suspensionDocument
        : await signCredential(twin, key, now()),
    }
    await updateStatusDocuments(tx, list, documents)
    return { ...list, ...documents, documentRevision: list.revision }
  })
}

/** Suspensions are rare, so their list mostly stays what it was: signed with the same key, with the same bits. */
const stillSays = (document: string | null, bits: string, { method }: SigningKey): document is string =>
  document !== null && document.includes(`"encodedList": "${bits}"`) && document.includes(`"${method}"`)

const indicesOf = (places: readonly { index: number }[]): number[] => places.map(({ index }) => index)
