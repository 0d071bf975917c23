import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { newId } from '../../../platform/database/ids.ts'
import type { AwardKind } from '../rules/achievement.ts'
import type { AwardState } from '../rules/award.ts'
import type { DrawnMedallion } from '../rules/seal.ts'
import { reviseCredentials } from './credentials.ts'
import { drawnOfAward } from './medallions/drawn.ts'

export type Award = {
  orgId: string
  id: string
  personId: string
  kind: AwardKind
  achievementId: string
  versionId: string
  sourceOrgId: string | null
  submissionId: string | null
  hours: number
  state: AwardState
  reason: string | null
  awardedAt: Date
  stateChangedAt: Date
}

const COLUMNS = [
  'award.org_id as orgId',
  'award.id',
  'award.person_id as personId',
  'award.kind',
  'award.achievement_id as achievementId',
  'award.version_id as versionId',
  'award.source_org_id as sourceOrgId',
  'award.submission_id as submissionId',
  'award.hours',
  'award.state',
  'award.reason',
  'award.awarded_at as awardedAt',
  'award.state_changed_at as stateChangedAt',
] as const

type Row = Omit<Award, 'kind' | 'state'> & { kind: string; state: string }
const toAward = <R extends Row>(row: R) => ({ ...row, kind: row.kind as AwardKind, state: row.state as AwardState })

/**
 * Writes an award, unless the person has this one from this issuer already: then nothing is written and the answer is
 * null. The unique index decides, however many ask at the same moment.
 */
