import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'

export type Educator = { personId: string; name: string; email: string; school: string }

const ids = (values: readonly string[]): RawBuilder<string[]> => sql`${[...values]}::uuid[]`

/** The educators who work now in an organisation or below it, each once, with the first place where they do. */
const educators = (db: Db, under: string) =>
  db
    .selectFrom('person')
    .innerJoin('person_email', (join) =>
      join.onRef('person_email.person_id', '=', 'person.id').on('is_primary', '=', true),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('role')
          .innerJoin('organisation as school', 'school.id', 'role.organisation_id')
          .select(['school.name', 'school.path'])
          .whereRef('role.person_id', '=', 'person.id')
          .where('role.kind', '=', 'educator')
          .where('role.ended_at', 'is', null)
          .where(sql<boolean>`school.path @> ${ids([under])}`)
          .orderBy('role.started_at')
          .orderBy('role.id')
          .limit(1)
          .as('place'),
      (join) => join.onTrue(),
    )
    .select(['person.id as personId', 'person.name', 'person_email.email', 'place.name as school'])

/** One page of the educators in an organisation whose name or address holds these words, by name. */
export async function searchEducators(
  db: Db,
  { under, search, limit, offset }: { under: string; search: string; limit: number; offset: number },
): Promise<{ found: Educator[]; more: boolean }> {
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const found = await educators(db, under)
    .where((eb) => eb.or([eb('person.name', 'ilike', like), eb('person_email.email', 'ilike', like)]))
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(limit + 1)
    .offset(offset)
    .execute()
  return { found: found.slice(0, limit), more: found.length > limit }
}

/** What a leader chose: whole organisations with all below them, people, and addresses. */
export type Chosen = { organisationIds: readonly string[]; personIds: readonly string[]; emails: readonly string[] }

/** The educators among whom were chosen, in an organisation or below it, by name. */
export async function listChosen(db: Db, under: string, chosen: Chosen): Promise<Educator[]> {
  const { organisationIds, personIds, emails } = chosen
  const byRole = sql<string>`(
    select role.person_id from role join organisation as at on at.id = role.organisation_id
    where role.kind = 'educator' and role.ended_at is null and at.path && ${ids(organisationIds)}
    union select unnest(${ids(personIds)})
    union select person_id from person_email where email = any(${[...emails]}::text[]))`
  return educators(db, under)
    .where(sql<boolean>`person.id in ${byRole}`)
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()
}

/**
 * Of these addresses, those that belong to nobody in the district, and those of its people who do not work there as
 * educators. Who has a place in another district is nobody here: that they have an account is theirs to tell.
 */
export async function sortAddresses(
  db: Db,
  { orgId, under }: { orgId: string; under: string },
  emails: readonly string[],
): Promise<{ unknown: string[]; elsewhere: string[] }> {
  if (emails.length === 0) return { unknown: [], elsewhere: [] }
  const rows = await db
    .selectFrom('person_email')
    .select((eb) => [
      'email',
      eb
        .exists(
          eb
            .selectFrom('role')
            .innerJoin('organisation as at', 'at.id', 'role.organisation_id')
            .select('role.id')
            .whereRef('role.person_id', '=', 'person_email.person_id')
            .where('role.kind', '=', 'educator')
            .where('role.ended_at', 'is', null)
            .where(sql<boolean>`at.path @> ${ids([under])}`),
        )
        .as('here'),
    ])
    .where(sql<boolean>`email = any(${[...emails]}::text[])`)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role')
          .select('role.id')
          .whereRef('role.person_id', '=', 'person_email.person_id')
          .where('role.org_id', '=', orgId)
          .where('role.ended_at', 'is', null),
      ),
    )
    .execute()
  const known = new Map(rows.map(({ email, here }) => [email, here === true]))
  return {
    unknown: emails.filter((email) => !known.has(email)),
    elsewhere: emails.filter((email) => known.get(email) === false),
  }
}

export type School = { id: string; name: string; kind: string; path: readonly string[]; educators: number }

/** An organisation and all below it, itself first and then by name, with how many educators work there. */
export async function listSchools(db: Db, under: string): Promise<School[]> {
  const rows = await db
    .selectFrom('organisation')
    .select((eb) => [
      'organisation.id',
      'organisation.name',
      'organisation.kind',
      'organisation.path',
      eb
        .selectFrom('role')
        .innerJoin('organisation as at', 'at.id', 'role.organisation_id')
        .select((part) => part.fn.count<number>('role.person_id').distinct().as('n'))
        .where(sql<boolean>`at.path @> array[organisation.id]`)
        .where('role.kind', '=', 'educator')
        .where('role.ended_at', 'is', null)
        .as('educators'),
    ])
    .where(sql<boolean>`organisation.path @> ${ids([under])}`)
    .orderBy((eb) => eb('organisation.id', '<>', under))
    .orderBy('organisation.name')
    .execute()
  return rows.map(({ educators: count, ...row }) => ({ ...row, educators: count ?? 0 }))
}

/** An organisation as far as a cohort is launched for it; null when there is none. */
export async function findPlace(db: Db, id: string): Promise<{ id: string; name: string; path: string[] } | null> {
  const row = await db.selectFrom('organisation').select(['id', 'name', 'path']).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** Somebody who holds any role in a tree, by an address of theirs; null when nobody does. */
export async function findColleague(
  db: Db,
  orgId: string,
  email: string,
): Promise<{ personId: string; name: string } | null> {
  const row = await db
    .selectFrom('person_email')
    .innerJoin('person', 'person.id', 'person_email.person_id')
    .select(['person.id as personId', 'person.name'])
    .where('person_email.email', '=', email)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role')
          .select('role.id')
          .whereRef('role.person_id', '=', 'person.id')
          .where('role.org_id', '=', orgId)
          .where('role.ended_at', 'is', null),
      ),
    )
    .executeTakeFirst()
  return row ?? null
}
