/** What taking in frameworks writes. */

import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import { componentWords, type Edition } from '../../rules/frameworks/edition.ts'
import type { Standing } from '../../rules/frameworks/plan.ts'

/** Makes those who take frameworks in wait for each other, whether or not there is a row yet. */
export async function lockFrameworks(tx: Tx, orgId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`frameworks ${orgId}`}, 0))`.execute(tx)
}

/** Every edition that is there, shipped ones first and each framework's oldest first. */
export async function listStanding(db: Db | Tx, orgId: string): Promise<Standing[]> {
  const rows = await db
    .selectFrom('framework_edition')
    .select([
      'id',
      'framework_key as frameworkKey',
      'name',
      'edition',
      'source',
      'document_identifier as documentIdentifier',
      'content_hash as hash',
    ])
    .where('org_id', '=', orgId)
    .orderBy('source', 'desc')
    .orderBy('changed_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, source: row.source === 'shipped' ? 'shipped' : 'imported' }))
}

/** Writes a framework or, where it has changed, its name and note. */
export async function writeFramework(
  tx: Tx,
  orgId: string,
  { key, name, note }: { key: string; name: string; note: string },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('framework')
    .values({ org_id: orgId, key, name, note, created_at: now })
    .onConflict((conflict) => conflict.columns(['org_id', 'key']).doUpdateSet({ name, note }))
    .execute()
}

type Given = { orgId: string; frameworkKey: string; hash: string; now: Date }

/** Writes an edition with its components in place of the one with this id, or as a new one. Answers with its id. */
export async function writeEdition(
  tx: Tx,
  { orgId, frameworkKey, hash, now }: Given,
  edition: Edition,
  standingId: string | null,
): Promise<string> {
  const id = standingId ?? newId()
  const said = {
    name: edition.name,
    edition: edition.edition,
    publisher: edition.publisher,
    verified: edition.verified,
    note: edition.note,
    document_identifier: edition.document?.identifier ?? null,
    document_uri: edition.document?.uri ?? null,
    content_hash: hash,
    changed_at: now,
  }
  if (standingId === null) {
    const source = edition.document === null ? 'shipped' : 'imported'
    await tx
      .insertInto('framework_edition')
      .values({ org_id: orgId, id, framework_key: frameworkKey, source, ...said })
      .execute()
  } else {
    await tx.updateTable('framework_edition').set(said).where('org_id', '=', orgId).where('id', '=', id).execute()
    await tx.deleteFrom('framework_component').where('org_id', '=', orgId).where('edition_id', '=', id).execute()
  }
  await insertComponents(tx, orgId, id, edition)
  return id
}

/** All in one statement, however many: each column as one list. */
async function insertComponents(tx: Tx, orgId: string, editionId: string, edition: Edition): Promise<void> {
  const { components } = edition
  await sql`
    insert into framework_component
      (org_id, edition_id, position, depth, code, name, statement, kind, domain, item_identifier, item_uri, words)
    select ${orgId}::uuid, ${editionId}::uuid, position, depth, code, name, statement, kind, domain, identifier, uri, words
    from unnest(
      ${components.map(({ depth }) => depth)}::integer[],
      ${components.map(({ code }) => code)}::text[],
      ${components.map(({ name }) => name)}::text[],
      ${components.map(({ statement }) => statement)}::text[],
      ${components.map(({ kind }) => kind)}::text[],
      ${components.map(({ domain }) => domain)}::text[],
      ${components.map(({ item }) => item?.identifier ?? null)}::uuid[],
      ${components.map(({ item }) => item?.uri ?? null)}::text[],
      ${components.map((component) => componentWords(edition, component))}::text[]
    ) with ordinality as given (depth, code, name, statement, kind, domain, identifier, uri, words, position)`.execute(
    tx,
  )
}

/** Takes shipped editions away that are shipped no more, and frameworks that are left without any. */
export async function deleteEditions(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('framework_edition').where('org_id', '=', orgId).where('id', 'in', ids).execute()
  await tx
    .deleteFrom('framework')
    .where('org_id', '=', orgId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('framework_edition as edition')
            .select('edition.id')
            .whereRef('edition.org_id', '=', 'framework.org_id')
            .whereRef('edition.framework_key', '=', 'framework.key'),
        ),
      ),
    )
    .execute()
}
