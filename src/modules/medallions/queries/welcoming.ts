import type { Tx } from '../../../platform/database/database.ts'

/** Whom a cohort's letter is still to be written to; the transaction holds them, and another one passes them over. */
export const holdUnwelcomed = (
  tx: Tx,
  { orgId, cohortId, limit }: { orgId: string; cohortId: string; limit: number },
): Promise<{ personId: string; name: string; email: string }[]> =>
  tx
    .selectFrom('enrolment')
    .innerJoin('person', 'person.id', 'enrolment.person_id')
    .innerJoin('person_email', (join) =>
      join.onRef('person_email.person_id', '=', 'person.id').on('is_primary', '=', true),
    )
    .select(['person.id as personId', 'person.name', 'person_email.email'])
    .where('enrolment.org_id', '=', orgId)
    .where('enrolment.cohort_id', '=', cohortId)
    .where('enrolment.state', '=', 'offered')
    .where('enrolment.welcomed_at', 'is', null)
    .orderBy('enrolment.person_id')
    .limit(limit)
    .forUpdate('enrolment')
    .skipLocked()
    .execute()

export async function markWelcomed(
  tx: Tx,
  { orgId, cohortId, personIds }: { orgId: string; cohortId: string; personIds: readonly string[] },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('enrolment')
    .set({ welcomed_at: now })
    .where('org_id', '=', orgId)
    .where('cohort_id', '=', cohortId)
    .where('person_id', 'in', [...personIds])
    .execute()
}
