import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { stackShape } from '../../../catalogue/rules/content.ts'
import { styleOf } from '../../../catalogue/rules/emblems/style.ts'
import type { FrameworkOutline, KnownMicroCredential } from '../../rules/known.ts'

type Row = Omit<KnownMicroCredential, 'stack'> & { stack: string; looks: unknown }

/**
 * What the catalogue says today of these micro-credentials, by slug and in no order: of the newest published version, or
 * of the outline. One that is not there is left out.
 */
export async function listKnown(db: Db | Tx, slugs: readonly string[]): Promise<KnownMicroCredential[]> {
  if (slugs.length === 0) return []
  const { rows } = await sql<Row>`
    select mc.org_id as "publisherId", mc.id, mc.slug, version.title, version.competency,
      case when mc.retired_at is not null then 'retired' when version.state = 'published' then 'published' else 'outline' end as state,
      mc.retired_because as "retiredBecause",
      version.hours_min as "hoursMin", version.hours_max as "hoursMax", version.hours_credited as hours,
      stack.slug as stack, looks.content as looks, coalesce(version.alignments, '[]') as alignments
    from (
      select distinct on (slug) * from micro_credential
      where slug = any(${slugs}::text[]) order by slug, created_at
    ) as mc
    join stack on stack.org_id = mc.org_id and stack.id = mc.stack_id
    cross join lateral (
      select title, competency, state, hours_min, hours_max, hours_credited, content -> 'alignments' as alignments
      from micro_credential_version as version
      where version.org_id = mc.org_id and micro_credential_id = mc.id and state in ('published', 'draft')
      order by state = 'published' desc, number desc limit 1
    ) as version
    cross join lateral (
      select content from stack_version
      where stack_version.org_id = stack.org_id and stack_id = stack.id and state = 'published'
      order by number desc limit 1
    ) as looks`.execute(db)
  return rows.map(({ stack, looks, ...row }) => {
    const style = styleOf(stackShape.parse(looks))
    return { ...row, stack: { slug: stack, title: style.title, style } }
  })
}

const MOST_COMPONENTS = 300

/**
 * The frameworks that the catalogue of a publisher is aligned to, whole, so that what a medallion leaves out can be
 * named. One that the installation does not know whole is left out, and one of so many components that no school goes
 * through them all.
 */
export async function listAlignedFrameworks(db: Db | Tx, publisherId: string): Promise<FrameworkOutline[]> {
  const { rows } = await sql<FrameworkOutline>`
    select edition.name as framework, edition.edition,
      json_agg(json_build_object('code', component.code, 'name', component.name, 'domain', component.domain)
        order by component.position) as components
    from framework_edition as edition
    join framework_component as component on component.org_id = edition.org_id and component.edition_id = edition.id
    where edition.org_id = ${publisherId} and exists (
      select from catalogue_component as aligned
      where aligned.org_id = edition.org_id and aligned.framework = edition.name and aligned.edition = edition.edition
    )
    group by edition.org_id, edition.id having count(*) <= ${MOST_COMPONENTS}
    order by edition.name, edition.edition`.execute(db)
  return rows
}
