import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import type { ListedPick } from '../rules/qualify.ts'

export type Holders = {
  /** Who works in the organisation, or below it, as an educator now */
  educators: number
  /** By micro-credential: how many of them have earned it */
  holders: Map<string, number>
  /** How many have earned all that it takes */
  qualified: number
  /** How many lack one thing only */
  oneLeft: number
}

/**
 * How many of an organisation's own educators have earned each of these picks, and how many would qualify today, by
 * awards in force. Each educator becomes a number with a bit for every pick that they hold (a list has 60 at most). A
 * pick belongs to a part, what everybody needs or a choice, and of a part no more counts than it needs: whoever has as
 * many as are needed in all parts together has enough in each.
 */
export async function countHolders(
  db: Db | Tx,
  organisationId: string,
  picks: readonly ListedPick[],
): Promise<Holders> {
  const ids = picks.map(({ microCredentialId }) => microCredentialId)
  const { counted, needed } = countingOf(picks)
  const { rows } = await sql<{ educators: number; qualified: number; oneLeft: number; holders: number[] }>`
    with educator as materialized (
      select distinct role.person_id
      from organisation join role on role.org_id = organisation.root_id and role.organisation_id = organisation.id
      where organisation.path @> array[${organisationId}::uuid] and role.kind = 'educator' and role.ended_at is null
    ), held as (
      select award.person_id, bit_or(1::bigint << pick.place::integer - 1) as bits
      from unnest(${ids}::uuid[]) with ordinality as pick (id, place)
      join award on award.achievement_id = pick.id
      join educator on educator.person_id = award.person_id
      where award.kind = 'micro-credential' and award.state = 'active'
      group by award.person_id
    )
    select
      (select count(*) from educator) as educators,
      count(*) filter (where ${counted} = ${needed}) as qualified,
      count(*) filter (where ${counted} = ${needed - 1}) as "oneLeft",
      array[${sql.join(ids.map((_, place) => sql`(count(*) filter (where bits & ${bit(place)} <> 0))::integer`))}]::integer[] as holders
    from held`.execute(db)
  const { educators, qualified, oneLeft, holders } = rows[0] ?? { educators: 0, qualified: 0, oneLeft: 0, holders: [] }
  return {
    educators,
    qualified: needed === 0 ? 0 : qualified,
    // Who has nothing at all is no row of those who hold something.
    oneLeft: needed === 0 ? 0 : needed === 1 ? educators - qualified : oneLeft,
    holders: new Map(ids.map((id, place) => [id, holders[place] ?? 0])),
  }
}

const bits = (some: bigint): RawBuilder<unknown> => sql`${String(some)}::bigint`
const bit = (place: number): RawBuilder<unknown> => bits(1n << BigInt(place))

/** What an educator has that counts, and how much of it is needed. */
function countingOf(picks: readonly ListedPick[]): { counted: RawBuilder<unknown>; needed: number } {
  const parts = [...Map.groupBy(picks.entries(), ([, { groupId }]) => groupId)].map(([groupId, members]) => ({
    mask: members.reduce((mask, [place]) => mask | (1n << BigInt(place)), 0n),
    needed: groupId === null ? members.length : (members[0]?.[1].needed ?? 0),
  }))
  const counts = parts.map(
    ({ mask, needed }) => sql`least(bit_count((bits & ${bits(mask)})::bit(64)), ${needed}::integer)`,
  )
  return {
    counted: counts.length === 0 ? sql`0` : sql`(${sql.join(counts, sql` + `)})`,
    needed: parts.reduce((all, { needed }) => all + needed, 0),
  }
}
