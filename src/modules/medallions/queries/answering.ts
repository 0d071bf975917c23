import type { Tx } from '../../../platform/database/database.ts'
import type { EnrolmentState } from '../rules/answers.ts'

type Key = { orgId: string; medallionId: string; personId: string }

/** Writes an enrolment that is accepted from the first moment; false, and nothing, where there is one already. */
export async function insertAccepted(
  tx: Tx,
  enrolment: Key & { versionId: string; cohortId: string | null; qualifiedAtOffer: boolean },
  now: Date,
): Promise<boolean> {
  const made = await tx
    .insertInto('enrolment')
    .values({
      org_id: enrolment.orgId,
      medallion_id: enrolment.medallionId,
      person_id: enrolment.personId,
      version_id: enrolment.versionId,
      cohort_id: enrolment.cohortId,
      state: 'accepted',
      offered_at: now,
      answered_at: now,
      welcomed_at: now,
      qualified_at_offer: enrolment.qualifiedAtOffer,
    })
    .onConflict((oc) => oc.columns(['org_id', 'medallion_id', 'person_id']).doNothing())
    .returning('person_id')
    .executeTakeFirst()
  return made !== undefined
}

const enrolment = (tx: Tx, { orgId, medallionId, personId }: Key) =>
  tx
    .updateTable('enrolment')
    .where('org_id', '=', orgId)
    .where('medallion_id', '=', medallionId)
    .where('person_id', '=', personId)

/** Writes an answer to an enrolment that the transaction holds. */
export async function writeAnswer(
  tx: Tx,
  key: Key,
  { state, putOff, cohortId }: { state: EnrolmentState; putOff: boolean; cohortId?: string },
  now: Date,
): Promise<void> {
  await enrolment(tx, key)
    .set({
      state,
      answered_at: state === 'offered' ? null : now,
      put_off_at: putOff ? now : null,
      ...(cohortId === undefined ? {} : { cohort_id: cohortId }),
    })
    .execute()
}

export async function updateVersion(tx: Tx, key: Key, versionId: string): Promise<void> {
  await enrolment(tx, key).set({ version_id: versionId, passed_over_id: null }).execute()
}

export async function updatePassedOver(tx: Tx, key: Key, versionId: string): Promise<void> {
  await enrolment(tx, key).set({ passed_over_id: versionId }).execute()
}

/** Says that what somebody had earned before it was offered counts. False where nobody asked, or somebody said so before. */
export async function confirmEnrolment(tx: Tx, key: Key, by: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await enrolment(tx, key)
    .where('qualified_at_offer', '=', true)
    .where('confirmed_at', 'is', null)
    .set({ confirmed_by: by, confirmed_at: now })
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The offers that somebody has not answered, held until the transaction ends. */
export const listOffersTo = (
  tx: Tx,
  personId: string,
): Promise<{ orgId: string; medallionId: string; versionId: string }[]> =>
  tx
    .selectFrom('enrolment')
    .select(['org_id as orgId', 'medallion_id as medallionId', 'version_id as versionId'])
    .where('person_id', '=', personId)
    .where('state', '=', 'offered')
    .forUpdate()
    .execute()

/** Lets an offer be that of another person, unless there is one between them and the medallion already. */
export async function writeOffered(
  tx: Tx,
  { orgId, medallionId, personId }: Key,
  to: { personId: string; qualifiedAtOffer: boolean },
): Promise<void> {
  await tx
    .updateTable('enrolment')
    .set({ person_id: to.personId, qualified_at_offer: to.qualifiedAtOffer })
    .where('org_id', '=', orgId)
    .where('medallion_id', '=', medallionId)
    .where('person_id', '=', personId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('enrolment as own')
            .select('own.person_id')
            .where('own.org_id', '=', orgId)
            .where('own.medallion_id', '=', medallionId)
            .where('own.person_id', '=', to.personId),
        ),
      ),
    )
    .execute()
}
