import type { Readable } from 'node:stream'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { World } from '../../../platform/world.ts'
import type { EvidenceKind } from '../rules/evidence.ts'

export type EvidenceState = 'uploading' | 'ready' | 'removed'

export type Evidence = {
  id: string
  promptId: string
  kind: EvidenceKind
  name: string
  url: string | null
  mediaType: string | null
  bytes: number | null
  state: EvidenceState
  addedAt: Date
}

const evidence = (db: Db) =>
  db
    .selectFrom('evidence')
    .select([
      'evidence.id',
      'evidence.prompt_id as promptId',
      'evidence.kind',
      'evidence.name',
      'evidence.url',
      'evidence.media_type as mediaType',
      'evidence.bytes',
      'evidence.state',
      'evidence.added_at as addedAt',
    ])

const toEvidence = <Row extends { kind: string; state: string }>(
  row: Row,
): Row & { kind: EvidenceKind; state: EvidenceState } => ({
  ...row,
  kind: row.kind as EvidenceKind,
  state: row.state as EvidenceState,
})

/** What lies under the prompts of a submission and is not removed, in the order in which it was added. */
export async function listEvidence(db: Db, orgId: string, submissionId: string): Promise<Evidence[]> {
  const rows = await evidence(db)
    .where('org_id', '=', orgId)
    .where('submission_id', '=', submissionId)
    .where('state', '<>', 'removed')
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return rows.map(toEvidence)
}

export type PlacedEvidence = Evidence & {
  orgId: string
  submissionId: string
  pursuitId: string
  /** Whose it is. */
  personId: string
  fileKey: string | null
}

/** By id alone, removed or not, whoever it belongs to: ask the policy before showing it. */
export async function findEvidence(db: Db, id: string): Promise<PlacedEvidence | null> {
  const row = await evidence(db)
    .innerJoin('submission', (join) =>
      join.onRef('submission.org_id', '=', 'evidence.org_id').onRef('submission.id', '=', 'evidence.submission_id'),
    )
    .innerJoin('pursuit', (join) =>
      join.onRef('pursuit.org_id', '=', 'submission.org_id').onRef('pursuit.id', '=', 'submission.pursuit_id'),
    )
    .select([
      'evidence.org_id as orgId',
      'evidence.submission_id as submissionId',
      'submission.pursuit_id as pursuitId',
      'pursuit.person_id as personId',
      'evidence.file_key as fileKey',
    ])
    .where('evidence.id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toEvidence(row)
}

export type OpenedEvidence = PlacedEvidence & { mediaType: string; bytes: number; open: () => Promise<Readable> }

/**
 * A file that is ready, with a way to read it; null for a link, an unfinished upload and what was removed. Authorise
 * by personId, or by submissionId and pursuitId, before opening it.
 */
export async function openEvidence(
  { db, files }: Pick<World, 'db' | 'files'>,
  id: string,
): Promise<OpenedEvidence | null> {
  const found = await findEvidence(db, id)
  if (found === null || found.state !== 'ready') return null
  const { fileKey, mediaType, bytes } = found
  if (fileKey === null || mediaType === null || bytes === null) return null
  return { ...found, mediaType, bytes, open: () => files.getStream(fileKey) }
}

export type NewEvidence = {
  orgId: string
  submissionId: string
  promptId: string
  kind: EvidenceKind
  name: string
  url: string | null
}

/** A link is ready at once; a file begins as uploading. Returns its id. */
export async function insertEvidence(tx: Tx, given: NewEvidence, now: Date): Promise<string> {
  const id = newId()
  await tx
    .insertInto('evidence')
    .values({
      org_id: given.orgId,
      id,
      submission_id: given.submissionId,
      prompt_id: given.promptId,
      kind: given.kind,
      name: given.name,
      url: given.url,
      state: given.url === null ? 'uploading' : 'ready',
      added_at: now,
    })
    .execute()
  return id
}

export type StoredFile = { fileKey: string; mediaType: string; bytes: number; sha256: string }

/** Marks an upload as ready; false when it was removed meanwhile or is ready already. */
export async function markReady(tx: Tx, orgId: string, id: string, file: StoredFile): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('evidence')
    .set({ state: 'ready', file_key: file.fileKey, media_type: file.mediaType, bytes: file.bytes, sha256: file.sha256 })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '=', 'uploading')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Removed evidence is kept, so that the removal can be undone. */
export async function markRemoved(tx: Tx, orgId: string, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('evidence')
    .set({ state: 'removed', removed_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '<>', 'removed')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Brings back a link or a complete file; an upload that was broken off has to be made anew. */
export async function markRestored(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('evidence')
    .set({ state: 'ready', removed_at: null })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '=', 'removed')
    .where((eb) => eb.or([eb('url', 'is not', null), eb('file_key', 'is not', null)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Lays the ready evidence of some prompts under the next attempt too: another row, the same file. */
export async function carryEvidence(
  tx: Tx,
  given: { orgId: string; from: string; to: string; promptIds: readonly string[] },
): Promise<void> {
  const rows = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('org_id', '=', given.orgId)
    .where('submission_id', '=', given.from)
    .where('state', '=', 'ready')
    .where('prompt_id', 'in', given.promptIds.length === 0 ? [''] : [...given.promptIds])
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return
  await tx
    .insertInto('evidence')
    .values(rows.map((row) => ({ ...row, id: newId(), submission_id: given.to })))
    .execute()
}

/** Gives up uploads that began before a moment and never ended. Returns their ids, which are the names of their parts. */
export async function expireUploads(tx: Tx, before: Date, now: Date): Promise<string[]> {
  const rows = await tx
    .updateTable('evidence')
    .set({ state: 'removed', removed_at: now })
    .where('state', '=', 'uploading')
    .where('added_at', '<', before)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}
