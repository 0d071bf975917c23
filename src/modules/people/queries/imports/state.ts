import { sql } from 'kysely'
import type { OrganisationKind, RoleKind } from '../../../../platform/actor.ts'
import type { Db } from '../../../../platform/database/database.ts'
import { educatorsElsewhere } from '../belonging.ts'
import type { Memory, SaidPlace, State, StateOrganisation, StatePerson, StateRole } from '../../rules/imports/state.ts'

type Asked = { rootId: string; targetId: string; sourceId: string; emails: readonly string[] }

/** Everything that a file is held against: the tree and its people, and whoever else an address of the file belongs to. */
export async function loadState(db: Db, asked: Asked): Promise<State> {
  const { rootId, targetId, sourceId } = asked
  const organisations = await loadOrganisations(db, rootId)
  const memory = await loadMemory(db, rootId, sourceId)
  const people = await loadPeople(db, asked)
  const target = organisations.find(({ id }) => id === targetId)
  if (target === undefined) throw new Error('An import is for an organisation of its tree.')
  const personOf = new Map<string, string>()
  for (const { id, emails } of people.values()) for (const email of emails) personOf.set(email, id)
  return { rootId, target, organisations, people, personOf, asked: await loadAsked(db, rootId), memory }
}

async function loadOrganisations(db: Db, rootId: string): Promise<StateOrganisation[]> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'kind', 'slug', 'name', 'parent_id'])
    .where('root_id', '=', rootId)
    .orderBy(sql`cardinality(path)`)
    .orderBy('name')
    .execute()
  return rows.map(({ id, kind, slug, name, parent_id }) => ({
    id,
    kind: kind as OrganisationKind,
    slug,
    name,
    parentId: parent_id,
  }))
}

/** What a source said last. */
async function loadMemory(db: Db, orgId: string, sourceId: string): Promise<Memory> {
  const organisations = await db
    .selectFrom('people_source_organisation')
    .select(['ref', 'organisation_id as organisationId', 'kind', 'name', 'parent_ref as parent'])
    .where('org_id', '=', orgId)
    .where('source_id', '=', sourceId)
    .execute()
  const people = await db
    .selectFrom('people_source_person')
    .select(['ref', 'person_id as personId', 'name', 'email'])
    .where('org_id', '=', orgId)
    .where('source_id', '=', sourceId)
    .execute()
  const roles = await db
    .selectFrom('people_source_role')
    .select(['ref', 'person_ref as person', 'organisation_id as organisationId', 'kind'])
    .where('org_id', '=', orgId)
    .where('source_id', '=', sourceId)
    .execute()
  return {
    organisations: new Map(
      organisations.map(({ ref, kind, ...rest }) => [ref, { ...rest, kind: kind as SaidPlace['kind'] }]),
    ),
    people: new Map(people.map(({ ref, ...rest }) => [ref, rest])),
    roles: new Map(roles.map(({ ref, kind, ...rest }) => [ref, { ...rest, kind: kind as RoleKind }])),
  }
}

async function loadPeople(db: Db, { rootId, sourceId, emails }: Asked): Promise<Map<string, StatePerson>> {
  const { rows } = await sql<Omit<StatePerson, 'roles' | 'educatorElsewhere'>>`
    with who as (
      select person_id from role where org_id = ${rootId} and ended_at is null
      union
      select person_id from person_email where email = any(${emails}::text[])
      union
      select person_id from people_source_person where org_id = ${rootId} and source_id = ${sourceId}
    ), addresses as (
      select person_id, array_agg(email order by is_primary desc, email) as emails,
        bool_or(verified_at is not null) as verified
      from person_email join who using (person_id) group by person_id
    ), others as (
      select distinct person_id from role join who using (person_id) where ended_at is null and org_id <> ${rootId}
    )
    select person.id, person.name, emails[1] as email, emails,
      verified or exists (select from auth.account where login_id = person.id)
        or exists (select from auth.session where login_id = person.id) as settled,
      others.person_id is not null as elsewhere
    from who
    join person on person.id = who.person_id
    join addresses on addresses.person_id = who.person_id
    left join others on others.person_id = who.person_id`.execute(db)
  const roles = await db
    .selectFrom('role')
    .leftJoin('people_source_given as given', (join) =>
      join
        .onRef('given.org_id', '=', 'role.org_id')
        .onRef('given.role_id', '=', 'role.id')
        .on('given.source_id', '=', sourceId),
    )
    .select(['role.person_id', 'role.id', 'role.organisation_id', 'role.kind', 'given.source_id'])
    .where('role.org_id', '=', rootId)
    .where('role.ended_at', 'is', null)
    .orderBy('role.id')
    .execute()
  const held = new Map<string, StateRole[]>()
  for (const { person_id, id, organisation_id, kind, source_id } of roles) {
    const role = { id, organisationId: organisation_id, kind: kind as RoleKind, owned: source_id !== null }
    const before = held.get(person_id)
    if (before === undefined) held.set(person_id, [role])
    else before.push(role)
  }
  const elsewhere = rows.filter((person) => person.elsewhere).map(({ id }) => id)
  const asked = await educatorsElsewhere(db, rootId, elsewhere)
  return new Map(
    rows.map((person) => [
      person.id,
      { ...person, educatorElsewhere: asked.has(person.id), roles: held.get(person.id) ?? [] },
    ]),
  )
}

/** Roles that were offered and wait for an answer, or were declined: a file offers them no second time. */
async function loadAsked(db: Db, orgId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('invitation')
    .select(['email', 'organisation_id', 'kind'])
    .where('org_id', '=', orgId)
    .where((eb) => eb.or([eb('answer', 'is', null), eb('answer', '=', 'declined')]))
    .execute()
  return new Set(rows.map(({ email, organisation_id, kind }) => `${email} ${organisation_id} ${kind}`))
}
