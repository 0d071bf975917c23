import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import { medallionShape, type MedallionContent } from '../../../medallions/rules/content.ts'
import type { Picked } from '../../rules/achievement.ts'

/** A version of a medallion by its issuer, which is the organisation that designed it, not the root of its tree. */
export type MedallionVersion = {
  id: string
  /** Of the organisation and of the medallion, as in its address */
  slug: string
  title: string
  number: number
  content: unknown
  issuerId: string
}

type Asked = { issuerId?: string; id?: string; medallionId?: string; slug?: string; number?: number }

/** A published version; the newest one of those that are asked for. */
export async function findMedallionVersion(db: Db, asked: Asked): Promise<MedallionVersion | null> {
  const { issuerId, id, medallionId, slug, number } = asked
  const [place, own, ...more] = slug?.split('/') ?? []
  if (slug !== undefined && (own === undefined || more.length > 0)) return null
  const row = await db
    .selectFrom('medallion_version as version')
    .innerJoin('medallion', 'medallion.id', 'version.medallion_id')
    .innerJoin('organisation', 'organisation.id', 'version.organisation_id')
    .select(['version.id', 'version.title', 'version.number', 'version.content', 'version.organisation_id as issuerId'])
    .select(sql<string>`organisation.slug || '/' || medallion.slug`.as('slug'))
    .$if(issuerId !== undefined, (query) => query.where('version.organisation_id', '=', issuerId ?? ''))
    .$if(id !== undefined, (query) => query.where('version.id', '=', id ?? ''))
    .$if(medallionId !== undefined, (query) => query.where('version.medallion_id', '=', medallionId ?? ''))
    .$if(slug !== undefined, (query) =>
      query.where('organisation.slug', '=', place ?? '').where('medallion.slug', '=', own ?? ''),
    )
    .$if(number !== undefined, (query) => query.where('version.number', '=', number ?? 0))
    .orderBy('version.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** What a version asks for, in the order of its path, by the newest titles and with the goals in words. */
export async function listPicked(db: Db, { id, content }: Pick<MedallionVersion, 'id' | 'content'>): Promise<Picked[]> {
  const { picks, goals } = medallionShape.parse(content)
  const rows = await db
    .selectFrom('medallion_pick as pick')
    .innerJoin('micro_credential as thing', (join) =>
      join.onRef('thing.org_id', '=', 'pick.publisher_id').onRef('thing.id', '=', 'pick.micro_credential_id'),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('micro_credential_version as version')
          .select('version.title')
          .whereRef('version.org_id', '=', 'thing.org_id')
          .whereRef('version.micro_credential_id', '=', 'thing.id')
          .orderBy(sql`version.state = 'published'`, 'desc')
          .orderBy('version.number', 'desc')
          .limit(1)
          .as('named'),
      (join) => join.onTrue(),
    )
    .select(['thing.slug', 'named.title'])
    .where('pick.version_id', '=', id)
    .orderBy('pick.position')
    .execute()
  return rows.flatMap(({ slug, title }) => {
    const pick = picks.find(({ micro_credential: listed }) => listed === slug)
    const goal = goals.find((one) => one.id === pick?.goal)
    return pick === undefined
      ? []
      : [{ slug, title, goal: goal?.name ?? '', line: pick.mission_line, group: pick.group ?? null }]
  })
}

/** What some versions ask for, with the hours that they take, by their ids. */
export async function listContents(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { content: MedallionContent; hoursMin: number; hoursMax: number }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('medallion_version')
    .select(['id', 'content', 'hours_min as hoursMin', 'hours_max as hoursMax'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, content, ...hours }) => [id, { content: medallionShape.parse(content), ...hours }]))
}
