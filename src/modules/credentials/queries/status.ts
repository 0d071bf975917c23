import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import { enqueue } from '../../../platform/events/jobs.ts'
import type { AwardState } from '../rules/award.ts'
import { LIST_SIZE, placeOf } from '../rules/status-list.ts'
import { findTemplated } from './credentials.ts'

export type StatusList = {
  orgId: string
  id: string
  size: number
  document: string | null
  suspensionDocument: string | null
  documentRevision: number
  revision: number
}

const lists = (db: Db) =>
  db
    .selectFrom('status_list')
    .select([
      'org_id as orgId',
      'id',
      'size',
      'document',
      'suspension_document as suspensionDocument',
      'document_revision as documentRevision',
      'revision',
    ])

/** A list by its id alone, as its address has it. */
export async function findStatusList(db: Db, id: string): Promise<StatusList | null> {
  return (await lists(db).where('id', '=', id).executeTakeFirst()) ?? null
}

/** The revisions of those of these lists whose signed document is as new as their entries. */
export async function currentRevisions(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const found = await db
    .selectFrom('status_list')
    .select(['id', 'revision'])
    .where('id', 'in', [...ids])
    .whereRef('document_revision', '=', 'revision')
    .execute()
  return new Map(found.map(({ id, revision }) => [id, revision]))
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

/** The list that new credentials enter; the newest one that no bulk run made for itself, and none before the first. */
export async function findNewestList(tx: Tx, orgId: string): Promise<StatusList | null> {
  return (
    (await lists(tx)
      .where('org_id', '=', orgId)
      .where('reserved', '=', false)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()) ?? null
  )
}

export async function insertStatusList(tx: Tx, orgId: string, now: Date): Promise<StatusList> {
  const id = newId()
  await tx.insertInto('status_list').values({ org_id: orgId, id, size: LIST_SIZE, created_at: now }).execute()
  return { orgId, id, size: LIST_SIZE, document: null, suspensionDocument: null, documentRevision: 0, revision: 0 }
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

/** How long the jobs that sign a list wait for further changes of it, in milliseconds. */
const TOGETHER = 1000

/**
 * Sets the place of an award's credential in force to what the award is worth now, where one was issued. What was
 * replaced stays withdrawn, whatever becomes of the award.
 */
export async function markCredential(
  tx: Tx,
  given: { orgId: string; awardId: string; state: AwardState; now: Date },
): Promise<void> {
  const inForce = await tx
    .selectFrom('credential')
    .select('id')
    .where('org_id', '=', given.orgId)
    .where('award_id', '=', given.awardId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  if (inForce !== undefined) await markPlaces(tx, given.orgId, inForce.id, given)
}

/** Withdraws a credential for good, since another stands in its place. */
export const withdrawCredential = (tx: Tx, orgId: string, credentialId: string, now: Date): Promise<void> =>
  markPlaces(tx, orgId, credentialId, { state: 'revoked', now })

/** Many changes of a list within a second are signed together; whoever reads it meanwhile gets it signed at once. */
async function markPlaces(
  tx: Tx,
  orgId: string,
  credentialId: string,
  { state, now }: { state: AwardState; now: Date },
): Promise<void> {
  if (state !== 'active') await enterReserved(tx, orgId, credentialId)
  const entries = await tx
    .updateTable('status_entry')
    .set({ set_at: state === 'active' ? null : now, suspended: state === 'suspended' })
    .where('org_id', '=', orgId)
    .where('credential_id', '=', credentialId)
    .returning('list_id')
    .execute()
  for (const { list_id: listId } of entries) {
    await tx
      .updateTable('status_list')
      .set({ revision: sql<number>`revision + 1` })
      .where('org_id', '=', orgId)
      .where('id', '=', listId)
      .execute()
    const runAt = new Date(now.getTime() + TOGETHER)
    await enqueue(tx, 'credentials.publish-status', { orgId, listId }, { key: `status-list:${listId}`, runAt })
  }
}

/** Enters a credential whose place in a reserved list stands in the credential alone. */
async function enterReserved(tx: Tx, orgId: string, credentialId: string): Promise<void> {
  const kept = await findTemplated(tx, orgId, credentialId)
  if (kept === null) return
  const { listId, index } = placeOf(kept.document)
  await takePlace(tx, { orgId, listId, index, credentialId })
}

/** The places whose bits are set, and whether their twins are. */
export async function listSetPlaces(
  tx: Tx,
  orgId: string,
  listId: string,
): Promise<{ index: number; suspended: boolean }[]> {
  return tx
    .selectFrom('status_entry')
    .select(['index', 'suspended'])
    .where('org_id', '=', orgId)
    .where('list_id', '=', listId)
    .where('set_at', 'is not', null)
    .orderBy('index')
    .execute()
}

/** Whether what stands at a place is suspended: its credential, and every copy of it in a wallet. */
export async function isPlaceSuspended(db: Db, listId: string, index: number): Promise<boolean> {
  const row = await db
    .selectFrom('status_list')
    .innerJoin('status_entry', (join) =>
      join.onRef('status_entry.org_id', '=', 'status_list.org_id').onRef('status_entry.list_id', '=', 'status_list.id'),
    )
    .select('status_entry.suspended')
    .where('status_list.id', '=', listId)
    .where('status_entry.index', '=', index)
    .executeTakeFirst()
  return row?.suspended === true
}

export async function updateStatusDocuments(
  tx: Tx,
  list: StatusList,
  { document, suspensionDocument }: { document: string; suspensionDocument: string },
): Promise<void> {
  await tx
    .updateTable('status_list')
    .set({ document, suspension_document: suspensionDocument, document_revision: list.revision })
    .where('org_id', '=', list.orgId)
    .where('id', '=', list.id)
    .execute()
}

/** The lists of an issuer in the order in which they began. */
export async function listStatusLists(db: Db, orgId: string): Promise<string[]> {
  const rows = await db.selectFrom('status_list').select('id').where('org_id', '=', orgId).orderBy('id').execute()
  return rows.map(({ id }) => id)
}
