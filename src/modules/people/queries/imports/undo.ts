import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database/database.ts'

/** Of people whom a file made, those who were here since: signed in, confirmed an address, or did anything. */
export async function listUsed(tx: Tx, people: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${people}::uuid[]) as made (id)
    where exists (select from person_email where person_id = made.id and verified_at is not null)
      or exists (select from auth.session where login_id = made.id)
      or exists (select from auth.account where login_id = made.id)`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** Takes roles back as if they had never been given; one that ended since stays ended. Returns those it took. */
export async function takeRolesBack(tx: Tx, orgId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    delete from role where org_id = ${orgId} and id = any(${ids}::uuid[]) and ended_at is null returning id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** Opens roles again that ended at a moment, where the same was not given since. Returns those it opened. */
export async function reopenRoles(
  tx: Tx,
  { orgId, ids, endedAt }: { orgId: string; ids: readonly string[]; endedAt: Date },
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update role set ended_at = null
    where org_id = ${orgId} and id = any(${ids}::uuid[]) and ended_at = greatest(started_at, ${endedAt}::timestamptz)
      and not exists (
        select from role as other
        where other.org_id = role.org_id and other.organisation_id = role.organisation_id
          and other.person_id = role.person_id and other.kind = role.kind and other.ended_at is null
      )
    returning id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** Takes addresses away that nobody confirmed. Returns those it took. */
export async function removeAddresses(tx: Tx, emails: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ email: string }>`
    delete from person_email
    where email = any(${emails}::text[]) and not is_primary and verified_at is null returning email`.execute(tx)
  return new Set(rows.map(({ email }) => email))
}

/** Removes an organisation that nothing refers to; false where something does. */
export async function removeOrganisation(tx: Tx, id: string): Promise<boolean> {
  await sql`savepoint one_organisation`.execute(tx)
  try {
    await tx.deleteFrom('organisation').where('id', '=', id).execute()
    await sql`release savepoint one_organisation`.execute(tx)
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '23503')) throw error
    await sql`rollback to savepoint one_organisation`.execute(tx)
    return false
  }
}

/** Takes back the offers that a file made and nobody answered. Returns the addresses that they went to. */
export async function withdrawOffers(
  tx: Tx,
  { orgId, by, now }: { orgId: string; by: string; now: Date },
  offers: readonly { personId: string; organisationId: string; kind: string }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ offer: string }>`
    update invitation set answer = 'withdrawn', answered_by = ${by}, answered_at = ${now}
    from json_to_recordset(${JSON.stringify(offers)}::json) as offer ("personId" uuid, "organisationId" uuid, kind text)
    join person_email on person_email.person_id = offer."personId" and person_email.is_primary
    where invitation.org_id = ${orgId} and invitation.answer is null
      and invitation.organisation_id = offer."organisationId" and invitation.kind = offer.kind
      and invitation.email = person_email.email
    returning offer."personId" || ' ' || invitation.organisation_id || ' ' || invitation.kind as offer`.execute(tx)
  return new Set(rows.map(({ offer }) => offer))
}

/** Where organisations stand now, of those that a file moved. */
export async function listParents(tx: Tx, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('organisation').select(['id', 'parent_id']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, parent_id }) => [id, parent_id]))
}
