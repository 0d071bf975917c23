import { sql } from 'kysely'
import type { RoleKind } from '../../../platform/actor.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'

/**
 * Whether a person was only entered by somebody else, under this one address, and never was here: nothing confirmed, no
 * way to sign in used, nothing begun and nothing earned. Whoever shows that the address is theirs may take such an
 * entry over.
 */
export async function isOnlyEntered(db: Db, personId: string): Promise<boolean> {
  const { rows } = await sql<{ entered: boolean }>`
    select (select count(*) from person_email where person_id = person.id) = 1
      and not person.demo
      and not exists (select from person_email where person_id = person.id and verified_at is not null)
      and not exists (select from auth.session where login_id = person.id)
      and not exists (select from auth.account where login_id = person.id)
      and not exists (select from pursuit where person_id = person.id)
      and not exists (select from award where person_id = person.id) as entered
    from person where id = ${personId}`.execute(db)
  return rows[0]?.entered ?? false
}

export type HeldHere = { orgId: string; id: string; organisationId: string; organisationName: string; kind: RoleKind }

/** The roles that a person holds now. */
export async function listHeld(db: Db, personId: string): Promise<HeldHere[]> {
  const rows = await db
    .selectFrom('role')
    .innerJoin('organisation', 'organisation.id', 'role.organisation_id')
    .select(['role.org_id', 'role.id', 'role.organisation_id', 'organisation.name', 'role.kind'])
    .where('role.person_id', '=', personId)
    .where('role.ended_at', 'is', null)
    .orderBy('role.started_at')
    .orderBy('role.id')
    .execute()
  return rows.map((row) => ({
    orgId: row.org_id,
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.name,
    kind: row.kind as RoleKind,
  }))
}

export async function writeHolder(tx: Tx, { orgId, id }: HeldHere, personId: string): Promise<void> {
  await tx.updateTable('role').set({ person_id: personId }).where('org_id', '=', orgId).where('id', '=', id).execute()
}

/** Gives the one address of an entry to another person, and lets the files that wrote the entry mean that person. */
export async function moveEntry(
  tx: Tx,
  { from, to, email, now }: { from: string; to: string; email: string; now: Date },
): Promise<void> {
  await tx.deleteFrom('auth.login').where('id', '=', from).execute()
  await tx
    .updateTable('person_email')
    .set({ person_id: to, is_primary: false, verified_at: now })
    .where('email', '=', email)
    .where('person_id', '=', from)
    .execute()
  await tx.updateTable('people_source_person').set({ person_id: to }).where('person_id', '=', from).execute()
}
