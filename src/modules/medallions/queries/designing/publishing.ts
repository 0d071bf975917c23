/** Writes medallions and their versions. */

import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import type { MedallionContent } from '../../rules/content.ts'

type Owner = { orgId: string; organisationId: string }

/** Holds a medallion until the transaction ends; null when there is none. */
export async function lockMedallion(
  tx: Tx,
  orgId: string,
  id: string,
): Promise<(Owner & { slug: string; retired: boolean }) | null> {
  const row = await tx
    .selectFrom('medallion')
    .select(['organisation_id as organisationId', 'slug', 'retired_at as retiredAt'])
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return null
  const { organisationId, slug, retiredAt } = row
  return { orgId, organisationId, slug, retired: retiredAt !== null }
}

/** Where a medallion stands, by its id alone. */
export async function findMedallionPlace(
  db: Db | Tx,
  id: string,
): Promise<(Owner & { path: readonly string[] }) | null> {
  const row = await db
    .selectFrom('medallion')
    .innerJoin('organisation', 'organisation.id', 'medallion.organisation_id')
    .select(['medallion.org_id as orgId', 'medallion.organisation_id as organisationId', 'organisation.path'])
    .where('medallion.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Writes a medallion under the first free name: as given, or with a number behind it. */
export async function insertMedallion(
  tx: Tx,
  { orgId, organisationId, slug, by }: Owner & { slug: string; by: string },
  now: Date,
): Promise<{ id: string; slug: string }> {
  const id = newId()
  for (let copy = 1; ; copy += 1) {
    const free = copy === 1 ? slug : `${slug}-${copy}`
    const made = await tx
      .insertInto('medallion')
      .values({
        org_id: orgId,
        id,
        organisation_id: organisationId,
        slug: free,
        created_by: by,
        created_at: now,
      })
      .onConflict((oc) => oc.columns(['org_id', 'organisation_id', 'slug']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made !== undefined) return { id, slug: free }
  }
}

export type NewVersion = Owner & {
  medallionId: string
  number: number
  content: MedallionContent
  hash: string
  needed: number
  hours: { least: number; most: number }
  changeNote: string
  by: string
  /** By slug: what the catalogue calls each pick */
  picked: ReadonlyMap<string, { publisherId: string; id: string }>
}

/** Writes a version with a row for each pick. */
export async function insertVersion(tx: Tx, version: NewVersion, now: Date): Promise<string> {
  const { orgId, organisationId, medallionId, number, content, hash, needed, hours, changeNote, by, picked } = version
  const id = newId()
  await tx
    .insertInto('medallion_version')
    .values({
      org_id: orgId,
      id,
      medallion_id: medallionId,
      organisation_id: organisationId,
      number,
      title: content.title,
      needed,
      hours_min: hours.least,
      hours_max: hours.most,
      content: JSON.stringify(content),
      content_hash: hash,
      change_note: changeNote,
      published_by: by,
      published_at: now,
    })
    .execute()
  const neededOf = new Map(content.groups.map((group) => [group.id, group.needed]))
  const rows = content.picks.map(({ micro_credential: slug, group }, place) => {
    const found = picked.get(slug)
    if (found === undefined) throw new Error(`The catalogue has no ${slug}; the rules should have said so.`)
    return {
      org_id: orgId,
      version_id: id,
      position: place + 1,
      publisher_id: found.publisherId,
      micro_credential_id: found.id,
      group_id: group ?? null,
      needed: group === undefined ? 1 : (neededOf.get(group) ?? 1),
    }
  })
  await tx.insertInto('medallion_pick').values(rows).execute()
  return id
}

/** The number and the hash of the newest version; null when nothing was published yet. */
export async function findNewestNumber(
  tx: Tx,
  orgId: string,
  medallionId: string,
): Promise<{ number: number; hash: string } | null> {
  const row = await tx
    .selectFrom('medallion_version')
    .select(['number', 'content_hash as hash'])
    .where('org_id', '=', orgId)
    .where('medallion_id', '=', medallionId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Retires a medallion, or takes it up again (because: null); false when it is that already. */
export async function writeRetired(
  tx: Tx,
  { orgId, id, because }: { orgId: string; id: string; because: string | null },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update medallion set retired_at = ${because === null ? null : now}::timestamptz, retired_because = ${because}
    where org_id = ${orgId} and id = ${id} and (retired_at is null) = ${because !== null} returning id`.execute(tx)
  return rows.length > 0
}
