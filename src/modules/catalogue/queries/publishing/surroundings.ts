import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { microCredentialShape, type MicroCredentialContent } from '../../rules/content.ts'
import type { Component, Surroundings } from '../../rules/quality/rule.ts'
import { neighboursOf } from '../../rules/quality/text/neighbours.ts'

/** Of a large catalogue so many are compared: to hold a draft against thousands would take seconds on every page. */
const MOST_COMPARED = 300

/**
 * What the quality checklist holds a micro-credential against: the frameworks, and what others already say. Those of its
 * own stack come first, then the newest.
 */
export async function loadSurroundings(
  db: Db | Tx,
  publisherId: string,
  { stack, now }: { stack: string; now: Date },
): Promise<Surroundings> {
  const [components, contents] = await Promise.all([
    listComponents(db, publisherId),
    listContents(db, publisherId, stack),
  ])
  return { year: now.getUTCFullYear(), components, neighbours: neighboursOf(contents) }
}

const listComponents = (db: Db | Tx, publisherId: string): Promise<Component[]> =>
  db
    .selectFrom('framework_component as component')
    .innerJoin('framework_edition as edition', (join) =>
      join.onRef('edition.org_id', '=', 'component.org_id').onRef('edition.id', '=', 'component.edition_id'),
    )
    .select(['edition.name as framework', 'edition.edition', 'component.code', 'component.name', 'edition.verified'])
    .where('component.org_id', '=', publisherId)
    .execute()

/** What is published, each by its newest version. */
async function listContents(db: Db | Tx, publisherId: string, stack: string): Promise<MicroCredentialContent[]> {
  const { rows } = await sql<{ content: MicroCredentialContent }>`
    select version.content
    from (
      select id from (
        select distinct on (version.micro_credential_id) version.id, version.published_at, stack.slug = ${stack} as near
        from micro_credential_version as version
        join micro_credential as mc on mc.org_id = version.org_id and mc.id = version.micro_credential_id
        join stack on stack.org_id = mc.org_id and stack.id = mc.stack_id
        where version.org_id = ${publisherId} and version.state = 'published'
        order by version.micro_credential_id, version.number desc
      ) as newest
      order by near desc, published_at desc, id
      limit ${MOST_COMPARED}
    ) as chosen
    join micro_credential_version as version on version.org_id = ${publisherId} and version.id = chosen.id`.execute(db)
  return rows.map(({ content }) => microCredentialShape.parse(content))
}
