import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { microCredentialShape, type MicroCredentialContent } from '../../rules/content.ts'
import type { Component, Surroundings } from '../../rules/quality/rule.ts'
import { neighboursOf } from '../../rules/quality/text/neighbours.ts'

/** What the quality checklist holds a micro-credential against: the frameworks and what the others already say. */
export async function loadSurroundings(db: Db | Tx, publisherId: string, now: Date): Promise<Surroundings> {
  const [components, contents] = await Promise.all([listComponents(db, publisherId), listContents(db, publisherId)])
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

/** The newest published version of every micro-credential. */
async function listContents(db: Db | Tx, publisherId: string): Promise<MicroCredentialContent[]> {
  const { rows } = await sql<{ content: MicroCredentialContent }>`
    select distinct on (micro_credential_id) content from micro_credential_version
    where org_id = ${publisherId} and state = 'published' order by micro_credential_id, number desc`.execute(db)
  return rows.map(({ content }) => microCredentialShape.parse(content))
}
