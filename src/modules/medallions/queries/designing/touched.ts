import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'

/** A published medallion that lists what nobody new can begin. */
export type Touched = {
  medallionId: string
  versionId: string
  title: string
  organisationId: string
  organisationName: string
  /** How many educators have accepted it, and are at work or done */
  underWay: number
  picks: { slug: string; title: string; because: string; retiredAt: Date }[]
}

/**
 * The medallions of these organisations, and of all below them, whose newest version lists micro-credentials that their
 * author has retired since, by title. Who is at work on one of those may finish; nobody else can begin it, so a next version
 * puts another in its place.
 */
export async function listTouched(db: Db | Tx, orgId: string, organisationIds: readonly string[]): Promise<Touched[]> {
  const { rows } = await sql<
    Omit<Touched, 'picks'> & { picks: (Omit<Touched['picks'][number], 'retiredAt'> & { retiredAt: string })[] }
  >`
    select medallion.id as "medallionId", version.id as "versionId", version.title,
      organisation.id as "organisationId", organisation.name as "organisationName",
      (select count(*) from enrolment
        where enrolment.org_id = medallion.org_id and enrolment.medallion_id = medallion.id and state = 'accepted') as "underWay",
      retired.picks
    from medallion
    join organisation on organisation.id = medallion.organisation_id
    cross join lateral (
      select id, title from medallion_version as version
      where version.org_id = medallion.org_id and version.medallion_id = medallion.id order by number desc limit 1
    ) as version
    cross join lateral (
      select json_agg(json_build_object('slug', mc.slug, 'title', named.title, 'because', mc.retired_because,
        'retiredAt', mc.retired_at) order by pick.position) as picks
      from medallion_pick as pick
      join micro_credential as mc on mc.org_id = pick.publisher_id and mc.id = pick.micro_credential_id
      cross join lateral (
        select title from micro_credential_version as said
        where said.org_id = mc.org_id and said.micro_credential_id = mc.id and said.state = 'published'
        order by number desc limit 1
      ) as named
      where pick.org_id = medallion.org_id and pick.version_id = version.id and mc.retired_at is not null
    ) as retired
    where medallion.org_id = ${orgId} and medallion.retired_at is null and retired.picks is not null
      and organisation.path && ${organisationIds}::uuid[]
    order by version.title, version.id`.execute(db)
  return rows.map(({ picks, ...row }) => ({
    ...row,
    picks: picks.map((pick) => ({ ...pick, retiredAt: new Date(pick.retiredAt) })),
  }))
}
