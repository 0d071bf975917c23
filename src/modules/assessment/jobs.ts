import { heardEvent } from '../../platform/events/events.ts'
import type { Jobs, Schedule } from '../../platform/events/jobs.ts'
import type { World } from '../../platform/world.ts'
import { expireClaims } from './commands/give-up.ts'
import { releaseCoached, releaseCoachedIn, releaseCoachedOf } from './commands/release-coached.ts'

const given = ({ db, now }: World) => ({ db, now: now() })

export const jobs: Jobs<World> = {
  'assessment.expire-claims': async ({ db, now, log }) => {
    const count = await expireClaims({ db, now: now() })
    if (count > 0) log.info({ count }, 'Claims ran out and went back to the queue')
  },
  'assessment.release-asked': async (world, payload) => {
    await releaseCoached(given(world), heardEvent('coaching.asked', payload).payload)
  },
  'assessment.release-launched': async (world, payload) => {
    await releaseCoachedIn(given(world), { cohortId: heardEvent('cohort.launched', payload).subjectId })
  },
  'assessment.release-changed': async (world, payload) => {
    await releaseCoachedIn(given(world), { cohortId: heardEvent('cohort.changed', payload).subjectId })
  },
  'assessment.release-offered': async (world, payload) => {
    await releaseCoachedIn(given(world), heardEvent('enrolment.offered', payload).payload)
  },
  'assessment.release-answered': async (world, payload) => {
    const { orgId, subjectId, payload: answered } = heardEvent('enrolment.answered', payload)
    await releaseCoachedOf(given(world), { orgId, medallionId: subjectId, personId: answered.personId })
  },
}

export const schedules: Schedule[] = [{ task: 'assessment.expire-claims', cron: '*/5 * * * *' }]
