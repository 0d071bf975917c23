import { resolve } from 'node:path'
import { heardEvent } from '../../platform/events/events.ts'
import type { Jobs, Schedule } from '../../platform/events/jobs.ts'
import type { World } from '../../platform/world.ts'
import { cleanUploads } from './commands/clean-uploads.ts'
import { tellCoach, tellCoached } from './commands/coaching/tell.ts'
import { tellDecided, tellReceived } from './commands/tell.ts'

const given = ({ db, now, config }: World) => ({ db, now: now(), publicUrl: config.publicUrl })

export const jobs: Jobs<World> = {
  'submissions.tell-received': async (world, payload) => {
    const { orgId, eventId, subjectId } = heardEvent('submission.submitted', payload)
    await tellReceived(given(world), { orgId, eventId, submissionId: subjectId })
  },
  'submissions.tell-decided': async (world, payload) => {
    const { orgId, eventId, subjectId } = heardEvent('assessment.decided', payload)
    await tellDecided(given(world), { orgId, eventId, submissionId: subjectId })
  },
  'submissions.tell-coach': async (world, payload) => {
    const { eventId, subjectId } = heardEvent('coaching.asked', payload)
    await tellCoach(given(world), { eventId, requestId: subjectId })
  },
  'submissions.tell-coached': async (world, payload) => {
    const { eventId, subjectId } = heardEvent('coaching.answered', payload)
    await tellCoached(given(world), { eventId, requestId: subjectId })
  },
  'submissions.clean-uploads': ({ db, now, config }) =>
    cleanUploads({ db, now: now() }, resolve(config.dataDir, 'uploads')),
}

export const schedules: Schedule[] = [{ task: 'submissions.clean-uploads', cron: '17 3 * * *' }]