export async function insertAward(
  tx: Tx,
  award: Pick<
    Award,
    | 'orgId'
    | 'personId'
    | 'kind'
    | 'achievementId'
    | 'versionId'
    | 'sourceOrgId'
    | 'submissionId'
    | 'hours'
    | 'awardedAt'
  >,
  now: Date,
): Promise<string | null> {
  const made = await tx
    .insertInto('award')
    .values({
      org_id: award.orgId,
      id: newId(),
      person_id: award.personId,
      kind: award.kind,
      achievement_id: award.achievementId,
      version_id: award.versionId,
      source_org_id: award.sourceOrgId,
      submission_id: award.submissionId,
      hours: award.hours,
      state: 'active',
      awarded_at: award.awardedAt,
      state_changed_at: now,
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'person_id', 'kind', 'achievement_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id ?? null
}

/** `lock` keeps everyone else from changing the award, or issuing its credential, until the transaction ends. */
export async function findAward(db: Db, orgId: string, id: string, lock = false): Promise<Award | null> {
  const row = await db
    .selectFrom('award')
    .select(COLUMNS)
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row === undefined ? null : toAward(row)
}

/** By id alone, for a page whose address holds no issuer. */
export async function findAwardById(db: Db, id: string): Promise<Award | null> {
  const row = await db.selectFrom('award').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toAward(row)
}

/**
 * Takes a person's awards in hand: who awards or suspends collections waits here for whoever does so already. Without
 * it a collection could be made from an award that is being revoked and never hear of it.
 */
export async function holdAwardsOf(tx: Tx, personId: string): Promise<void> {
  await tx.selectFrom('person').select('id').where('id', '=', personId).forNoKeyUpdate().executeTakeFirstOrThrow()
}

/** A person's awards from one issuer. */
export async function listAwardsFrom(db: Db, orgId: string, personId: string): Promise<Award[]> {
  const rows = await db
    .selectFrom('award')
    .select(COLUMNS)
    .where('org_id', '=', orgId)
    .where('person_id', '=', personId)
    .execute()
  return rows.map(toAward)
}

/** Of each person who has all of these in force, and has no award of the collection that they make: one of theirs. */
export async function listCompleters(
  db: Db,
  orgId: string,
  { kind, id }: { kind: 'stack' | 'badge'; id: string },
  memberIds: readonly string[],
): Promise<string[]> {
  if (memberIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select (array_agg(award.id))[1] as id
    from award
    where org_id = ${orgId} and achievement_id = any(${memberIds}::uuid[]) and state = 'active'
      and not exists (
        select from award as whole
        where whole.org_id = award.org_id and whole.person_id = award.person_id
          and whole.kind = ${kind} and whole.achievement_id = ${id})
    group by person_id
    having count(*) = ${memberIds.length}`.execute(db)
  return rows.map((row) => row.id)
}

/** Changes what an award is worth from now on; the page of its credential looks different then. */
export async function updateAwardState(
  tx: Tx,
  given: { orgId: string; id: string; state: AwardState; reason: string | null; now: Date },
): Promise<void> {
  await tx
    .updateTable('award')
    .set({ state: given.state, reason: given.reason, state_changed_at: given.now })
    .where('org_id', '=', given.orgId)
    .where('id', '=', given.id)
    .execute()
  await reviseCredentials(tx, given.orgId, given.id)
}

/** Lets an award name a corrected version of what was earned. */
export async function updateAwardVersion(
  tx: Tx,
  orgId: string,
  id: string,
  { versionId, hours }: Pick<Award, 'versionId' | 'hours'>,
): Promise<void> {
  await tx
    .updateTable('award')
    .set({ version_id: versionId, hours })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .execute()
}

/** An award with the words that a list shows of it. */
export type ListedAward = Award & {
  person: string
  title: string
  slug: string
  version: number
  /** The one in force; null while it is being signed. */
  credentialId: string | null
  validUntil: Date | null
  /** How it is drawn; null for what is no medallion */
  medallion: DrawnMedallion | null
}

const listed = (db: Db) =>
  db
    .selectFrom('award')
    .innerJoin('person', 'person.id', 'award.person_id')
    .leftJoin('credential', (join) =>
      join
        .onRef('credential.org_id', '=', 'award.org_id')
        .onRef('credential.award_id', '=', 'award.id')
        .on('credential.superseded_at', 'is', null),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('micro_credential_version as v')
          .innerJoin('micro_credential as t', (join) =>
            join.onRef('t.org_id', '=', 'v.org_id').onRef('t.id', '=', 'v.micro_credential_id'),
          )
          .select(['v.title', 't.slug', 'v.number'])
          .whereRef('v.org_id', '=', 'award.org_id')
          .whereRef('v.id', '=', 'award.version_id')
          .unionAll(
            eb
              .selectFrom('stack_version as v')
              .innerJoin('stack as t', (join) =>
                join.onRef('t.org_id', '=', 'v.org_id').onRef('t.id', '=', 'v.stack_id'),
              )
              .select(['v.title', 't.slug', 'v.number'])
              .whereRef('v.org_id', '=', 'award.org_id')
              .whereRef('v.id', '=', 'award.version_id'),
          )
          .unionAll(
            eb
              .selectFrom('badge_version as v')
              .innerJoin('badge as t', (join) =>
                join.onRef('t.org_id', '=', 'v.org_id').onRef('t.id', '=', 'v.badge_id'),
              )
              .select(['v.title', 't.slug', 'v.number'])
              .whereRef('v.org_id', '=', 'award.org_id')
              .whereRef('v.id', '=', 'award.version_id'),
          )
          .unionAll(
            eb
              .selectFrom('medallion_version as v')
              .innerJoin('medallion as t', 't.id', 'v.medallion_id')
              .innerJoin('organisation as o', 'o.id', 'v.organisation_id')
              .select(['v.title', sql<string>`o.slug || '/' || t.slug`.as('slug'), 'v.number'])
              .whereRef('v.id', '=', 'award.version_id'),
          )
          .as('named'),
      (join) => join.onTrue(),
    )
    .select([
      ...COLUMNS,
      'person.name as person',
      'named.title',
      'named.slug',
      'named.number as version',
      'credential.id as credentialId',
      'credential.valid_until as validUntil',
      drawnOfAward.as('medallion'),
    ])

/** Everything a person was awarded, by whomever, the newest first. */
export async function listAwardsOf(db: Db, personId: string): Promise<ListedAward[]> {
  const rows = await listed(db)
    .where('award.person_id', '=', personId)
    .orderBy('award.awarded_at', 'desc')
    .orderBy('award.id', 'desc')
    .execute()
  return rows.map(toAward)
}

/** One award with its words; null when the issuer made no such award. */
export async function findListedAward(db: Db, orgId: string, id: string): Promise<ListedAward | null> {
  const row = await listed(db).where('award.org_id', '=', orgId).where('award.id', '=', id).executeTakeFirst()
  return row === undefined ? null : toAward(row)
}

/** One page of an issuer's register, the newest first. The search reads names of people and titles; `bulkId` is the file it was recorded from. */
export async function listRegister(
  db: Db,
  orgId: string,
  asked: { search: string; state: AwardState | null; bulkId?: string | null; limit: number; offset: number },
): Promise<{ total: number; awards: ListedAward[] }> {
  const { search, state, bulkId = null, limit, offset } = asked
  const titled = (table: 'micro_credential_version' | 'stack_version' | 'badge_version') =>
    db.selectFrom(table).select('id').where('org_id', '=', orgId).where('title', 'ilike', like(search))
  const medallions = db
    .selectFrom('medallion_version')
    .select('id')
    .where('organisation_id', '=', orgId)
    .where('title', 'ilike', like(search))
  // The names of all are not looked up, however long the register is: only those of one page, below.
  const found = db
    .selectFrom('award')
    .select('award.id')
    .where('award.org_id', '=', orgId)
    .$if(state !== null, (query) => query.where('award.state', '=', state ?? ''))
    .$if(bulkId !== null, (query) => query.where('award.bulk_id', '=', bulkId))
    .$if(search !== '', (query) =>
      query.where((eb) =>
        eb.or([
          eb('award.person_id', 'in', db.selectFrom('person').select('id').where('name', 'ilike', like(search))),
          eb('award.version_id', 'in', titled('micro_credential_version')),
          eb('award.version_id', 'in', titled('stack_version')),
          eb('award.version_id', 'in', titled('badge_version')),
          eb('award.version_id', 'in', medallions),
        ]),
      ),
    )
  const page = found.orderBy('award.awarded_at', 'desc').orderBy('award.id', 'desc').limit(limit).offset(offset)
  const [total, rows] = await Promise.all([
    db
      .selectFrom(found.as('found'))
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
    listed(db)
      .where('award.org_id', '=', orgId)
      .where('award.id', 'in', page)
      .orderBy('award.awarded_at', 'desc')
      .orderBy('award.id', 'desc')
      .execute(),
  ])
  return { total: total.n, awards: rows.map(toAward) }
}

const like = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
