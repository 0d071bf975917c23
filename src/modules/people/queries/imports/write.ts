import { sql } from 'kysely'
import type { RoleKind } from '../../../../platform/actor.ts'
import type { Tx } from '../../../../platform/database/database.ts'

/* What a file changes, each in one statement however many it is about. */

const rowsOf = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::json`

/** Persons with their address and login, none of which is verified. */
export async function insertPeople(
  tx: Tx,
  people: readonly { id: string; name: string; email: string }[],
  now: Date,
): Promise<void> {
  const rows = rowsOf(people)
  await sql`
    insert into person (id, name, created_at)
    select id, name, ${now} from json_to_recordset(${rows}) as made (id uuid, name text)`.execute(tx)
  await sql`
    insert into person_email (email, person_id, is_primary, created_at)
    select email, id, true, ${now} from json_to_recordset(${rows}) as made (id uuid, email text)`.execute(tx)
  await sql`
    insert into auth.login (id, name, email)
    select id, name, email from json_to_recordset(${rows}) as made (id uuid, name text, email text)`.execute(tx)
}

export async function insertAddresses(
  tx: Tx,
  addresses: readonly { personId: string; email: string }[],
  now: Date,
): Promise<void> {
  await sql`
    insert into person_email (email, person_id, is_primary, created_at)
    select email, "personId", false, ${now}
    from json_to_recordset(${rowsOf(addresses)}) as made ("personId" uuid, email text)`.execute(tx)
}

/** Writes the first address of people who never used it anew; of others it stays. */
export async function replaceAddresses(
  tx: Tx,
  changes: readonly { personId: string; before: string; after: string }[],
): Promise<string[]> {
  const rows = rowsOf(changes)
  const { rows: changed } = await sql<{ personId: string }>`
    update person_email set email = change.after
    from json_to_recordset(${rows}) as change ("personId" uuid, before text, after text)
    where person_email.person_id = change."personId" and person_email.email = change.before
      and is_primary and verified_at is null
      and not exists (select from person_email as other where other.email = change.after)
    returning person_email.person_id as "personId"`.execute(tx)
  const people = changed.map(({ personId }) => personId)
  await sql`
    update auth.login set email = person_email.email, updated_at = now()
    from person_email
    where person_email.person_id = login.id and person_email.is_primary and login.id = any(${people}::uuid[])`.execute(
    tx,
  )
  return people
}

/** Names, of people who are still called as they were. */
export async function renamePeople(
  tx: Tx,
  changes: readonly { personId: string; before: string; after: string }[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update person set name = change.after
    from json_to_recordset(${rowsOf(changes)}) as change ("personId" uuid, before text, after text)
    where person.id = change."personId" and person.name = change.before
    returning person.id`.execute(tx)
  const people = rows.map(({ id }) => id)
  await sql`
    update auth.login set name = person.name, updated_at = now()
    from person where person.id = login.id and login.id = any(${people}::uuid[])`.execute(tx)
  return people
}

/** Roles that a source gives, each with the word that it did. */
export async function giveRoles(
  tx: Tx,
  { orgId, sourceId, now }: { orgId: string; sourceId: string; now: Date },
  roles: readonly { id: string; personId: string; organisationId: string; kind: RoleKind }[],
): Promise<void> {
  const rows = rowsOf(roles)
  await sql`
    insert into role (org_id, id, organisation_id, person_id, kind, started_at)
    select ${orgId}, id, "organisationId", "personId", kind, ${now}
    from json_to_recordset(${rows}) as made (id uuid, "organisationId" uuid, "personId" uuid, kind text)`.execute(tx)
  await sql`
    insert into people_source_given (org_id, role_id, source_id)
    select ${orgId}, id, ${sourceId} from json_to_recordset(${rows}) as made (id uuid)`.execute(tx)
}

export async function endRoles(tx: Tx, orgId: string, ids: readonly string[], now: Date): Promise<void> {
  await sql`
    update role set ended_at = greatest(started_at, ${now}::timestamptz)
    where org_id = ${orgId} and id = any(${ids}::uuid[]) and ended_at is null`.execute(tx)
}

/** Puts organisations of a tree below others, and lets everything below them know its new place. */
export async function moveOrganisations(
  tx: Tx,
  rootId: string,
  moves: readonly { id: string; parent: string }[],
): Promise<void> {
  if (moves.length === 0) return
  await sql`
    update organisation set parent_id = move.parent
    from json_to_recordset(${rowsOf(moves)}) as move (id uuid, parent uuid)
    where organisation.id = move.id and organisation.root_id = ${rootId}`.execute(tx)
  await sql`
    with recursive tree (id, path) as (
      select id, array[id] from organisation where id = ${rootId}
      union all
      select child.id, tree.path || child.id from organisation child join tree on child.parent_id = tree.id
    )
    update organisation set path = tree.path from tree where tree.id = organisation.id and tree.path <> organisation.path
  `.execute(tx)
}

export async function renameOrganisations(
  tx: Tx,
  changes: readonly { id: string; before: string; after: string }[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update organisation set name = change.after
    from json_to_recordset(${rowsOf(changes)}) as change (id uuid, before text, after text)
    where organisation.id = change.id and organisation.name = change.before
    returning organisation.id`.execute(tx)
  return rows.map(({ id }) => id)
}
