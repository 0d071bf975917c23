import type { Jobs, Schedule } from '../../platform/events/jobs.ts'
import { readFonts } from '../../platform/fonts.ts'
import type { World } from '../../platform/world.ts'
import { countAllSchools } from './commands/progress/schools.ts'
import { remind } from './commands/reminders/remind.ts'
import { sendReports } from './commands/report/send.ts'

export const jobs: Jobs<World> = {
  'insights.count-schools': ({ db, now }) => countAllSchools(db, now()),
  'insights.send-reports': async ({ db, now, config }) =>
    sendReports({ db, now: now(), publicUrl: config.publicUrl, fonts: await readFonts() }),
  'insights.remind': ({ db, now, config }) =>
    remind({ db, now: now(), publicUrl: config.publicUrl, secret: config.secret }),
}

/** Every hour, since it is morning somewhere: each job looks whom it is time for. */
export const schedules: Schedule[] = [
  { task: 'insights.count-schools', cron: '47 * * * *' },
  { task: 'insights.send-reports', cron: '11 * * * *' },
  { task: 'insights.remind', cron: '23 * * * *' },
]
