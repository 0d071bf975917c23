import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { isSlug } from '../../catalogue/rules/content.ts'
import { medallionShape, type MedallionContent } from '../rules/content.ts'
import type { ListedPick } from '../rules/qualify.ts'

/** What a medallion said and asked for at one time; it never changes. */
export type MedallionVersion = {
  orgId: string
  id: string
  medallionId: string
  /** Who designed it, and who issues it */
  organisationId: string
  number: number
  title: string
  /** How many micro-credentials earn it */
  needed: number
  hoursMin: number
  hoursMax: number
  content: MedallionContent
  /** Of the medallion, in its address */
  slug: string
  publishedAt: Date
  changeNote: string
  /** Of the medallion: since when nobody new is offered it, and why */
  retired: { at: Date; because: string } | null
  organisation: { slug: string; name: string; url: string | null; path: readonly string[]; ink: string }
}

const versions = (db: Db | Tx) =>
  db
    .selectFrom('medallion_version as version')
    .innerJoin('medallion', (join) =>
      join.onRef('medallion.org_id', '=', 'version.org_id').onRef('medallion.id', '=', 'version.medallion_id'),
    )
    .innerJoin('organisation', 'organisation.id', 'version.organisation_id')
    .leftJoin('organisation_profile as profile', (join) =>
      join
        .onRef('profile.org_id', '=', 'version.org_id')
        .onRef('profile.organisation_id', '=', 'version.organisation_id'),
    )
    .select([
      'version.org_id as orgId',
      'version.id',
      'version.medallion_id as medallionId',
      'version.organisation_id as organisationId',
      'version.number',
      'version.title',
      'version.needed',
      'version.hours_min as hoursMin',
      'version.hours_max as hoursMax',
      'version.content',
      'version.published_at as publishedAt',
      'version.change_note as changeNote',
      'medallion.slug',
      'medallion.retired_at as retiredAt',
      'medallion.retired_because as because',
      'organisation.slug as organisationSlug',
      'organisation.name as organisationName',
      'organisation.url',
      'organisation.path',
      'profile.ink',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof versions>['executeTakeFirstOrThrow']>>

const toVersion = ({
  content,
  retiredAt,
  because,
  organisationSlug,
  organisationName,
  url,
  path,
  ink,
  ...row
}: Row): MedallionVersion => ({
  ...row,
  content: medallionShape.parse(content),
  retired: retiredAt === null ? null : { at: retiredAt, because: because ?? '' },
  organisation: { slug: organisationSlug, name: organisationName, url, path, ink: ink ?? '' },
})

/** The newest version of each medallion. */
const newest = (db: Db | Tx) =>
  versions(db).where((eb) =>
    eb.not(
      eb.exists(
        eb
          .selectFrom('medallion_version as newer')
          .select('newer.id')
          .whereRef('newer.org_id', '=', 'version.org_id')
          .whereRef('newer.medallion_id', '=', 'version.medallion_id')
          .whereRef('newer.number', '>', 'version.number'),
      ),
    ),
  )

/** What the public page of a medallion shows, also of a retired one; null when there is none of this address. */
export async function findMedallion(
  db: Db | Tx,
  { organisationSlug, slug }: { organisationSlug: string; slug: string },
): Promise<MedallionVersion | null> {
  if (!isSlug(organisationSlug) || !isSlug(slug)) return null
  const row = await newest(db)
    .where('organisation.slug', '=', organisationSlug)
    .where('medallion.slug', '=', slug)
    .executeTakeFirst()
  return row === undefined ? null : toVersion(row)
}

/**
 * The medallions of these organisations and of all below them, retired ones too, by title: for a leader, with the
 * organisations in which they hold the role.
 */
export async function listMedallions(
  db: Db | Tx,
  orgId: string,
  organisationIds: readonly string[],
): Promise<MedallionVersion[]> {
  const rows = await newest(db)
    .where('version.org_id', '=', orgId)
    .where(sql<boolean>`organisation.path && ${organisationIds}::uuid[]`)
    .orderBy('version.title')
    .orderBy('version.id')
    .execute()
  return rows.map(toVersion)
}

/**
 * The medallions that educators of an organisation may be offered: its own and those of the organisations above it (its
 * path), by title. A new one is held against them.
 */
export async function listOffered(db: Db | Tx, orgId: string, path: readonly string[]): Promise<MedallionVersion[]> {
  const rows = await newest(db)
    .where('version.org_id', '=', orgId)
    .where('version.organisation_id', 'in', [...path])
    .where('medallion.retired_at', 'is', null)
    .orderBy('version.title')
    .orderBy('version.id')
    .execute()
  return rows.map(toVersion)
}

/** All medallions that are offered, of every tree, by title: for the public page, and for who wants to copy one. */
export async function listPublishedMedallions(db: Db | Tx): Promise<MedallionVersion[]> {
  const rows = await newest(db)
    .where('medallion.retired_at', 'is', null)
    .orderBy('version.title')
    .orderBy('version.id')
    .execute()
  return rows.map(toVersion)
}

/** A version that must exist, for whoever keeps its id. */
export async function getMedallionVersion(db: Db | Tx, orgId: string, versionId: string): Promise<MedallionVersion> {
  const row = await versions(db)
    .where('version.org_id', '=', orgId)
    .where('version.id', '=', versionId)
    .executeTakeFirstOrThrow()
  return toVersion(row)
}

/** A version by its id alone, of whatever tree; what is published may be read and copied by everybody. */
export async function findPublishedVersion(db: Db | Tx, versionId: string): Promise<MedallionVersion | null> {
  const row = await versions(db).where('version.id', '=', versionId).executeTakeFirst()
  return row === undefined ? null : toVersion(row)
}

export async function findNewestMedallionVersion(
  db: Db | Tx,
  orgId: string,
  medallionId: string,
): Promise<MedallionVersion | null> {
  const row = await versions(db)
    .where('version.org_id', '=', orgId)
    .where('version.medallion_id', '=', medallionId)
    .orderBy('version.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : toVersion(row)
}

/** Every version of a medallion, the newest first. */
export async function listMedallionVersions(
  db: Db | Tx,
  orgId: string,
  medallionId: string,
): Promise<MedallionVersion[]> {
  const rows = await versions(db)
    .where('version.org_id', '=', orgId)
    .where('version.medallion_id', '=', medallionId)
    .orderBy('version.number', 'desc')
    .execute()
  return rows.map(toVersion)
}

export type PickRow = ListedPick & { position: number; publisherId: string; slug: string }

/** What a version lists, in the order of its path. */
export async function listPicks(db: Db | Tx, orgId: string, versionId: string): Promise<PickRow[]> {
  return db
    .selectFrom('medallion_pick as pick')
    .innerJoin('micro_credential as mc', (join) =>
      join.onRef('mc.org_id', '=', 'pick.publisher_id').onRef('mc.id', '=', 'pick.micro_credential_id'),
    )
    .select([
      'pick.position',
      'pick.publisher_id as publisherId',
      'pick.micro_credential_id as microCredentialId',
      'pick.group_id as groupId',
      'pick.needed',
      'mc.slug',
    ])
    .where('pick.org_id', '=', orgId)
    .where('pick.version_id', '=', versionId)
    .orderBy('pick.position')
    .execute()
}
