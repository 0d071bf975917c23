import { jobs as assessment, schedules as assessmentSchedules } from './modules/assessment/jobs.ts'
import { jobs as credentials, schedules as credentialsSchedules } from './modules/credentials/jobs.ts'
import { jobs as insights, schedules as insightsSchedules } from './modules/insights/jobs.ts'
import { jobs as medallions } from './modules/medallions/jobs.ts'
import { jobs as people, schedules as peopleSchedules } from './modules/people/jobs.ts'
import { jobs as submissions, schedules as submissionsSchedules } from './modules/submissions/jobs.ts'
import { readConfig } from './platform/start/config.ts'
import { startJobs, type Jobs } from './platform/events/jobs.ts'
import { sendMail } from './platform/events/mail.ts'
import { StartError } from './platform/start/start-error.ts'
import { openWorld, type World } from './platform/world.ts'

const platform: Jobs<World> = {
  'platform.send-mail': ({ db, config, now }, payload) => sendMail(db, config, payload, now()),
}

/** The second process: works through the queue until it is told to stop, or until the web process that started it is gone. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  if (config.databaseUrl === null)
    throw new StartError('The worker needs DATABASE_URL; npm start gives it the one of the embedded PostgreSQL.')
  const world = openWorld(config, config.databaseUrl, 'worker')
  const runner = await startJobs<World>(
    world.pool,
    world,
    world.log,
    { ...platform, ...people, ...medallions, ...submissions, ...assessment, ...credentials, ...insights },
    [
      ...peopleSchedules,
      ...submissionsSchedules,
      ...assessmentSchedules,
      ...credentialsSchedules,
      ...insightsSchedules,
    ],
  )
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await runner.stop()
    await world.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, () => void stop())
  process.send?.('ready')
  await runner.promise
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartError ? error.message : (error as Error).stack}\n`)
  process.exit(1)
})
