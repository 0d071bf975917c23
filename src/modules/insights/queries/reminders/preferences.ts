import type { Db, Tx } from '../../../../platform/database/database.ts'
import type { Told } from '../../rules/reminders/letter.ts'
import { isReminder } from '../../rules/reminders/letter.ts'
import type { Step } from '../../rules/reminders/steps.ts'

/** Whether and when a person is reminded by mail. */
export type Preference = { wanted: boolean; quietFrom: number; quietUntil: number }

const USUAL: Preference = { wanted: true, quietFrom: 18, quietUntil: 7 }

export async function findPreference(db: Db, personId: string): Promise<Preference> {
  const row = await db
    .selectFrom('reminder_preference')
    .select(['wanted', 'quiet_from as quietFrom', 'quiet_until as quietUntil'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row ?? USUAL
}

export async function writePreference(
  db: Db,
  personId: string,
  { wanted, quietFrom, quietUntil }: Preference,
  now: Date,
): Promise<void> {
  const set = { wanted, quiet_from: quietFrom, quiet_until: quietUntil, changed_at: now }
  await db
    .insertInto('reminder_preference')
    .values({ person_id: personId, ...set })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(set))
    .execute()
}

/** Nothing is sent to this person any more; whether anything was before is all the same. */
export async function stopReminders(db: Db, personId: string, now: Date): Promise<void> {
  await db
    .insertInto('reminder_preference')
    .values({ person_id: personId, wanted: false, changed_at: now })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ wanted: false, changed_at: now }))
    .execute()
}

/**
 * Takes the one letter of these days for oneself: false where somebody else has just written it, or where the person
 * has asked for no more in the meantime.
 */
export async function claimLetter(tx: Tx, personId: string, now: Date, lastBefore: Date): Promise<boolean> {
  const claimed = await tx
    .insertInto('reminder_preference')
    .values({ person_id: personId, last_letter_at: now })
    .onConflict((conflict) =>
      conflict
        .column('person_id')
        .doUpdateSet({ last_letter_at: now })
        .where('reminder_preference.wanted', '=', true)
        .where((eb) =>
          eb.or([
            eb('reminder_preference.last_letter_at', 'is', null),
            eb('reminder_preference.last_letter_at', '<=', lastBefore),
          ]),
        ),
    )
    .returning('person_id')
    .executeTakeFirst()
  return claimed !== undefined
}

export async function listTold(db: Db, personIds: readonly string[]): Promise<ReadonlyMap<string, Told[]>> {
  const rows = await db
    .selectFrom('reminder_told')
    .select(['person_id as personId', 'kind', 'subject_id as subjectId', 'state', 'told_at as toldAt'])
    .where('person_id', 'in', personIds)
    .execute()
  const told = rows.flatMap(({ kind, ...row }) => (isReminder(kind) ? [{ ...row, kind }] : []))
  return Map.groupBy(told, ({ personId }) => personId)
}

export async function writeTold(tx: Tx, personId: string, steps: readonly Step[], now: Date): Promise<void> {
  const rows = steps.map(({ kind, subjectId, state }) => ({
    person_id: personId,
    kind,
    subject_id: subjectId,
    state,
    told_at: now,
  }))
  await tx
    .insertInto('reminder_told')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'kind', 'subject_id'])
        .doUpdateSet((eb) => ({ state: eb.ref('excluded.state'), told_at: eb.ref('excluded.told_at') })),
    )
    .execute()
}
