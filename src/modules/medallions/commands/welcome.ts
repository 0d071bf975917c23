import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { queueMail } from '../../../platform/events/mail.ts'
import { findCohort } from '../queries/cohorts.ts'
import { listPickTitles } from '../queries/offers.ts'
import { holdUnwelcomed, markWelcomed } from '../queries/welcoming.ts'
import { letterTo } from '../rules/welcome.ts'

/** Letters that are written in one transaction. */
const BATCH = 200

/**
 * Writes the letter of a cohort to everybody who was asked into it and has none yet, batch by batch. It may run twice, and
 * at the same time: whoever is written to is marked in the same transaction.
 */
export async function welcomeCohort(
  { db, now, publicUrl }: { db: Db; now: Date; publicUrl: string },
  { cohortId }: { cohortId: string },
): Promise<void> {
  const cohort = await findCohort(db, cohortId)
  if (cohort === null || cohort.welcome === '' || cohort.closedAt !== null) return
  const { orgId, title: medallion } = cohort
  const picks = cohort.togetherId === null ? [] : await listPickTitles(db, orgId, cohort.versionId)
  const together = picks.find(({ microCredentialId }) => microCredentialId === cohort.togetherId)?.title ?? null
  const link = `${publicUrl}/medal`
  const writeSome = (): Promise<number> =>
    inTransaction(db, async (tx) => {
      const people = await holdUnwelcomed(tx, { orgId, cohortId, limit: BATCH })
      for (const { name, email } of people) {
        const body = letterTo(cohort.welcome, { name, medallion, link }, together)
        await queueMail(tx, { to: email, subject: `An invitation: ${medallion}`, body }, now)
      }
      const personIds = people.map(({ personId }) => personId)
      if (personIds.length > 0) await markWelcomed(tx, { orgId, cohortId, personIds }, now)
      return people.length
    })
  while ((await writeSome()) === BATCH);
}
