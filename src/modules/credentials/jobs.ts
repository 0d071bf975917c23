import { heardEvent } from '../../platform/events/events.ts'
import type { Jobs, Schedule } from '../../platform/events/jobs.ts'
import type { World } from '../../platform/world.ts'
import type { EventType } from '../../events.ts'
import { z } from 'zod'
import { awardCollections, awardCompleted, awardDecided } from './commands/award.ts'
import { forgetFiles } from './commands/bulk/check.ts'
import { completeBulk, runBulk } from './commands/bulk/run.ts'
import { suspendCollections } from './commands/change-award.ts'
import { forgetOutdated } from './commands/host/connections.ts'
import { issueCredential } from './commands/issue.ts'
import { tellReplaced } from './commands/issuing/tell.ts'
import { renewLists } from './commands/keys/renew-lists.ts'
import { awardMedallion, awardMedallionsOf } from './commands/medallions/award.ts'
import { forgetOffers } from './commands/wallet/offer.ts'
import { publishStatus } from './commands/status.ts'

const changedList = z.object({ orgId: z.string(), listId: z.string().optional() })

const ofBulk = z.object({ orgId: z.string(), bulkId: z.string() })

const aboutAward = (type: EventType, raw: unknown): { orgId: string; awardId: string } => {
  const { orgId, subjectId } = heardEvent(type, raw)
  return { orgId, awardId: subjectId }
}

export const jobs: Jobs<World> = {
  'credentials.award-decided': async (world, raw) => {
    const { orgId, subjectId } = heardEvent('assessment.decided', raw)
    await awardDecided(world, { orgId, submissionId: subjectId })
  },
  'credentials.issue': async (world, raw) => {
    await issueCredential(world, aboutAward('award.made', raw))
  },
  'credentials.award-collections': (world, raw) => awardCollections(world, aboutAward('award.made', raw)),
  'credentials.award-completed': async (world, raw) => {
    const { orgId, subjectId, payload } = heardEvent('catalogue.published', raw)
    const { kind } = payload
    if (kind === 'stack' || kind === 'badge') await awardCompleted(world, { orgId, kind, id: subjectId })
  },
  'credentials.award-imported': async (world, raw) => {
    const { orgId, payload } = heardEvent('catalogue.imported', raw)
    for (const { kind, id } of payload.collections) await awardCompleted(world, { orgId, kind, id })
  },
  'credentials.award-accepted': async (world, raw) => {
    const { orgId, subjectId, payload } = heardEvent('enrolment.answered', raw)
    if (payload.answer === 'accept')
      await awardMedallion(world, { orgId, medallionId: subjectId, personId: payload.personId })
  },
  'credentials.award-moved': async (world, raw) => {
    const { orgId, subjectId, payload } = heardEvent('enrolment.moved', raw)
    await awardMedallion(world, { orgId, medallionId: subjectId, personId: payload.personId })
  },
  'credentials.award-confirmed': async (world, raw) => {
    const { orgId, subjectId, payload } = heardEvent('enrolment.confirmed', raw)
    await awardMedallion(world, { orgId, medallionId: subjectId, personId: payload.personId })
  },
  'credentials.award-recorded': async (world, raw) => {
    const { orgId, subjectId } = heardEvent('bulk.recorded', raw)
    await awardMedallionsOf(world, { orgId, bulkId: subjectId })
  },
  'credentials.suspend-collections': (world, raw) => suspendCollections(world, aboutAward('award.revoked', raw)),
  'credentials.suspend-medallions': (world, raw) => suspendCollections(world, aboutAward('award.suspended', raw)),
  'credentials.tell-replaced': async (world, raw) => {
    const { orgId, eventId, subjectId, payload } = heardEvent('credential.reissued', raw)
    const { awardId, because, byHolder } = payload
    if (!byHolder) await tellReplaced(world, { orgId, eventId, awardId, credentialId: subjectId, because })
  },
  'credentials.renew-lists': (world, raw) => renewLists(world, { orgId: heardEvent('issuer_key.rotated', raw).orgId }),
  'credentials.publish-status': (world, raw) => publishStatus(world, changedList.parse(raw)),
  'credentials.run-bulk': (world, raw) => runBulk(world, ofBulk.parse(raw)),
  'credentials.complete-bulk': (world, raw) => completeBulk(world, ofBulk.parse(raw)),
  'credentials.forget-outdated': async (world) => {
    await forgetOutdated(world)
    await forgetOffers(world)
    await forgetFiles(world)
  },
}

export const schedules: Schedule[] = [{ task: 'credentials.forget-outdated', cron: '17 3 * * *' }]
