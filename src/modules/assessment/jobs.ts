import type { Jobs, Schedule } from '../../platform/events/jobs.ts'
import type { World } from '../../platform/world.ts'
import { expireClaims } from './commands/give-up.ts'

export const jobs: Jobs<World> = {
  'assessment.expire-claims': async ({ db, now, log }) => {
    const count = await expireClaims({ db, now: now() })
    if (count > 0) log.info({ count }, 'Claims ran out and went back to the queue')
  },
}

export const schedules: Schedule[] = [{ task: 'assessment.expire-claims', cron: '*/5 * * * *' }]
