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

/** Puts what a source says now in the place of what it said before; rows that say the same are left alone. */
export async function replaceMemory(tx: Tx, orgId: string, sourceId: string, rows: MemoryRows): Promise<void> {
  const json = (said: readonly object[]) => sql`json_to_recordset(${JSON.stringify(said)}::json)`
  await sql`
    insert into people_source_organisation as old (org_id, source_id, ref, organisation_id, kind, name, parent_ref)
    select ${orgId}, ${sourceId}, * from ${json(rows.organisations)}
      as said (ref text, "organisationId" uuid, kind text, name text, parent text)
    on conflict (org_id, source_id, ref) do update set organisation_id = excluded.organisation_id,
      kind = excluded.kind, name = excluded.name, parent_ref = excluded.parent_ref
    where (old.organisation_id, old.kind, old.name, old.parent_ref)
      is distinct from (excluded.organisation_id, excluded.kind, excluded.name, excluded.parent_ref)`.execute(tx)
  await sql`
    insert into people_source_person as old (org_id, source_id, ref, person_id, name, email)
    select ${orgId}, ${sourceId}, * from ${json(rows.people)} as said (ref text, "personId" uuid, name text, email text)
    on conflict (org_id, source_id, ref) do update
      set person_id = excluded.person_id, name = excluded.name, email = excluded.email
    where (old.person_id, old.name, old.email) is distinct from (excluded.person_id, excluded.name, excluded.email)
  `.execute(tx)
  await sql`
    insert into people_source_role as old (org_id, source_id, ref, person_ref, organisation_id, kind)
    select ${orgId}, ${sourceId}, * from ${json(rows.roles)}
      as said (ref text, person text, "organisationId" uuid, kind text)
    on conflict (org_id, source_id, ref) do update
      set person_ref = excluded.person_ref, organisation_id = excluded.organisation_id, kind = excluded.kind
    where (old.person_ref, old.organisation_id, old.kind)
      is distinct from (excluded.person_ref, excluded.organisation_id, excluded.kind)`.execute(tx)
  for (const [table, said] of [
    ['people_source_role', rows.roles],
    ['people_source_person', rows.people],
    ['people_source_organisation', rows.organisations],
  ] as const) {
    const refs = said.map(({ ref }) => ref)
    await tx
      .deleteFrom(table)
      .where('org_id', '=', orgId)
      .where('source_id', '=', sourceId)
      .where((eb) =>
        eb.not(
          eb.exists(sql`(select from unnest(${refs}::text[]) as kept (ref) where kept.ref = ${sql.ref(table)}.ref)`),
        ),
      )
      .execute()
  }
}
