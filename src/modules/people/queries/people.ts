import { sql } from 'kysely'
import type { Actor, HeldRole, OrganisationKind, RoleKind } from '../../../platform/actor.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'

/** The person behind a session, with the roles held now; null when the person is unknown. */
export async function findActor(db: Db, personId: string): Promise<Actor | null> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'name', 'time_zone', 'demo'])
    .where('id', '=', personId)
    .executeTakeFirst()
  if (person === undefined) return null
  const rows = await db
    .selectFrom('role')
    .innerJoin('organisation', 'organisation.id', 'role.organisation_id')
    .select([
      'role.kind',
      'role.org_id',
      'organisation.id',
      'organisation.name',
      'organisation.kind as organisation_kind',
      'organisation.time_zone',
    ])
    .where('role.person_id', '=', personId)
    .where('role.ended_at', 'is', null)
    .orderBy('role.started_at')
    .orderBy('role.id')
    .execute()
  const roles: HeldRole[] = rows.map((row) => ({
    kind: row.kind as RoleKind,
    organisationId: row.id,
    organisationName: row.name,
    organisationKind: row.organisation_kind as OrganisationKind,
    orgId: row.org_id,
  }))
  const timeZone = person.time_zone ?? rows[0]?.time_zone ?? 'UTC'
  return { personId: person.id, name: person.name, timeZone, demo: person.demo, roles }
}

export async function hasDemoPeople(db: Db): Promise<boolean> {
  return (await db.selectFrom('person').select('id').where('demo', '=', true).limit(1).executeTakeFirst()) !== undefined
}

export async function hasAdmin(db: Db): Promise<boolean> {
  const found = await db
    .selectFrom('role')
    .select('id')
    .where('kind', '=', 'admin')
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** The organisations in which a person works or worked as an educator, now or at any time; for conflicts of interest. */
export async function listWorkplaces(db: Db, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('role')
    .select('organisation_id')
    .distinct()
    .where('person_id', '=', personId)
    .where('kind', '=', 'educator')
    .execute()
  return rows.map((row) => row.organisation_id)
}

export async function findPrimaryEmail(db: Db, personId: string): Promise<{ email: string; verified: boolean } | null> {
  const row = await db
    .selectFrom('person_email')
    .select(['email', 'verified_at'])
    .where('person_id', '=', personId)
    .where('is_primary', '=', true)
    .executeTakeFirst()
  return row === undefined ? null : { email: row.email, verified: row.verified_at !== null }
}

/** The address that letters go to. Every person has one. */
export async function getPrimaryEmail(db: Db, personId: string): Promise<string> {
  const found = await findPrimaryEmail(db, personId)
  if (found === null) throw new Error('This person has no address; every person is made with one.')
  return found.email
}

export async function getPerson(db: Db, personId: string): Promise<{ id: string; name: string; signName: boolean }> {
  const row = await db
    .selectFrom('person')
    .select(['id', 'name', 'sign_name'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return { id: row.id, name: row.name, signName: row.sign_name }
}

export async function findPersonByEmail(db: Db, email: string): Promise<string | null> {
  const row = await db.selectFrom('person_email').select('person_id').where('email', '=', email).executeTakeFirst()
  return row?.person_id ?? null
}

export type PersonRow = {
  id: string
  name: string
  email: string
  verified: boolean
  roles: { kind: RoleKind; organisation: { id: string; name: string } }[]
}

/** One page of the people who hold a role in an organisation or below it, by name, with those roles. */
export async function listPeople(
  db: Db,
  organisation: { id: string; rootId: string },
  { search, limit, offset }: { search: string; limit: number; offset: number },
) {
  const found = db
    .selectFrom('person')
    .innerJoin('person_email', (join) =>
      join.onRef('person_email.person_id', '=', 'person.id').on('is_primary', '=', true),
    )
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role')
          .select('role.id')
          .whereRef('role.person_id', '=', 'person.id')
          .where('org_id', '=', organisation.rootId)
          .where('ended_at', 'is', null)
          .$if(organisation.id !== organisation.rootId, (query) =>
            query.where('organisation_id', 'in', below(db, organisation.id)),
          ),
      ),
    )
    .$if(search !== '', (query) =>
      query.where((eb) => eb.or([eb('person.name', 'ilike', like(search)), eb('email', 'ilike', like(search))])),
    )
  const total = await found.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  const rows = await found
    .select(['person.id', 'person.name', 'email', 'verified_at'])
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(limit)
    .offset(offset)
    .execute()
  const roles = await listRoles(
    db,
    organisation,
    rows.map((row) => row.id),
  )
  const people: PersonRow[] = rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    verified: row.verified_at !== null,
    roles: roles.get(row.id) ?? [],
  }))
  return { total: total.n, people }
}

