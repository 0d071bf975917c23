/** Writes drafts of medallions, what could not be put together, and what colleagues say of them. */

import type { Db, Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import type { MedallionContent } from '../../rules/content.ts'
import { draftOf } from '../../rules/designing/reading.ts'
import type { Start } from '../../rules/designing/start.ts'

type NewDraft = {
  orgId: string
  organisationId: string
  medallionId: string | null
  content: MedallionContent
  start: Start | null
  by: string
}

/** Writes a new draft; null when the medallion has an open one already. */
export async function insertDraft(tx: Tx, draft: NewDraft, now: Date): Promise<string | null> {
  const { orgId, organisationId, medallionId, content, start, by } = draft
  const id = newId()
  const made = await tx
    .insertInto('medallion_draft')
    .values({
      org_id: orgId,
      id,
      organisation_id: organisationId,
      medallion_id: medallionId,
      content: JSON.stringify(content),
      start: start === null ? null : JSON.stringify(start),
      saved_by: by,
      saved_at: now,
      created_by: by,
      created_at: now,
    })
    .onConflict((oc) =>
      oc
        .columns(['org_id', 'medallion_id'])
        .where((eb) => eb.and([eb('closed', 'is', null), eb('medallion_id', 'is not', null)]))
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (made === undefined) return null
  await insertSave(tx, { orgId, id, revision: 1, content, by }, now)
  return id
}

type Save = { orgId: string; id: string; revision: number; content: MedallionContent; by: string }

const insertSave = (tx: Tx, { orgId, id, revision, content, by }: Save, now: Date) =>
  tx
    .insertInto('medallion_save')
    .values({
      org_id: orgId,
      draft_id: id,
      revision,
      content: JSON.stringify(content),
      saved_by: by,
      saved_at: now,
    })
    .execute()

/** Holds an open draft until the transaction ends, so that nobody publishes it while it is saved; false: there is none. */
export async function lockDraft(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('medallion_draft')
    .select('id')
    .where('id', '=', id)
    .where('closed', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** So many revisions are kept: whoever saves from an older one is asked to choose. */
const KEPT_SAVES = 100

/** Writes the next revision of a draft that is held. */
export async function writeDraft(tx: Tx, save: Save, now: Date): Promise<void> {
  const { orgId, id, revision, content, by } = save
  await tx
    .updateTable('medallion_draft')
    .set({ content: JSON.stringify(content), revision, saved_by: by, saved_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
  await insertSave(tx, save, now)
  await tx
    .deleteFrom('medallion_save')
    .where('org_id', '=', orgId)
    .where('draft_id', '=', id)
    .where('revision', '<=', revision - KEPT_SAVES)
    .execute()
}

/** What a draft said at one revision; null when that is not kept any more, or never was. */
export async function findSave(
  tx: Tx,
  orgId: string,
  draftId: string,
  revision: number,
): Promise<MedallionContent | null> {
  const row = await tx
    .selectFrom('medallion_save')
    .select('content')
    .where('org_id', '=', orgId)
    .where('draft_id', '=', draftId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return row === undefined ? null : draftOf(row.content)
}

/** Takes an open draft off the desk. Its words stay in the database, its older revisions do not. */
export async function closeDraft(
  tx: Tx,
  { orgId, id, how }: { orgId: string; id: string; how: 'published' | 'discarded' },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('medallion_draft')
    .set({ closed: how, closed_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('medallion_save').where('org_id', '=', orgId).where('draft_id', '=', id).execute()
}

/** Keeps what may not overwrite something newer, until one of the two is chosen. */
export async function insertConflict(
  tx: Tx,
  conflict: { orgId: string; draftId: string; content: MedallionContent; by: string },
  now: Date,
): Promise<string> {
  const { orgId, draftId, content, by } = conflict
  const id = newId()
  await tx
    .insertInto('medallion_conflict')
    .values({
      org_id: orgId,
      id,
      draft_id: draftId,
      content: JSON.stringify(content),
      kept_by: by,
      kept_at: now,
    })
    .execute()
  return id
}

/** Marks what waited as chosen about; the rows stay, so that no words are lost by a choice. */
export async function settleConflicts(tx: Tx, orgId: string, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('medallion_conflict')
    .set({ settled_at: now })
    .where('org_id', '=', orgId)
    .where('id', 'in', [...ids])
    .where('settled_at', 'is', null)
    .execute()
}

/** Whether a person works in a tree today, in any role. */
export async function worksIn(db: Db | Tx, orgId: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('role')
    .select('id')
    .where('org_id', '=', orgId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Asks somebody to read a draft; false when they were asked already. */
export async function insertReader(
  tx: Tx,
  { orgId, draftId, personId, by }: { orgId: string; draftId: string; personId: string; by: string },
  now: Date,
): Promise<boolean> {
  const made = await tx
    .insertInto('medallion_reader')
    .values({ org_id: orgId, draft_id: draftId, person_id: personId, asked_by: by, asked_at: now })
    .onConflict((oc) => oc.doNothing())
    .returning('person_id')
    .executeTakeFirst()
  return made !== undefined
}

export async function deleteReader(tx: Tx, orgId: string, draftId: string, personId: string): Promise<void> {
  await tx
    .deleteFrom('medallion_reader')
    .where('org_id', '=', orgId)
    .where('draft_id', '=', draftId)
    .where('person_id', '=', personId)
    .execute()
}

export async function insertComment(
  tx: Tx,
  comment: { orgId: string; draftId: string; about: string; body: string; by: string },
  now: Date,
): Promise<string> {
  const { orgId, draftId, about, body, by } = comment
  const id = newId()
  await tx
    .insertInto('medallion_comment')
    .values({ org_id: orgId, id, draft_id: draftId, about, body, author_id: by, written_at: now })
    .execute()
  return id
}

/** Says that a comment is dealt with, or opens it again (by: null). */
export async function writeSettled(
  tx: Tx,
  { orgId, id, by }: { orgId: string; id: string; by: string | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('medallion_comment')
    .set({ settled_at: by === null ? null : now, settled_by: by })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}
