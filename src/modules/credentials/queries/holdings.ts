import type { Db } from '../../../platform/database/database.ts'
import type { AwardKind } from '../rules/achievement.ts'
import type { AwardState } from '../rules/award.ts'
import type { ReissueCause } from '../rules/issuing/reissue.ts'
import type { DrawnMedallion } from '../rules/seal.ts'
import { placeOf } from '../rules/status-list.ts'
import { findTemplated } from './credentials.ts'
import type { KnownIssuer } from './issuers.ts'
import { drawnOfAward } from './medallions/drawn.ts'

/** A credential with all that becomes of it, whoever holds it; its text is read by findCredential. */
export type IssuedRow = {
  orgId: string
  id: string
  kind: AwardKind
  person: string
  hours: number
  awardedAt: Date
  state: AwardState
  reason: string | null
  changedAt: Date
  /** What stands in its place; null while it is the one of its award */
  replaced: { at: Date; by: string; because: ReissueCause } | null
  /** Whether its educator lets it be found */
  shared: boolean
  /** How it is drawn; null for what is no medallion */
  medallion: DrawnMedallion | null
}

const issued = (db: Db) =>
  db
    .selectFrom('credential')
    .innerJoin('award', (join) =>
      join.onRef('award.org_id', '=', 'credential.org_id').onRef('award.id', '=', 'credential.award_id'),
    )
    .innerJoin('person', 'person.id', 'award.person_id')
    .leftJoin('shared_award as shared', (join) =>
      join.onRef('shared.org_id', '=', 'award.org_id').onRef('shared.award_id', '=', 'award.id'),
    )
    .select([
      'credential.org_id as orgId',
      'credential.id',
      'credential.superseded_at as at',
      'credential.superseded_by as by',
      'credential.superseded_because as because',
      'award.kind',
      'award.hours',
      'award.awarded_at as awardedAt',
      'award.state',
      'award.reason',
      'award.state_changed_at as changedAt',
      'person.name as person',
      'shared.shared_at as sharedAt',
      drawnOfAward.as('medallion'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof issued>['execute']>>[number]
const toIssued = ({ at, by, because, sharedAt, ...row }: Row): IssuedRow => ({
  ...row,
  kind: row.kind as AwardKind,
  state: row.state as AwardState,
  replaced: at === null || by === null ? null : { at, by, because: because as ReissueCause },
  shared: sharedAt !== null && row.state === 'active' && at === null,
})

/** Some of the credentials of an issuer, in the order of their ids after one: ask again with the last until none comes. */
export async function listIssuedAfter(
  db: Db,
  orgId: string,
  after: string | null,
  limit: number,
): Promise<IssuedRow[]> {
  const rows = await issued(db)
    .where('credential.org_id', '=', orgId)
    .$if(after !== null, (query) => query.where('credential.id', '>', after ?? ''))
    .orderBy('credential.id')
    .limit(limit)
    .execute()
  return rows.map(toIssued)
}

/** Every credential of a person, by whomever it was issued, replaced ones too; the oldest first. */
export async function listIssuedTo(db: Db, personId: string): Promise<IssuedRow[]> {
  const rows = await issued(db)
    .where('award.person_id', '=', personId)
    .orderBy('award.awarded_at')
    .orderBy('credential.id')
    .execute()
  return rows.map(toIssued)
}

/** How many credentials an issuer has signed. */
export async function countIssued(db: Db, orgId: string): Promise<number> {
  const { n } = await db
    .selectFrom('credential')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('org_id', '=', orgId)
    .executeTakeFirstOrThrow()
  return n
}

/** The organisations that have keys, so that something may name them as its issuer. */
export async function listIssuers(db: Db): Promise<KnownIssuer[]> {
  return db
    .selectFrom('organisation')
    .select(['id as orgId', 'slug', 'name', 'url', 'country', 'region', 'time_zone as timeZone'])
    .where('id', 'in', (eb) => eb.selectFrom('issuer_key').select('org_id'))
    .orderBy('slug')
    .execute()
}

/** The lists of status in which the credentials of a person have a place. */
export async function listListsOf(db: Db, personId: string): Promise<string[]> {
  const [entered, inThemselves] = await Promise.all([listEntered(db, personId), listTemplated(db, personId)])
  const documents = await Promise.all(inThemselves.map(({ orgId, id }) => findTemplated(db, orgId, id)))
  const places = documents.map((kept) => (kept === null ? null : placeOf(kept.document).listId))
  return [...new Set([...entered, ...places])].filter((listId) => listId !== null).toSorted()
}

const listTemplated = (db: Db, personId: string) =>
  db
    .selectFrom('credential')
    .innerJoin('award', (join) =>
      join.onRef('award.org_id', '=', 'credential.org_id').onRef('award.id', '=', 'credential.award_id'),
    )
    .select(['credential.org_id as orgId', 'credential.id'])
    .where('award.person_id', '=', personId)
    .where('credential.template_id', 'is not', null)
    .execute()

async function listEntered(db: Db, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('status_entry as entry')
    .innerJoin('credential', (join) =>
      join.onRef('credential.org_id', '=', 'entry.org_id').onRef('credential.id', '=', 'entry.credential_id'),
    )
    .innerJoin('award', (join) =>
      join.onRef('award.org_id', '=', 'credential.org_id').onRef('award.id', '=', 'credential.award_id'),
    )
    .select('entry.list_id as listId')
    .distinct()
    .where('award.person_id', '=', personId)
    .execute()
  return rows.map(({ listId }) => listId)
}
