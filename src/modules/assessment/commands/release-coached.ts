import { findCohort } from '../../medallions/queries/cohorts.ts'
import { findEnrolment } from '../../medallions/queries/enrolments.ts'
import { findSubmissionOwner } from '../../submissions/queries/waiting.ts'
import { inTransaction, type Db } from '../../../platform/database/database.ts'
import { listHeldJudgements, lockJudgement } from '../queries/judgement.ts'
import { inConflict } from '../rules/conflict.ts'
import { isOpen } from '../rules/states.ts'
import { giveUp } from './give-up.ts'
import { getTies } from './ties.ts'

type Given = { db: Db; now: Date }

/**
 * Gives back what an assessor holds of people whom they coach since: they claimed it before there was a conflict of
 * interest. What they wrote stays kept, and nobody is told why. Running twice does no harm.
 */
export async function releaseCoached({ db, now }: Given, { coachId }: { coachId: string }): Promise<void> {
  for (const { id } of await listHeldJudgements(db, coachId))
    await inTransaction(db, async (tx) => {
      const judgement = await lockJudgement(tx, id)
      if (judgement === null || !isOpen(judgement.state)) return
      const work = await findSubmissionOwner(tx, judgement.submissionId)
      if (work?.state !== 'in_assessment' || !inConflict(await getTies(tx, coachId), work)) return
      await giveUp(tx, judgement, 'released', { actorId: null, now })
    })
}

/** The same for the coach of a cohort, once there is one, or somebody new in it. */
export async function releaseCoachedIn(given: Given, { cohortId }: { cohortId: string | null }): Promise<void> {
  const coachId = cohortId === null ? null : ((await findCohort(given.db, cohortId))?.coachId ?? null)
  if (coachId !== null) await releaseCoached(given, { coachId })
}

/** The same for the coach of somebody who answered. */
export async function releaseCoachedOf(
  given: Given,
  { orgId, medallionId, personId }: { orgId: string; medallionId: string; personId: string },
): Promise<void> {
  const enrolment = await findEnrolment(given.db, orgId, medallionId, personId)
  await releaseCoachedIn(given, { cohortId: enrolment?.cohortId ?? null })
}
