import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'

export type ImportState = 'read' | 'applied' | 'undone'
/** Figures that stay when the rows are forgotten. */
export type ImportCounts = {
  entries: Record<string, number>
  problems: number
  passedOver: Record<string, number>
  unknownColumns: string[]
}

export type PeopleImport = {
  orgId: string
  id: string
  sourceId: string
  source: string
  organisationId: string
  organisationName: string
  format: 'csv' | 'oneroster'
  fileName: string
  whole: boolean
  admins: boolean
  state: ImportState
  digest: string
  counts: ImportCounts
  by: string
  readAt: Date
  appliedBy: string | null
  appliedAt: Date | null
  undoneBy: string | null
  undoneAt: Date | null
  /** Nothing was taken in after it, and what was there before is still known */
  undoable: boolean
  /** The rows of it are still there */
  remembered: boolean
}

const imports = (db: Db) =>
  db
    .selectFrom('people_import as one')
    .innerJoin('people_source as source', (join) =>
      join.onRef('source.org_id', '=', 'one.org_id').onRef('source.id', '=', 'one.source_id'),
    )
    .innerJoin('organisation', 'organisation.id', 'one.organisation_id')
    .innerJoin('person as reader', 'reader.id', 'one.by_person_id')
    .leftJoin('person as applier', 'applier.id', 'one.applied_by')
    .leftJoin('person as undoer', 'undoer.id', 'one.undone_by')
    .select(['one.org_id as orgId', 'one.id', 'one.source_id as sourceId', 'source.name as source'])
    .select(['one.organisation_id as organisationId', 'organisation.name as organisationName', 'one.format'])
    .select(['one.file_name as fileName', 'one.whole', 'one.admins', 'one.state', 'one.digest', 'one.counts'])
    .select(['reader.name as by', 'one.read_at as readAt', 'applier.name as appliedBy', 'one.applied_at as appliedAt'])
    .select(['undoer.name as undoneBy', 'one.undone_at as undoneAt'])
    .select(sql<boolean>`one.state = 'applied' and one.memory is not null`.as('undoable'))
    .select(sql<boolean>`one.roster is not null`.as('remembered'))

const toImport = (row: Awaited<ReturnType<ReturnType<typeof imports>['executeTakeFirstOrThrow']>>): PeopleImport => ({
  ...row,
  format: row.format as PeopleImport['format'],
  state: row.state as ImportState,
  counts: row.counts as unknown as ImportCounts,
})

export async function findImport(db: Db, id: string): Promise<PeopleImport | null> {
  const row = await imports(db).where('one.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toImport(row)
}

/** The files of some trees, the newest first. */
export async function listImports(db: Db, rootIds: readonly string[], most: number): Promise<PeopleImport[]> {
  if (rootIds.length === 0) return []
  const rows = await imports(db)
    .where('one.org_id', 'in', rootIds)
    .orderBy('one.read_at', 'desc')
    .orderBy('one.id', 'desc')
    .limit(most)
    .execute()
  return rows.map(toImport)
}

export async function insertImport(
  tx: Tx,
  made: {
    orgId: string
    id: string
    sourceId: string
    organisationId: string
    format: string
    fileName: string
    whole: boolean
    admins: boolean
    roster: Buffer
    digest: string
    counts: ImportCounts
    by: string
  },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('people_import')
    .values({
      org_id: made.orgId,
      id: made.id,
      source_id: made.sourceId,
      organisation_id: made.organisationId,
      format: made.format,
      file_name: made.fileName,
      whole: made.whole,
      admins: made.admins,
      state: 'read',
      roster: made.roster,
      digest: made.digest,
      counts: JSON.stringify(made.counts),
      by_person_id: made.by,
      read_at: now,
    })
    .execute()
}

/** What a file said that was read and not taken in, held until the end of the transaction; null where it is neither. */
export async function holdRead(tx: Tx, orgId: string, id: string): Promise<{ roster: Buffer } | null> {
  const row = await tx
    .selectFrom('people_import')
    .select('roster')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '=', 'read')
    .forUpdate()
    .executeTakeFirst()
  return row === undefined || row.roster === null ? null : { roster: row.roster }
}

/** Writes what a file would change now, where that is not what was shown. */
export async function showAnew(
  tx: Tx,
  { orgId, id, digest, counts }: { orgId: string; id: string; digest: string; counts: ImportCounts },
): Promise<void> {
  await tx
    .updateTable('people_import')
    .set({ digest, counts: JSON.stringify(counts) })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}

/** Sets a file applied; of those before it nothing can be undone any more. */
export async function setApplied(
  tx: Tx,
  {
    orgId,
    id,
    by,
    welcome,
    withoutRows,
    memory,
  }: { orgId: string; id: string; by: string; welcome: boolean; withoutRows: boolean; memory: Buffer },
  now: Date,
): Promise<void> {
  await tx.updateTable('people_import').set({ memory: null }).where('org_id', '=', orgId).execute()
  await tx
    .updateTable('people_import')
    .set({ state: 'applied', applied_by: by, applied_at: now, welcome, without_rows: withoutRows, memory })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}

/** What can be undone, held until the end of the transaction; null where something was taken in since. */
export async function holdApplied(
  tx: Tx,
  orgId: string,
  id: string,
): Promise<{ sourceId: string; memory: Buffer; appliedAt: Date } | null> {
  const row = await tx
    .selectFrom('people_import')
    .select(['source_id', 'memory', 'applied_at'])
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '=', 'applied')
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.memory === null || row.applied_at === null) return null
  return { sourceId: row.source_id, memory: row.memory, appliedAt: row.applied_at }
}

export async function setUndone(tx: Tx, orgId: string, id: string, by: string, now: Date): Promise<void> {
  await tx
    .updateTable('people_import')
    .set({ state: 'undone', undone_by: by, undone_at: now, memory: null })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}

/** Throws a file away that was read and not taken in; false when there is none. */
export async function deleteRead(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('people_import')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('state', '=', 'read')
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/**
 * Forgets the rows of files from before a day; the counts stay. What can still be undone keeps what it changed, without
 * the rest of the file.
 */
export async function forgetBefore(db: Db, day: Date): Promise<void> {
  await db.deleteFrom('people_import').where('state', '=', 'read').where('read_at', '<', day).execute()
  await db.updateTable('people_import').set({ roster: null }).where('read_at', '<', day).execute()
  await sql`
    delete from people_import_change as change using people_import as one
    where one.org_id = change.org_id and one.id = change.import_id
      and one.memory is null and coalesce(one.undone_at, one.applied_at) < ${day}`.execute(db)
  await sql`
    delete from people_import_problem as problem using people_import as one
    where one.org_id = problem.org_id and one.id = problem.import_id and one.read_at < ${day}`.execute(db)
}
