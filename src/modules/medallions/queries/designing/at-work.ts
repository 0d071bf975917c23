import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'

export type AtWork = {
  /** Educators who have accepted it, at work or done */
  underWay: number
  /** Educators who were asked and have not answered */
  asked: number
}

/** How many educators work on each of these medallions. One that nobody was offered is left out. */
export async function countAtWork(
  db: Db,
  orgId: string,
  medallionIds: readonly string[],
): Promise<Map<string, AtWork>> {
  const { rows } = await sql<AtWork & { id: string }>`
    select medallion_id as id, count(*) filter (where state = 'accepted') as "underWay",
      count(*) filter (where state = 'offered') as asked
    from enrolment where org_id = ${orgId} and medallion_id = any(${medallionIds}::uuid[])
    group by medallion_id`.execute(db)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

export type UnderWay = AtWork & { number: number }

/** How many educators hold on to each version of a medallion, the newest first. */
export async function listUnderWay(db: Db, orgId: string, medallionId: string): Promise<UnderWay[]> {
  const { rows } = await sql<UnderWay>`
    select version.number, count(*) filter (where enrolment.state = 'accepted') as "underWay",
      count(*) filter (where enrolment.state = 'offered') as asked
    from enrolment
    join medallion_version as version on version.org_id = enrolment.org_id and version.id = enrolment.version_id
    where enrolment.org_id = ${orgId} and enrolment.medallion_id = ${medallionId}
      and enrolment.state in ('accepted', 'offered')
    group by version.number order by version.number desc`.execute(db)
  return rows
}
