import { heardEvent } from '../../platform/events/events.ts'
import type { Jobs } from '../../platform/events/jobs.ts'
import type { World } from '../../platform/world.ts'
import { tellInvited } from './commands/tell-invited.ts'

export const jobs: Jobs<World> = {
  'people.tell-invited': async ({ db, now, config }, payload) => {
    const { orgId, eventId, subjectId: invitationId, payload: made } = heardEvent('invitation.made', payload)
    const given = { db, now: now(), publicUrl: config.publicUrl }
    await tellInvited(given, { orgId, eventId, invitationId, letter: made.letter })
  },
}
