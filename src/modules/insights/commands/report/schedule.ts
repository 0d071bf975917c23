import { getOrganisation } from '../../../people/queries/organisations.ts'
import { isEmail, normalEmail } from '../../../people/rules.ts'
import type { Actor } from '../../../../platform/actor.ts'
import { inTransaction, type Db } from '../../../../platform/database/database.ts'
import { recordEvent } from '../../../../platform/events/events.ts'
import { mayReport } from '../../policy.ts'
import { endSchedule, findInTree, insertSchedule, type Every } from '../../queries/schedules.ts'
import { clockIn, nextBegin } from '../../rules/calendar.ts'
import { listMedallionsFor } from './board.ts'

type Given = { db: Db; actor: Actor; now: Date }

export const MOST_READERS = 20

export type Scheduled =
  | { ok: true }
  | { ok: false; reason: 'unknown' | 'exists' | 'too_many' }
  /** Addresses that are none, or belong to nobody of the tree */
  | { ok: false; reason: 'strangers'; addresses: string[] }

/** Has a report sent to a leader, and to others of the tree, at the beginning of each month or quarter. */
export async function scheduleReport(
  { db, actor, now }: Given,
  asked: { organisationId: string; medallionId: string | null; every: Every; addresses: readonly string[] },
): Promise<Scheduled> {
  const known = new Set(actor.roles.map(({ orgId }) => orgId))
  const organisation = await getOrganisation(db, asked.organisationId).catch(() => null)
  if (organisation === null || !known.has(organisation.rootId)) return { ok: false, reason: 'unknown' }
  if (!mayReport(actor, { action: 'have a report sent', subject: organisation }))
    return { ok: false, reason: 'unknown' }
  const { medallionId, every } = asked
  if (medallionId !== null) {
    const medallions = await listMedallionsFor(db, organisation)
    if (!medallions.some((each) => each.medallionId === medallionId)) return { ok: false, reason: 'unknown' }
  }
  const addresses = [...new Set(asked.addresses.map(normalEmail))]
  if (addresses.length > MOST_READERS) return { ok: false, reason: 'too_many' }
  const found = await findInTree(db, organisation.rootId, addresses.filter(isEmail))
  const strangers = addresses.filter((address) => !found.some(({ email }) => email === address))
  if (strangers.length > 0) return { ok: false, reason: 'strangers', addresses: strangers }

  return inTransaction(db, async (tx) => {
    const orgId = organisation.rootId
    const nextOn = nextBegin(clockIn(organisation.timeZone, now).day, every)
    const schedule = { orgId, organisationId: organisation.id, medallionId, leaderId: actor.personId, every, nextOn }
    const readers = [...new Set(found.map(({ personId }) => personId))].filter((id) => id !== actor.personId)
    const id = await insertSchedule(tx, schedule, readers, now)
    if (id === null) return { ok: false, reason: 'exists' } as const
    await recordEvent(
      tx,
      { type: 'report.scheduled', orgId, subjectId: id, actorId: actor.personId, payload: { every } },
      now,
    )
    return { ok: true } as const
  })
}

/** Sends a report no more; false when it is none of the actor's, or was stopped already. */
export function stopReport({ db, actor, now }: Given, id: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const ended = await endSchedule(tx, { id, leaderId: actor.personId, because: 'stopped' }, now)
    if (ended === null) return false
    const { orgId } = ended
    const payload = { because: 'stopped' } as const
    await recordEvent(tx, { type: 'report.ended', orgId, subjectId: id, actorId: actor.personId, payload }, now)
    return true
  })
}
