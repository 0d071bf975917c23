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

/** For an id that comes from outside; null where there is no such organisation. */
export async function findOrganisation(db: Db, id: string): Promise<Organisation | null> {
  const row = await organisations(db).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toOrganisation(row)
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

/** Organisations and everything below them, in no order. */
export async function listBelow(db: Db, ids: readonly string[]): Promise<Organisation[]> {
  if (ids.length === 0) return []
  const rows = await organisations(db)
    .where(sql<boolean>`path && ${sql.val([...ids])}::uuid[]`)
    .execute()
  return rows.map(toOrganisation)
}

/** Holds a tree until the end of the transaction, so that what is decided about all of it is decided by one at a time. */
export async function lockTree(tx: Tx, rootId: string): Promise<void> {
  await tx.selectFrom('organisation').select('id').where('id', '=', rootId).forNoKeyUpdate().execute()
}

/**
 * Writes an organisation; without a parent it is the root of a tree of its own. Where its slug is taken, by one of the
 * same name, it gets a number: -2, -3.
 */
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
  const { kind, name, country, timeZone, parent, demo, url } = organisation
  const rootId = parent?.rootId ?? id
  const path = [...(parent?.path ?? []), id]
  const row = {
    id,
    root_id: rootId,
    parent_id: parent?.id ?? null,
    path,
    kind,
    name,
    country,
    time_zone: timeZone,
    url,
    demo,
    created_at: now,
  }
  for (;;) {
    const slug = await freeSlug(tx, organisation.slug)
    const made = await tx
      .insertInto('organisation')
      .values({ ...row, slug })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made !== undefined) return { id, rootId, path, kind, slug, name, country, timeZone, url }
  }
}

/** The slug itself, or with the first number that nobody has. Another transaction may take it meanwhile. */
async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const rows = await tx
    .selectFrom('organisation')
    .select('slug')
    .where((eb) => eb.or([eb('slug', '=', wanted), eb('slug', 'like', `${wanted}-%`)]))
    .execute()
  const taken = new Set(rows.map(({ slug }) => slug))
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`
}

export async function updateOrganisation(
  tx: Tx,
  id: string,
  { name, country, timeZone }: Pick<Organisation, 'name' | 'country' | 'timeZone'>,
): Promise<void> {
  await tx.updateTable('organisation').set({ name, country, time_zone: timeZone }).where('id', '=', id).execute()
}

export async function writeName(tx: Tx, id: string, name: string): Promise<void> {
  await tx.updateTable('organisation').set({ name }).where('id', '=', id).execute()
}

/** Puts an organisation under another, with the paths of everything below it. Whether it may stand there is decided. */
export async function writePlace(tx: Tx, moved: Organisation, to: Organisation): Promise<void> {
  const above = moved.path.length - 1
  await tx
    .updateTable('organisation')
    .set({ path: sql`${sql.val([...to.path])}::uuid[] || path[${sql.lit(above + 1)}:]` })
    .where(sql<boolean>`path @> array[${moved.id}]::uuid[]`)
    .execute()
  await tx.updateTable('organisation').set({ parent_id: to.id }).where('id', '=', moved.id).execute()
}
