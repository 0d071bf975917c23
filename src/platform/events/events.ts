import { sql } from 'kysely'
import { z } from 'zod'
import { EVENTS, HEARS, type EventType, type Happening, type Payload } from '../../events.ts'
import type { Tx } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { enqueue } from './jobs.ts'

const heard = z.object({
  orgId: z.string(),
  eventId: z.string(),
  type: z.string(),
  subjectId: z.string(),
  payload: z.unknown(),
})

/** What a job receives of the event that it heard. */
export type Heard<T extends EventType> = { orgId: string; eventId: string; subjectId: string; payload: Payload<T> }

/**
 * Writes down what happened and enqueues the jobs that hear it, in the caller's transaction: either all of it
 * happened, or none.
 */
export async function recordEvent(tx: Tx, happening: Happening, now: Date): Promise<void> {
  const { type, orgId, subjectId, actorId } = happening
  const eventId = newId()
  const payload = EVENTS[type].parse(happening.payload)
  await tx
    .insertInto('event')
    .values({
      org_id: orgId,
      id: eventId,
      type,
      subject_id: subjectId,
      actor_id: actorId,
      payload: JSON.stringify(payload),
      at: now,
    })
    .execute()
  for (const task of HEARS[type] ?? []) await enqueue(tx, task, { orgId, eventId, type, subjectId, payload })
}

/** Reads a job's payload as the event it heard; throws where it is another one. */
export function heardEvent<T extends EventType>(type: T, raw: unknown): Heard<T> {
  const { orgId, eventId, subjectId, payload, type: sent } = heard.parse(raw)
  if (sent !== type) throw new Error(`This job hears ${type}, but was sent ${sent}.`)
  return { orgId, eventId, subjectId, payload: EVENTS[type].parse(payload) as Payload<T> }
}

/** How many events of a type there are; for tests and metrics. */
export async function countEvents(db: Tx, type: EventType): Promise<number> {
  const row = await db
    .selectFrom('event')
    .select(sql<number>`count(*)`.as('n'))
    .where('type', '=', type)
    .executeTakeFirstOrThrow()
  return row.n
}
