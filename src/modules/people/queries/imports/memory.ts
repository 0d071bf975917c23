import { sql } from 'kysely'
import type { RoleKind } from '../../../../platform/actor.ts'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import type { Memory, SaidPlace } from '../../rules/imports/state.ts'

/** The id of a source by its name; made at its first file. */
export async function sourceOf(tx: Tx, orgId: string, name: string, now: Date): Promise<string> {
  const found = await findSource(tx, orgId, name)
  if (found !== null) return found
  const id = newId()
  await tx
    .insertInto('people_source')
    .values({ org_id: orgId, id, name, created_at: now })
    .onConflict((conflict) => conflict.columns(['org_id', 'name']).doNothing())
    .execute()
  return (await findSource(tx, orgId, name)) ?? id
}

async function findSource(db: Db, orgId: string, name: string): Promise<string | null> {
  const row = await db
    .selectFrom('people_source')
    .select('id')
    .where('org_id', '=', orgId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Whom a source of this name spoke of before, by its own names. */
export async function listKnown(db: Db, orgId: string, name: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('people_source_person as said')
    .innerJoin('people_source as source', (join) =>
      join.onRef('source.org_id', '=', 'said.org_id').onRef('source.id', '=', 'said.source_id'),
    )
    .select('said.ref')
    .where('said.org_id', '=', orgId)
    .where('source.name', '=', name)
    .execute()
  return new Set(rows.map(({ ref }) => ref))
}

/** What a source said, as rows that can be packed. */
export type MemoryRows = {
  organisations: ({ ref: string } & SaidPlace)[]
  people: { ref: string; personId: string; name: string; email: string }[]
  roles: { ref: string; person: string; organisationId: string; kind: RoleKind }[]
}

export const rowsOf = ({ organisations, people, roles }: Memory): MemoryRows => ({
  organisations: [...organisations].map(([ref, rest]) => ({ ref, ...rest })),
  people: [...people].map(([ref, rest]) => ({ ref, ...rest })),
  roles: [...roles].map(([ref, rest]) => ({ ref, ...rest })),
})

/** Puts what a source says now in the place of what it said before. */
export async function replaceMemory(tx: Tx, orgId: string, sourceId: string, rows: MemoryRows): Promise<void> {
  for (const table of ['people_source_role', 'people_source_person', 'people_source_organisation'] as const)
    await tx.deleteFrom(table).where('org_id', '=', orgId).where('source_id', '=', sourceId).execute()
  await sql`
    insert into people_source_organisation (org_id, source_id, ref, organisation_id, kind, name, parent_ref)
    select ${orgId}, ${sourceId}, * from json_to_recordset(${JSON.stringify(rows.organisations)}::json)
      as said (ref text, "organisationId" uuid, kind text, name text, parent text)`.execute(tx)
  await sql`
    insert into people_source_person (org_id, source_id, ref, person_id, name, email)
    select ${orgId}, ${sourceId}, * from json_to_recordset(${JSON.stringify(rows.people)}::json)
      as said (ref text, "personId" uuid, name text, email text)`.execute(tx)
  await sql`
    insert into people_source_role (org_id, source_id, ref, person_ref, organisation_id, kind)
    select ${orgId}, ${sourceId}, * from json_to_recordset(${JSON.stringify(rows.roles)}::json)
      as said (ref text, person text, "organisationId" uuid, kind text)`.execute(tx)
}
