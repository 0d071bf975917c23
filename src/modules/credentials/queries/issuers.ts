import { sql } from 'kysely'
import type { Db } from '../../../platform/database/database.ts'
import type { AwardKind, Issuer } from '../rules/achievement.ts'

export type KnownIssuer = Issuer & { orgId: string; timeZone: string }

const issuers = (db: Db) =>
  db
    .selectFrom('organisation')
    .select(['id as orgId', 'slug', 'name', 'url', 'country', 'region', 'time_zone as timeZone'])

/** From the root of its tree to an organisation; empty when there is no such organisation. */
export async function findIssuerPath(db: Db, orgId: string): Promise<readonly string[]> {
  const row = await db.selectFrom('organisation').select('path').where('id', '=', orgId).executeTakeFirst()
  return row?.path ?? []
}

/**
 * The registers that are kept by who is registrar at these organisations: theirs, and of those below them the ones that
 * have issued something.
 */
export async function listRegisters(db: Db, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where(sql<boolean>`path && ${[...ids]}::uuid[]`)
    .where((eb) => eb.or([eb('id', 'in', [...ids]), eb('id', 'in', eb.selectFrom('issuer_key').select('org_id'))]))
    .orderBy('name')
    .execute()
  const own = ids.flatMap((id) => rows.filter((row) => row.id === id))
  return [...own, ...rows.filter(({ id }) => !ids.includes(id))]
}

/** The names of those at or below these organisations that have issued something and have no registrar, nor above them. */
export async function listUnkept(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('organisation')
    .select('name')
    .where(sql<boolean>`path && ${[...ids]}::uuid[]`)
    .where('id', 'in', (eb) => eb.selectFrom('issuer_key').select('org_id'))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('role')
            .select('role.id')
            .where('role.kind', '=', 'registrar')
            .where('role.ended_at', 'is', null)
            .where(sql<boolean>`role.organisation_id = any(organisation.path)`),
        ),
      ),
    )
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

/** What a credential says of its issuer. */
export const getIssuer = (db: Db, orgId: string): Promise<KnownIssuer> =>
  issuers(db).where('id', '=', orgId).executeTakeFirstOrThrow()

/** An organisation as an issuer, whether or not it has issued anything; null when there is none of this name. */
async function findIssuer(db: Db, slug: string): Promise<KnownIssuer | null> {
  return (await issuers(db).where('slug', '=', slug).executeTakeFirst()) ?? null
}

/** The public keys of an issuer: those for credentials first, the newest first, retired ones too; null when it never issued. */
export async function findIssuerKeys(db: Db, slug: string): Promise<{ issuer: KnownIssuer; keys: string[] } | null> {
  const issuer = await findIssuer(db, slug)
  if (issuer === null) return null
  const keys = await db
    .selectFrom('issuer_key')
    .select('public_multibase')
    .where('org_id', '=', issuer.orgId)
    .orderBy('algorithm')
    .orderBy('created_at', 'desc')
    .execute()
  return keys.length === 0 ? null : { issuer, keys: keys.map((key) => key.public_multibase) }
}

/** Who issues what is earned in this installation's catalogue; null before the first start has made it. */
export async function findPublishingIssuer(db: Db): Promise<KnownIssuer | null> {
  const issuer = await issuers(db).where('kind', '=', 'publisher').orderBy('created_at').limit(1).executeTakeFirst()
  return issuer ?? null
}

/** The ink that an organisation has chosen, #rrggbb; null where it has chosen none. */
export async function findInk(db: Db, orgId: string): Promise<string | null> {
  const row = await db
    .selectFrom('organisation_profile')
    .select('ink')
    .where('organisation_id', '=', orgId)
    .where('ink', '<>', '')
    .executeTakeFirst()
  return row?.ink ?? null
}

/** Who issues what has this name in an address: an organisation its medallions, the publisher all else. */
export const findIssuerOf = (db: Db, kind: AwardKind, slug: string): Promise<KnownIssuer | null> =>
  kind === 'medallion' ? findIssuer(db, slug.split('/')[0] ?? '') : findPublishingIssuer(db)