/** A text as part of what `ilike` looks for: its own wildcards are letters. */
export const like = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** An organisation and everything below it. */
const below = (db: Db, organisationId: string) =>
  db
    .selectFrom('organisation')
    .select('organisation.id')
    .where(sql<boolean>`organisation.path @> array[${organisationId}]::uuid[]`)

async function listRoles(
  db: Db,
  organisation: { id: string; rootId: string },
  personIds: string[],
): Promise<Map<string, PersonRow['roles']>> {
  const held = new Map<string, PersonRow['roles']>()
  if (personIds.length === 0) return held
  const rows = await db
    .selectFrom('role')
    .innerJoin('organisation', 'organisation.id', 'role.organisation_id')
    .select(['role.person_id', 'role.kind', 'organisation.id', 'organisation.name'])
    .where('role.org_id', '=', organisation.rootId)
    .where('role.organisation_id', 'in', below(db, organisation.id))
    .where('role.ended_at', 'is', null)
    .where('role.person_id', 'in', personIds)
    .orderBy('role.started_at')
    .execute()
  for (const row of rows)
    held.set(row.person_id, [
      ...(held.get(row.person_id) ?? []),
      { kind: row.kind as RoleKind, organisation: { id: row.id, name: row.name } },
    ])
  return held
}

/** Writes a person with one address, and the login of the same id. */
export async function insertPerson(
  tx: Tx,
  person: { name: string; email: string; verified: boolean; demo: boolean; passwordHash: string | null },
  now: Date,
): Promise<string> {
  const id = newId()
  await tx.insertInto('person').values({ id, name: person.name, demo: person.demo, created_at: now }).execute()
  await tx
    .insertInto('person_email')
    .values({
      email: person.email,
      person_id: id,
      is_primary: true,
      verified_at: person.verified ? now : null,
      created_at: now,
    })
    .execute()
  await tx
    .insertInto('auth.login')
    .values({ id, name: person.name, email: person.email, email_verified: person.verified })
    .execute()
  if (person.passwordHash !== null)
    await tx
      .insertInto('auth.account')
      .values({ id: newId(), account_id: id, provider_id: 'credential', login_id: id, password: person.passwordHash })
      .execute()
  return id
}

/** Gives a role from now on; a role that is held already stays as it is. Returns whether it is new. */
export async function insertRole(
  tx: Tx,
  role: { orgId: string; organisationId: string; personId: string; kind: RoleKind },
  now: Date,
): Promise<boolean> {
  const made = await tx
    .insertInto('role')
    .values({
      org_id: role.orgId,
      id: newId(),
      organisation_id: role.organisationId,
      person_id: role.personId,
      kind: role.kind,
      started_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'organisation_id', 'person_id', 'kind']).where('ended_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** A magic link was used, so the address works. */
export async function markVerified(db: Db, email: string, now: Date): Promise<void> {
  await db
    .updateTable('person_email')
    .set({ verified_at: now })
    .where('email', '=', email)
    .where('verified_at', 'is', null)
    .execute()
}

export async function updateSignName(db: Db, personId: string, wish: boolean): Promise<void> {
  await db.updateTable('person').set({ sign_name: wish }).where('id', '=', personId).execute()
}

/** Who holds a role in an organisation now, by name. */
export const listHolders = (db: Db, organisationId: string, kind: RoleKind): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('person')
    .select(['person.id', 'person.name'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role')
          .select('role.id')
          .whereRef('role.person_id', '=', 'person.id')
          .where('organisation_id', '=', organisationId)
          .where('kind', '=', kind)
          .where('ended_at', 'is', null),
      ),
    )
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()
