import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database/database.ts'

export type Welcomed = { number: number; personId: string; name: string; email: string; organisation: string }

/** Whom a file added and who still hold what it gave them, where its admin asked for letters; in the order of its entries. */
export async function listWelcomed(
  tx: Tx,
  { orgId, importId, after, limit }: { orgId: string; importId: string; after: number; limit: number },
): Promise<Welcomed[]> {
  const { rows } = await sql<Welcomed>`
    select distinct on (change.number) change.number, person.id as "personId", person.name, person_email.email,
      organisation.name as organisation
    from people_import as one
    join people_import_change as change on change.org_id = one.org_id and change.import_id = one.id
    join role on role.org_id = change.org_id and role.id = change.role_id and role.ended_at is null
    join organisation on organisation.id = role.organisation_id
    join person on person.id = role.person_id
    join person_email on person_email.person_id = person.id and person_email.is_primary
    where one.org_id = ${orgId} and one.id = ${importId} and one.state = 'applied' and one.welcome
      and change.category = 'added' and change.what = 'role.given' and change.number > ${after}
    order by change.number, change.part
    limit ${limit}`.execute(tx)
  return rows
}
