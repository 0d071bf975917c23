import { sql } from 'kysely'
import type { Db } from '#src/platform/database/database.ts'
import { newId } from '#src/platform/database/ids.ts'
import { NOON } from './factories.ts'

/** So many people with a verified address each, who never signed in. */
export async function makeMany(db: Db, count: number): Promise<void> {
  await sql`
    with made as (
      insert into person (id, name, created_at)
      select gen_random_uuid(), 'Educator ' || n, ${NOON} from generate_series(1, ${count}) n
      returning id
    )
    insert into person_email (email, person_id, is_primary, verified_at, created_at)
    select id || '@test.example', id, true, ${NOON}, ${NOON} from made`.execute(db)
}

/** A checked file that awards one micro-credential to everybody who has an address, a row each. */
export async function makeCheckedFile(
  db: Db,
  { orgId, personId, slug }: { orgId: string; personId: string; slug: string },
): Promise<string> {
  const bulkId = newId()
  await db
    .insertInto('bulk')
    .values({
      org_id: orgId,
      id: bulkId,
      file_name: 'awards.csv',
      by_person_id: personId,
      state: 'checked',
      row_count: 0,
      checked_at: NOON,
    })
    .execute()
  await sql`
    insert into bulk_row (org_id, bulk_id, number, email, item, day, person_id, kind, achievement_id, version_id, awarded_at, hours)
    select ${orgId}, ${bulkId}, 1 + row_number() over (order by email.email), email.email, ${slug}, '', email.person_id,
      'micro-credential', thing.id, version.id, ${NOON}, 2
    from person_email email, micro_credential thing
    join micro_credential_version version
      on version.org_id = thing.org_id and version.micro_credential_id = thing.id and version.state = 'published'
    where thing.org_id = ${orgId} and thing.slug = ${slug}`.execute(db)
  await sql`update bulk set row_count = (select count(*) from bulk_row where bulk_id = ${bulkId}) where id = ${bulkId}`.execute(
    db,
  )
  return bulkId
}
