import { heardEvent } from '../../platform/events/events.ts'
import type { Jobs } from '../../platform/events/jobs.ts'
import type { World } from '../../platform/world.ts'
import { followJoined } from './commands/follow-joined.ts'
import { tellReader } from './commands/designing/tell-reader.ts'
import { welcomeCohort } from './commands/welcome.ts'

const given = ({ db, now, config }: World) => ({ db, now: now(), publicUrl: config.publicUrl })

export const jobs: Jobs<World> = {
  'medallions.follow-joined': async ({ db }, payload) => {
    const { subjectId, payload: said } = heardEvent('person.joined', payload)
    await followJoined(db, { entryId: said.entryId, personId: subjectId })
  },
  'medallions.tell-reader': async (world, payload) => {
    const { eventId, subjectId, payload: said } = heardEvent('medallion.reader_asked', payload)
    await tellReader(given(world), { eventId, draftId: subjectId, personId: said.personId })
  },
  'medallions.welcome-launched': async (world, payload) => {
    const { subjectId } = heardEvent('cohort.launched', payload)
    await welcomeCohort(given(world), { cohortId: subjectId })
  },
  'medallions.welcome-added': async (world, payload) => {
    const { cohortId } = heardEvent('enrolment.offered', payload).payload
    await welcomeCohort(given(world), { cohortId })
  },
}
