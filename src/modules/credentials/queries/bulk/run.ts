import { sql } from 'kysely'
import type { Db, Tx } from '../../../../platform/database/database.ts'
import { newId } from '../../../../platform/database/ids.ts'
import type { AwardKind } from '../../rules/achievement.ts'
import type { TemplateContent } from '../../rules/bulk/stored.ts'

/** Sets a checked file running; false when it has no award to make, or somebody was quicker. */
export async function beginRun(tx: Tx, orgId: string, bulkId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bulk')
    .set({ state: 'running', started_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', bulkId)
    .where('state', '=', 'checked')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('bulk_row')
          .select('number')
          .whereRef('bulk_row.org_id', '=', 'bulk.org_id')
          .whereRef('bulk_row.bulk_id', '=', 'bulk.id')
          .where('problem', 'is', null),
      ),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whether a file is running, and the number of its last row that is awarded. */
export async function findRun(db: Db, orgId: string, bulkId: string): Promise<{ last: number } | null> {
  const row = await db
    .selectFrom('bulk')
    .select((eb) => [
      eb
        .selectFrom('bulk_row')
        .select(({ fn }) => fn.max('number').as('last'))
        .whereRef('bulk_row.org_id', '=', 'bulk.org_id')
        .whereRef('bulk_row.bulk_id', '=', 'bulk.id')
        .where('problem', 'is', null)
        .as('last'),
    ])
    .where('org_id', '=', orgId)
    .where('id', '=', bulkId)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return row === undefined ? null : { last: row.last ?? 0 }
}

/** The versions that a file awards. */
export async function listVersions(
  db: Db,
  orgId: string,
  bulkId: string,
): Promise<{ kind: AwardKind; versionId: string }[]> {
  const rows = await db
    .selectFrom('bulk_row')
    .select(['kind', 'version_id as versionId'])
    .distinct()
    .where('org_id', '=', orgId)
    .where('bulk_id', '=', bulkId)
    .where('problem', 'is', null)
    .execute()
  return rows.map(({ kind, versionId }) => ({ kind: kind as AwardKind, versionId: versionId ?? '' }))
}

/** The first rows of the batches that are there. */
export async function listBatches(db: Db, orgId: string, bulkId: string): Promise<{ first: number; last: number }[]> {
  return db
    .selectFrom('bulk_batch')
    .select(['first', 'last'])
    .where('org_id', '=', orgId)
    .where('bulk_id', '=', bulkId)
    .orderBy('first')
    .execute()
}

/** Writes how far a run has come, for whoever watches it. */
export async function updateProgress(db: Db, orgId: string, bulkId: string, through: number): Promise<void> {
  await db
    .updateTable('bulk')
    .set((eb) => ({
      done_through: through,
      awarded_count: eb
        .selectFrom('bulk_batch')
        .select(({ fn }) => sql<number>`coalesce(${fn.sum('awarded')}, 0)::integer`.as('n'))
        .whereRef('bulk_batch.org_id', '=', 'bulk.org_id')
        .whereRef('bulk_batch.bulk_id', '=', 'bulk.id'),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', bulkId)
    .execute()
}

/** Ends a run; null when it was ended already, else how many awards it made. */
export async function endRun(tx: Tx, orgId: string, bulkId: string, now: Date): Promise<number | null> {
  const row = await tx
    .updateTable('bulk')
    .set({ state: 'done', finished_at: now })
    .where('org_id', '=', orgId)
    .where('id', '=', bulkId)
    .where('state', '=', 'running')
    .returning('awarded_count as awarded')
    .executeTakeFirst()
  return row?.awarded ?? null
}

/** Awards of a file whose credential no template could give, and which have none yet. */
export async function listUnsigned(db: Db, orgId: string, bulkId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('bulk_batch')
    .innerJoinLateral(
      (eb) => eb.fn<{ award_id: string }>('unnest', ['bulk_batch.unsigned']).as('left_over'),
      (join) => join.onTrue(),
    )
    .select(sql<string>`left_over`.as('awardId'))
    .where('bulk_batch.org_id', '=', orgId)
    .where('bulk_batch.bulk_id', '=', bulkId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('credential')
            .select('credential.id')
            .whereRef('credential.org_id', '=', 'bulk_batch.org_id')
            .where('credential.award_id', '=', sql<string>`left_over`),
        ),
      ),
    )
    .execute()
  return rows.map(({ awardId }) => awardId)
}

/**
 * Of the awards of a file, those that may complete a collection: one for each person and stack of which the person now
 * has every part, and every stack.
 */
export async function listCompleting(db: Db, orgId: string, bulkId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with held as (
      select distinct on (award.person_id, member.stack_id) award.id, award.person_id, member.stack_id
      from award
      join micro_credential member on member.org_id = award.org_id and member.id = award.achievement_id
      where award.org_id = ${orgId} and award.bulk_id = ${bulkId} and award.kind = 'micro-credential'
      order by award.person_id, member.stack_id, award.id
    )
    select held.id from held
    where not exists (
      select from micro_credential part
      where part.org_id = ${orgId} and part.stack_id = held.stack_id and not exists (
        select from award other
        where other.org_id = ${orgId} and other.person_id = held.person_id and other.kind = 'micro-credential'
          and other.achievement_id = part.id and other.state = 'active'
      )
    )
    union all
    select id from award where org_id = ${orgId} and bulk_id = ${bulkId} and kind = 'stack'`.execute(db)
  return rows.map(({ id }) => id)
}

type KeptTemplate = { id: string; content: TemplateContent }

/** Writes a template down, unless it is there already, and answers with what is there. */
export async function keepTemplate(
  db: Db,
  { orgId, hash, content }: { orgId: string; hash: string; content: TemplateContent },
): Promise<KeptTemplate> {
  await db
    .insertInto('award_template')
    .values({ org_id: orgId, id: newId(), hash, content: JSON.stringify(content), made_at: sql<Date>`now()` })
    .onConflict((conflict) => conflict.columns(['org_id', 'hash']).doNothing())
    .execute()
  const kept = await db
    .selectFrom('award_template')
    .select(['id', 'content'])
    .where('org_id', '=', orgId)
    .where('hash', '=', hash)
    .executeTakeFirstOrThrow()
  return { id: kept.id, content: kept.content as unknown as TemplateContent }
}
