import { inTransaction } from '../../../platform/database/database.ts'
import type { World } from '../../../platform/world.ts'
import { getIssuer } from '../queries/issuers.ts'
import {
  findStatusList,
  listOutdated,
  listSetPlaces,
  lockStatusList,
  updateStatusDocument,
  type StatusList,
} from '../queries/status.ts'
import { unsignedStatusList } from '../rules/credential.ts'
import { issuerDid } from '../rules/didweb.ts'
import { encodeList, listUrl } from '../rules/status-list.ts'
import { signingKey } from './keys/signing.ts'
import { signCredential } from './sign.ts'

type Given = Pick<World, 'db' | 'config' | 'now'>

const isCurrent = (list: StatusList): list is StatusList & { document: string } =>
  list.document !== null && list.documentRevision === list.revision

/** The signed list as it is now: made anew when an entry changed since it was signed, so no reader sees an older state. */
export async function readStatusList(
  world: Given,
  id: string,
): Promise<{ orgId: string; document: string; revision: number } | null> {
  const list = await findStatusList(world.db, id)
  if (list === null) return null
  const { orgId, document, revision } = isCurrent(list) ? list : await publishList(world, list)
  return { orgId, document, revision }
}

/** Signs every list of an issuer whose entries have changed. Safe to run at any time. */
export async function publishStatus(world: Given, { orgId }: { orgId: string }): Promise<void> {
  for (const list of await listOutdated(world.db, orgId)) await publishList(world, list)
}

function publishList(
  { db, config, now }: Given,
  { orgId, id }: StatusList,
): Promise<StatusList & { document: string }> {
  return inTransaction(db, async (tx) => {
    const list = await lockStatusList(tx, orgId, id)
    if (isCurrent(list)) return list
    const issuer = await getIssuer(tx, orgId)
    const did = issuerDid(config.publicUrl, issuer.slug)
    const key = await signingKey(tx, { orgId, did }, config.masterKey, now())
    const bits = await encodeList(list.size, await listSetPlaces(tx, orgId, id))
    const document = await signCredential(
      unsignedStatusList(listUrl(config.publicUrl, id), did, bits, now()),
      key,
      now(),
    )
    await updateStatusDocument(tx, list, document)
    return { ...list, document, documentRevision: list.revision }
  })
}
