import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import { medallionShape } from '../../../medallions/rules/content.ts'
import { petalsOf } from '../../rules/medallions/petals.ts'
import type { DrawnMedallion } from '../../rules/seal.ts'
import { findMedallionVersion } from './versions.ts'

/**
 * How the medallion of a row of `award` is drawn, with a petal for each award that it was earned with; null for what is
 * no medallion. A part of a select, so that a list of awards costs no further question.
 */
export const drawnOfAward = sql<DrawnMedallion | null>`
  case award.kind when 'medallion' then (
    select jsonb_build_object(
      'monogram', version.content ->> 'monogram',
      'petals', coalesce((
        select jsonb_agg(member.slug order by component.position)
        from award_component component
        join award part on part.org_id = component.component_org_id and part.id = component.component_id
        join micro_credential member on member.org_id = part.org_id and member.id = part.achievement_id
        where component.org_id = award.org_id and component.award_id = award.id
      ), '[]'))
    from medallion_version version
    where version.id = award.version_id
  ) end`

/** The same of a medallion that nobody has to have earned; without a number, of its newest version. */
export async function findDrawn(
  db: Db,
  slug: string,
  number?: number,
): Promise<(DrawnMedallion & { title: string }) | null> {
  const found = await findMedallionVersion(db, { slug, ...(number === undefined ? {} : { number }) })
  if (found === null) return null
  const content = medallionShape.parse(found.content)
  return { title: content.title, monogram: content.monogram, petals: petalsOf(content) }
}
