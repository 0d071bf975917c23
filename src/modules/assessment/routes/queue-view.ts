import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { daysBetween } from '../../../ui/words/dates.ts'
import { getCatalogue } from '../../catalogue/queries/tree.ts'
import { getVersion } from '../../catalogue/queries/versions.ts'
import type { StackStyle } from '../../catalogue/rules/emblems/emblems.ts'
import { rolesOf } from '../../people/rules.ts'
import { getAssessable } from '../../submissions/queries/assessable.ts'
import {
  countWaitingSubmissions,
  findSubmissionOwner,
  listWaitingSubmissions,
  type QueueOf,
} from '../../submissions/queries/waiting.ts'
import { getTies } from '../commands/ties.ts'
import { can } from '../policy.ts'
import { listConcerns } from '../queries/concern.ts'
import { findJudgement, listHeldJudgements, type Judgement } from '../queries/judgement.ts'
import { countScored } from '../queries/score.ts'
import { turnaround, type Turnaround } from '../rules/turnaround.ts'

/** How many rows are shown at once; the rest waits behind those that are due first. */
const SHOWN = 100

type Emblem = { slug: string; style: StackStyle } | null
type Row = { code: string; title: string; attempt: number; emblem: Emblem; clock: Turnaround; dueAt: Date }

/** What an assessor sees of their queue: codes and clocks, and nothing of whose work it is. */
export type QueueView = {
  counts: { waiting: number; overdue: number }
  held: (Row & { judgementId: string; until: Date; scored: number; of: number })[]
  waiting: (Row & { submissionId: string; since: Date; daysWaited: number })[]
}

/** Everything that this assessor may claim, without their own work, their schools' and that of people they know or coach. */
export async function getQueue(db: Db, actor: Actor, now: Date): Promise<QueueView> {
  const ties = await getTies(db, actor.personId)
  const roles = rolesOf(actor, 'assessor')
  const asked: QueueOf = {
    publisherIds: roles.map(({ organisationId }) => organisationId),
    orgIds: roles.map(({ orgId }) => orgId),
    exceptPersonIds: [actor.personId, ...ties.knows, ...ties.coaches],
    exceptOrganisationIds: ties.workplaces,
  }
  const [counts, found, held] = await Promise.all([
    countWaitingSubmissions(db, asked, now),
    listWaitingSubmissions(db, asked, SHOWN),
    getHeld(db, actor, now),
  ])
  const waiting = found.filter((work) => can(actor, 'claim', { work, ties }))
  const emblems = await getEmblems(db, new Set(waiting.map(({ publisherId }) => publisherId)))
  return {
    counts,
    held,
    waiting: waiting.map((work) => ({
      submissionId: work.id,
      code: work.code,
      title: work.title,
      attempt: work.attempt,
      emblem: emblems.get(work.microCredentialId) ?? null,
      clock: clockOf(work.dueAt, now, actor),
      dueAt: work.dueAt,
      since: work.submittedAt,
      daysWaited: daysBetween(work.submittedAt, now, actor),
    })),
  }
}

const clockOf = (dueAt: Date, now: Date, actor: Actor): Turnaround => {
  const days = daysBetween(now, dueAt, actor)
  // Late in the last day it may be over where the educator works while the assessor's day goes on.
  return turnaround(dueAt < now ? Math.min(days, -1) : days)
}

async function getEmblems(db: Db, publisherIds: Iterable<string>): Promise<Map<string, Emblem>> {
  const catalogues = await Promise.all([...publisherIds].map((id) => getCatalogue(db, id)))
  const stacks = catalogues.flatMap((catalogue) => catalogue.stacks)
  return new Map(stacks.flatMap(({ members, style }) => members.map(({ id, slug }) => [id, { slug, style }])))
}

async function getHeld(db: Db, actor: Actor, now: Date): Promise<QueueView['held']> {
  const judgements = await listHeldJudgements(db, actor.personId)
  const scored = await countScored(
    db,
    judgements.map(({ id }) => id),
  )
  const rows = judgements.map(async ({ id, orgId, submissionId, expiresAt }) => {
    const work = await getAssessable(db, orgId, submissionId)
    const { content, slug, stack } = await getVersion(db, work.publisherId, work.versionId)
    const dueAt = work.dueAt ?? expiresAt
    return {
      judgementId: id,
      code: work.code,
      title: content.title,
      attempt: work.attempt,
      emblem: { slug, style: stack.style },
      clock: clockOf(dueAt, now, actor),
      dueAt,
      until: expiresAt,
      scored: scored.get(id) ?? 0,
      of: work.openCriteria.length,
    }
  })
  return Promise.all(rows)
}

/** How a judgement of this person ended, said once on the way back to the queue; null when there is nothing to say. */
export async function findEnding(
  db: Db,
  actor: Actor,
  judgementId: string,
): Promise<{ title: string; text: string } | null> {
  const judgement = await findJudgement(db, judgementId)
  if (judgement === null || !can(actor, 'see the judgement', judgement)) return null
  const work = await getAssessable(db, judgement.orgId, judgement.submissionId)
  return sayEnding(
    judgement,
    work.code,
    work.state,
    await knewPerson(db, judgement),
    await isStillOffered(db, judgement),
  )
}

const knewPerson = async (db: Db, judgement: Judgement): Promise<boolean> =>
  (await listConcerns(db, judgement)).some(({ kind }) => kind === 'knows_person')

const isStillOffered = async (db: Db, { submissionId }: Judgement): Promise<boolean> =>
  (await findSubmissionOwner(db, submissionId))?.state === 'submitted'

function sayEnding(
  { state }: Judgement,
  code: string,
  now: string,
  knew: boolean,
  offered: boolean,
): { title: string; text: string } | null {
  if (state === 'completed')
    return now === 'earned'
      ? { title: `Your decision on ${code} is given: earned.`, text: 'Its educator reads it now, without your name.' }
      : {
          title: `Your decision on ${code} is given: not yet.`,
          text: 'Its educator reads your comments now, without your name, and can try again.',
        }
  if (knew)
    return { title: `${code} is back in the queue.`, text: 'You will not be offered anything by this person again.' }
  const comeBack = 'Your levels and comments are kept: they come back if you claim it again.'
  if (state === 'released') return { title: `${code} is back in the queue.`, text: comeBack }
  if (state !== 'expired') return null
  if (now === 'withdrawn')
    return {
      title: `${code} was taken back by its educator.`,
      text: 'There is nothing left to decide. Your words are kept.',
    }
  return offered
    ? { title: `Your time with ${code} ran out.`, text: comeBack }
    : {
        title: `Your time with ${code} ran out, and another assessor has it now.`,
        text: 'Your words are kept, for your eyes only.',
      }
}
