import { z } from 'zod'
import { heardEvent } from '../../platform/events/events.ts'
import type { Jobs, Schedule } from '../../platform/events/jobs.ts'
import type { World } from '../../platform/world.ts'
import { forgetImports } from './commands/imports/read.ts'
import { WELCOME, welcomeImported } from './commands/imports/welcome.ts'
import { tellInvited } from './commands/tell-invited.ts'

export const jobs: Jobs<World> = {
  'people.tell-invited': async ({ db, now, config }, payload) => {
    const { orgId, eventId, subjectId: invitationId, payload: made } = heardEvent('invitation.made', payload)
    const given = { db, now: now(), publicUrl: config.publicUrl }
    await tellInvited(given, { orgId, eventId, invitationId, letter: made.letter })
  },
  'people.welcome-imported': async ({ db, now, config }, payload) => {
    const { orgId, subjectId: importId, payload: imported } = heardEvent('people.imported', payload)
    if (!imported.welcome) return
    await welcomeImported({ db, now: now(), publicUrl: config.publicUrl }, { orgId, importId, after: 0 })
  },
  [WELCOME]: async ({ db, now, config }, payload) => {
    await welcomeImported({ db, now: now(), publicUrl: config.publicUrl }, batch.parse(payload))
  },
  'people.forget-imports': (world) => forgetImports(world),
}

const batch = z.object({ orgId: z.string(), importId: z.string(), after: z.number() })

/** At a quiet time, in UTC. */
export const schedules: Schedule[] = [{ task: 'people.forget-imports', cron: '41 3 * * *' }]
