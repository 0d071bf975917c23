import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import { ids, seats, span, type Counted } from './seats.ts'

/** A credential that its educator lets everybody find. */
export type Shared = { name: string; title: string; credentialId: string; awardedAt: Date }

/**
 * Who may be named in a report: educators here who share what they earned in its span, a medallion of it, a stack or a
 * badge. With `whole` false only the medallion counts. One more than `limit` says that there are more.
 */
export async function listShared(
  db: Db,
  counted: Counted,
  { whole, limit }: { whole: boolean; limit: number },
): Promise<Shared[]> {
  const kinds = whole ? ['medallion', 'badge', 'stack'] : ['medallion']
  const { rows } = await sql<Shared>`
    with ${span(counted)}, ${seats(counted)}, told as materialized (
      select distinct award.org_id, award.id, award.person_id, award.kind, award.version_id, award.awarded_at
      from here cross join span
      join award on award.person_id = here.person_id and award.state = 'active' and award.kind = any(${kinds}::text[])
        and award.awarded_at >= span.begins and award.awarded_at >= here.since
        and award.awarded_at < span.ends and award.awarded_at < coalesce(here.ended_at, 'infinity')
        and (award.kind <> 'medallion' or award.achievement_id = any(${ids(counted.medallionIds)}))
      join shared_award as shared on shared.org_id = award.org_id and shared.award_id = award.id
    )
    select person.name, credential.id as "credentialId", told.awarded_at as "awardedAt",
      coalesce(medallion.title, stack.title, badge.title) as title
    from told
    join person on person.id = told.person_id
    join credential on credential.org_id = told.org_id and credential.award_id = told.id
      and credential.superseded_at is null
    left join medallion_version as medallion on told.kind = 'medallion' and medallion.id = told.version_id
    left join stack_version as stack on told.kind = 'stack' and stack.org_id = told.org_id and stack.id = told.version_id
    left join badge_version as badge on told.kind = 'badge' and badge.org_id = told.org_id and badge.id = told.version_id
    order by person.name, told.awarded_at, credential.id
    limit ${limit + 1}`.execute(db)
  return rows
}
