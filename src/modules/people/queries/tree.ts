import { sql } from 'kysely'
import type { RoleKind } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { like } from './people.ts'

/**
 * How many people hold each role in organisations and everything below them, by organisation. Who holds a role in two
 * schools of a district counts once for the district.
 */
export async function countPeople(db: Db, ids: readonly string[]): Promise<Map<string, Map<RoleKind, number>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; kind: RoleKind; people: number }>`
    with below as (select id, path from organisation where path && ${ids}::uuid[]),
    held as (
      select distinct above.id, role.kind, role.person_id
      from role
      join below on below.id = role.organisation_id
      cross join lateral unnest(below.path) as above (id)
      where role.ended_at is null
    )
    select id, kind, count(*) as people from held group by id, kind`.execute(db)
  const counted = new Map<string, Map<RoleKind, number>>()
  for (const { id, kind, people } of rows) counted.set(id, (counted.get(id) ?? new Map()).set(kind, people))
  return counted
}

export type Member = {
  id: string
  name: string
  email: string
  verified: boolean
  roles: { id: string; kind: RoleKind; since: Date }[]
}

/** One page of those who hold a role in this organisation itself, by name, with their roles there. */
export async function listMembers(
  db: Db,
  organisationId: string,
  { search, kind, limit, offset }: { search: string; kind: RoleKind | null; limit: number; offset: number },
): Promise<{ total: number; members: Member[] }> {
  const held = db
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .innerJoin('person_email', (join) =>
      join.onRef('person_email.person_id', '=', 'person.id').on('is_primary', '=', true),
    )
    .where('role.organisation_id', '=', organisationId)
    .where('role.ended_at', 'is', null)
    .$if(search !== '', (query) =>
      query.where((eb) => eb.or([eb('person.name', 'ilike', like(search)), eb('email', 'ilike', like(search))])),
    )
    .$if(kind !== null, (query) => query.where('role.kind', '=', kind ?? ''))
  const [{ total }, rows] = await Promise.all([
    held.select((eb) => eb.fn.count<number>('person.id').distinct().as('total')).executeTakeFirstOrThrow(),
    held
      .select(['person.id', 'person.name', 'email', 'verified_at'])
      .groupBy(['person.id', 'person.name', 'email', 'verified_at'])
      .orderBy('person.name')
      .orderBy('person.id')
      .limit(limit)
      .offset(offset)
      .execute(),
  ])
  const roles = await listRolesIn(
    db,
    organisationId,
    rows.map(({ id }) => id),
  )
  const members = rows.map(({ id, name, email, verified_at }) => ({
    id,
    name,
    email,
    verified: verified_at !== null,
    roles: roles.get(id) ?? [],
  }))
  return { total, members }
}

async function listRolesIn(db: Db, organisationId: string, personIds: string[]): Promise<Map<string, Member['roles']>> {
  if (personIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('role')
    .select(['id', 'kind', 'started_at', 'person_id'])
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .where('person_id', 'in', personIds)
    .orderBy('started_at')
    .orderBy('id')
    .execute()
  const roles = new Map<string, Member['roles']>()
  for (const { id, kind, started_at, person_id } of rows)
    roles.set(person_id, [...(roles.get(person_id) ?? []), { id, kind: kind as RoleKind, since: started_at }])
  return roles
}
