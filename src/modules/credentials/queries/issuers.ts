import type { Db } from '../../../platform/database/database.ts'
import type { Issuer } from '../rules/achievement.ts'

export type KnownIssuer = Issuer & { orgId: string; timeZone: string }

const issuers = (db: Db) =>
  db
    .selectFrom('organisation')
    .select(['id as orgId', 'slug', 'name', 'url', 'country', 'region', 'time_zone as timeZone'])

/** What a credential says of its issuer. */
export const getIssuer = (db: Db, orgId: string): Promise<KnownIssuer> =>
  issuers(db).where('id', '=', orgId).executeTakeFirstOrThrow()

/** The public keys of an issuer: those for credentials first, the newest first, retired ones too; null when it never issued. */
export async function findIssuerKeys(db: Db, slug: string): Promise<{ issuer: KnownIssuer; keys: string[] } | null> {
  const issuer = await issuers(db).where('slug', '=', slug).executeTakeFirst()
  if (issuer === undefined) return null
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
