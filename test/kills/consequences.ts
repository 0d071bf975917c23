import { sql } from 'kysely'
import type { Db } from '#src/platform/database/database.ts'
import type { Ledger } from './ledger.ts'
import { read, send, type Round } from './round.ts'

/**
 * What the worker still owes: for every earned decision one award, for every completed stack one award, for every
 * award one credential that the pages can find, for every decision and submission one letter, and nothing left in its
 * queue. In words; empty when all of it is done, and nothing twice.
 */
export async function findOwed(db: Db): Promise<string[]> {
  const { rows } = await sql<{ owed: string }>`
    with earned as (
      select submission_id from decision where outcome = 'earned'
    ), awarded as (
      select submission_id, count(*) as n from award where submission_id is not null group by submission_id
    ), complete as (
      select person_id, stack_id from award
        join micro_credential on micro_credential.id = award.achievement_id
      where award.kind = 'micro-credential' and award.state = 'active'
      group by person_id, stack_id
      having count(*) = (select count(*) from micro_credential as every where every.stack_id = micro_credential.stack_id)
    ), stacks as (
      select person_id, achievement_id as stack_id, count(*) as n from award where kind = 'stack' group by 1, 2
    )
    select 'submission ' || coalesce(earned.submission_id, awarded.submission_id) || ' has awards: ' || coalesce(n, 0) as owed
    from earned full join awarded on awarded.submission_id = earned.submission_id
    where earned.submission_id is null or n is distinct from 1
    union all
    select 'person ' || coalesce(complete.person_id, stacks.person_id) || ' has stacks: ' || coalesce(n, 0)
    from complete full join stacks on stacks.person_id = complete.person_id and stacks.stack_id = complete.stack_id
    where complete.person_id is null or n is distinct from 1
    union all
    select 'award ' || award.id || ' has credentials: ' || count(credential.id)
    from award
      left join credential on credential.org_id = award.org_id and credential.award_id = award.id
        and credential.superseded_at is null
    group by award.id having count(credential.id) <> 1
    union all
    select 'in the queue: ' || task_identifier || ' ' || coalesce(last_error, '') from graphile_worker.jobs`.execute(db)
  return rows.map(({ owed }) => owed)
}

/** Awards of one thing to one person more than once, ever; the worker has no time to put these right. */
export async function findTwice(db: Db): Promise<string[]> {
  const { rows } = await sql<{ twice: string }>`
    select 'award ' || kind || ' ' || achievement_id || ' of ' || person_id as twice
    from award group by kind, achievement_id, person_id having count(*) > 1
    union all
    select 'event ' || type || ' of ' || subject_id
    from event where type in ('assessment.decided', 'submission.submitted', 'credential.issued', 'award.made')
    group by type, subject_id having count(*) > 1`.execute(db)
  return rows.map(({ twice }) => twice)
}

/** Opens files as their educators would; those that were opened after an earlier kill only when all are asked for. */
export async function findWrongFiles(round: Round, { educators }: Ledger, all: boolean): Promise<string[]> {
  const wrong: string[] = []
  for (const { cookie, pursuits } of educators)
    for (const { id, files } of pursuits.values())
      for (const file of files.filter(({ acknowledged, seen }) => acknowledged && (all || !seen))) {
        file.seen = true
        const answer = await send(round, `/pursuits/${id}/evidence/${file.evidenceId ?? ''}`, { cookie })
        const bytes = Buffer.from(await answer.arrayBuffer())
        if (answer.status !== 200 || !bytes.equals(file.bytes)) wrong.push(`${file.name} of ${id}: ${answer.status}`)
      }
  return wrong
}

/** Every credential as a stranger gets it; gives how many there are. */
export async function readCredentials(round: Round, db: Db): Promise<number> {
  const { rows } = await sql<{ id: string }>`select id from credential`.execute(db)
  for (const { id } of rows) await read(round, `/credentials/${id}.json`, '')
  return rows.length
}
