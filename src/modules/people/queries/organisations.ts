import { sql } from 'kysely'
import type { OrganisationKind } from '../../../platform/actor.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'

export type Organisation = {
  id: string
  rootId: string
  /** From the root to the organisation itself */
  path: readonly string[]
  kind: OrganisationKind
  slug: string
  name: string
  country: string
  timeZone: string
  url: string | null
}

const organisations = (db: Db) =>
  db.selectFrom('organisation').select(['id', 'root_id', 'path', 'kind', 'slug', 'name', 'country', 'time_zone', 'url'])

const toOrganisation = (
  row: Awaited<ReturnType<ReturnType<typeof organisations>['executeTakeFirstOrThrow']>>,
): Organisation => ({
  id: row.id,
  rootId: row.root_id,
  path: row.path,
  kind: row.kind as OrganisationKind,
  slug: row.slug,
  name: row.name,
  country: row.country,
  timeZone: row.time_zone,
  url: row.url,
})

/** The organisation that publishes this installation's catalogue and issues what is earned in it. */
export async function findPublisher(db: Db): Promise<Organisation | null> {
  const row = await organisations(db).where('kind', '=', 'publisher').orderBy('created_at').limit(1).executeTakeFirst()
  return row === undefined ? null : toOrganisation(row)
}

export async function getPublisher(db: Db): Promise<Organisation> {
  const publisher = await findPublisher(db)
  if (publisher === null) throw new Error('There is no publisher yet; the start of the program makes one.')
  return publisher
}

export async function getOrganisation(db: Db, id: string): Promise<Organisation> {
  return toOrganisation(await organisations(db).where('id', '=', id).executeTakeFirstOrThrow())
}

/** All organisations of a tree, the root first, then by name. */
export async function listOrganisations(db: Db, rootId: string): Promise<Organisation[]> {
  const rows = await organisations(db)
    .where('root_id', '=', rootId)
    .orderBy(sql`parent_id is not null`)
    .orderBy('name')
    .execute()
  return rows.map(toOrganisation)
}

/** Writes an organisation; without a parent it is the root of a tree of its own. */
export async function insertOrganisation(
  tx: Tx,
  organisation: {
    kind: OrganisationKind
    slug: string
    name: string
    country: string
    timeZone: string
    parent: Organisation | null
    demo: boolean
    url: string | null
  },
  now: Date,
): Promise<Organisation> {
  const id = newId()
  const { kind, slug, name, country, timeZone, parent, demo, url } = organisation
  const rootId = parent?.rootId ?? id
  const path = [...(parent?.path ?? []), id]
  await tx
    .insertInto('organisation')
    .values({
      id,
      root_id: rootId,
      parent_id: parent?.id ?? null,
      path,
      kind,
      slug,
      name,
      country,
      time_zone: timeZone,
      url,
      demo,
      created_at: now,
    })
    .execute()
  return { id, rootId, path, kind, slug, name, country, timeZone, url }
}

export async function isSlugTaken(db: Db, slug: string): Promise<boolean> {
  const found = await db.selectFrom('organisation').select('id').where('slug', '=', slug).executeTakeFirst()
  return found !== undefined
}

export async function updateOrganisation(
  tx: Tx,
  id: string,
  { name, country, timeZone }: Pick<Organisation, 'name' | 'country' | 'timeZone'>,
): Promise<void> {
  await tx.updateTable('organisation').set({ name, country, time_zone: timeZone }).where('id', '=', id).execute()
}
