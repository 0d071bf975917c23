import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import { LIST_SIZE } from '../rules/status-list.ts'

export type StatusList = {
  orgId: string
  id: string
  size: number
  document: string | null
  documentRevision: number
  revision: number
}

const lists = (db: Db) =>
  db
    .selectFrom('status_list')
    .select(['org_id as orgId', 'id', 'size', 'document', 'document_revision as documentRevision', 'revision'])

/** A list by its id alone, as its address has it. */
export async function findStatusList(db: Db, id: string): Promise<StatusList | null> {
  return (await lists(db).where('id', '=', id).executeTakeFirst()) ?? null
}

/** The list to be rewritten; whoever else changes it waits. */
export async function lockStatusList(tx: Tx, orgId: string, id: string): Promise<StatusList> {
  return lists(tx).where('org_id', '=', orgId).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
}

/** The lists whose signed document is older than their entries. */
export async function listOutdated(db: Db, orgId: string): Promise<StatusList[]> {
  return lists(db)
    .where('org_id', '=', orgId)
    .where((eb) => eb.or([eb('document', 'is', null), eb('document_revision', '<>', eb.ref('revision'))]))
    .execute()
}

/** The list that new credentials enter; the newest one, and none before the first credential. */
export async function findNewestList(tx: Tx, orgId: string): Promise<StatusList | null> {
  return (
    (await lists(tx)
      .where('org_id', '=', orgId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()) ?? null
  )
}

export async function insertStatusList(tx: Tx, orgId: string, now: Date): Promise<StatusList> {
  const id = newId()
  await tx
    .insertInto('status_list')
    .values({ org_id: orgId, id, purpose: 'revocation', size: LIST_SIZE, created_at: now })
    .execute()
  return { orgId, id, size: LIST_SIZE, document: null, documentRevision: 0, revision: 0 }
}

/** Takes a place in a list; false when somebody has it already. */
export async function takePlace(
  tx: Tx,
  place: { orgId: string; listId: string; index: number; credentialId: string },
): Promise<boolean> {
  const taken = await tx
    .insertInto('status_entry')
    .values({ org_id: place.orgId, list_id: place.listId, index: place.index, credential_id: place.credentialId })
    .onConflict((conflict) => conflict.columns(['org_id', 'list_id', 'index']).doNothing())
    .returning('index')
    .executeTakeFirst()
  return taken !== undefined
}

/** Sets or clears the bit of an award's credential, where one was issued, and counts the list's revision up. */
export async function markCredential(
  tx: Tx,
  orgId: string,
  awardId: string,
  withdrawn: boolean,
  now: Date,
): Promise<void> {
  const entries = await tx
    .updateTable('status_entry')
    .from('credential')
    .set({ set_at: withdrawn ? now : null })
    .whereRef('credential.org_id', '=', 'status_entry.org_id')
    .whereRef('credential.id', '=', 'status_entry.credential_id')
    .where('status_entry.org_id', '=', orgId)
    .where('credential.award_id', '=', awardId)
    .returning('status_entry.list_id')
    .execute()
  for (const { list_id: id } of entries)
    await tx
      .updateTable('status_list')
      .set({ revision: sql<number>`revision + 1` })
      .where('org_id', '=', orgId)
      .where('id', '=', id)
      .execute()
}

/** The places whose bits are set. */
export async function listSetPlaces(tx: Tx, orgId: string, listId: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('status_entry')
    .select('index')
    .where('org_id', '=', orgId)
    .where('list_id', '=', listId)
    .where('set_at', 'is not', null)
    .orderBy('index')
    .execute()
  return rows.map(({ index }) => index)
}

export async function updateStatusDocument(tx: Tx, list: StatusList, document: string): Promise<void> {
  await tx
    .updateTable('status_list')
    .set({ document, document_revision: list.revision })
    .where('org_id', '=', list.orgId)
    .where('id', '=', list.id)
    .execute()
}
