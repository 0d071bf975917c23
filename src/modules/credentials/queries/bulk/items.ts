import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/database.ts'
import type { AwardKind } from '../../rules/achievement.ts'
import type { Item } from '../../rules/bulk/items.ts'

/** The hours of a stack or badge are those of its parts; somebody may have been credited more or fewer. */
const LEAST = 0.25
const MOST = 1000

/** Everything that an issuer's catalogue names, each with its newest published version, or else its outline. */
export async function listItems(db: Db, orgId: string): Promise<Item[]> {
  const [members, stacks, badges] = await Promise.all([membersOf(db, orgId), stacksOf(db, orgId), badgesOf(db, orgId)])
  const sum = (parts: readonly number[]) => parts.reduce((all, hours) => all + hours, 0)
  const ofStack = ({ listed }: { listed: string[] }) =>
    sum(members.filter(({ slug }) => listed.includes(slug)).map(({ credited }) => credited))
  const ofBadge = (id: string) => sum(stacks.filter(({ badgeId }) => badgeId === id).map(ofStack))
  const collection = (credited: number) => ({ least: LEAST, most: MOST, credited: Math.max(credited, LEAST) })
  return [
    ...members.map((row) => {
      const { least, most, credited } = row
      return itemOf('micro-credential', row, { least, most, credited })
    }),
    ...stacks.map((row) => itemOf('stack', row, collection(ofStack(row)))),
    ...badges.map((row) => itemOf('badge', row, collection(ofBadge(row.id)))),
  ]
}

type Row = { id: string; slug: string; title: string; state: string; versionId: string }

const itemOf = (kind: AwardKind, { id, slug, title, state, versionId }: Row, hours: Item['hours']): Item => ({
  kind,
  id,
  slug,
  title,
  versionId: state === 'published' ? versionId : null,
  hours,
})

const membersOf = (db: Db, orgId: string) =>
  db
    .selectFrom('micro_credential as thing')
    .innerJoin('micro_credential_version as version', (join) =>
      join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.micro_credential_id', '=', 'thing.id'),
    )
    .distinctOn('thing.id')
    .select(['thing.id', 'thing.slug', 'version.title', 'version.state'])
    .select(['version.id as versionId', 'version.hours_min as least', 'version.hours_max as most'])
    .select('version.hours_credited as credited')
    .where('thing.org_id', '=', orgId)
    .orderBy('thing.id')
    .orderBy(sql`version.state = 'published'`, 'desc')
    .orderBy('version.number', 'desc')
    .execute()

const stacksOf = (db: Db, orgId: string) =>
  db
    .selectFrom('stack as thing')
    .innerJoin('stack_version as version', (join) =>
      join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.stack_id', '=', 'thing.id'),
    )
    .distinctOn('thing.id')
    .select(['thing.id', 'thing.slug', 'thing.badge_id as badgeId', 'version.title', 'version.state'])
    .select(['version.id as versionId', sql<string[]>`version.content -> 'micro_credentials'`.as('listed')])
    .where('thing.org_id', '=', orgId)
    .orderBy('thing.id')
    .orderBy(sql`version.state = 'published'`, 'desc')
    .orderBy('version.number', 'desc')
    .execute()

const badgesOf = (db: Db, orgId: string) =>
  db
    .selectFrom('badge as thing')
    .innerJoin('badge_version as version', (join) =>
      join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.badge_id', '=', 'thing.id'),
    )
    .distinctOn('thing.id')
    .select(['thing.id', 'thing.slug', 'version.title', 'version.state', 'version.id as versionId'])
    .where('thing.org_id', '=', orgId)
    .orderBy('thing.id')
    .orderBy(sql`version.state = 'published'`, 'desc')
    .orderBy('version.number', 'desc')
    .execute()
